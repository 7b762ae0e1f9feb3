import { Option, type Command } from 'commander';
import { credentials, operations, unlistableActors, type Operation } from '../../core/model';
import { jsonText } from '../../core/words/visible';
import { ways } from '../print/rules/changes';
import type { Format, Printable } from '../print/formats/printable';
import { exit, fail, type Io } from '../terminal/io';
import { shown, type Shown } from '../terminal/shown';
import type { SourceOptions } from '../source/source';

/** The options of every command that answers from facts. */
export interface Shared extends SourceOptions, Printing {}

/** How an answer is wanted: `printing` has worked it out from both options before the command begins. */
export interface Printing {
  format: Format;
}

/** The options of a command about one operation. */
export type WithOperation = Shared & { to: Operation };

/** The option `--to OP`. */
export const operationOption = () =>
  new Option('--to <OP>', 'what for').choices(operations).default('push' satisfies Operation, 'push');

const whoWords =
  'a uuid, account id, nickname or display name, or an actor that no list can name ' +
  `(${unlistableActors.join(', ')})`;

/** The option `--as WHO`; `otherwise` says who it is where left out. */
export const whoOption = (otherwise = 'the owner of the credential') =>
  new Option('--as <WHO>', `for whom: ${whoWords}; left out: ${otherwise}`).argParser((who: string) =>
    who.trim() === '' ? fail(exit.usage, 'Say for whom after `--as`.') : who,
  );

/** The option `--with CREDENTIAL`. */
export const credentialOption = () =>
  new Option('--with <CREDENTIAL>', 'how the person proves who they are').choices(credentials);

/** The option `--how WAY`. */
export const howOption = () => new Option('--how <WAY>', 'also how a change is made').choices(ways);

/** Adds the options with which every command finds its facts, and those of `printing`. */
export function answering(command: Command, formats?: readonly Format[]): Command {
  return printing(
    command
      .option('--world <FILE>', 'answer from a saved world, or a folder of them; needs no credential')
      .option('--at <DATE>', 'beside a folder of readings: as of this day, or this time (2026-11-20T08:00:00Z)')
      .option('--members <FILE>', 'who is in which group: {"devs": ["{uuid}"]}')
      .option('--project-rules <FILE>', 'restrictions set on the project, a list as Bitbucket writes them'),
    formats,
  );
}

/** The formats of an answer that has no table of its own. */
const plainFormats: readonly Format[] = ['text', 'json'];
/** The formats of an answer that can be passed on. */
export const reportFormats: readonly Format[] = ['text', 'json', 'csv', 'markdown'];

/** Adds `--format`, of these, the first where it is left out, and `--json`, which is `--format json`. */
export function printing(command: Command, formats: readonly Format[] = plainFormats): Command {
  const [usual = 'text'] = formats;
  return command
    .option('--json', 'print JSON')
    .addOption(
      new Option('--format <FORMAT>', `print the answer as this; left out: ${usual}; --json is --format json`).choices(
        formats,
      ),
    )
    .hook('preAction', () => {
      const { json, format }: { json?: true; format?: Format } = command.opts();
      if (json && format !== undefined && format !== 'json')
        fail(exit.usage, '`--json` is `--format json`: leave one of them out.');
      command.setOptionValue('format', json ? 'json' : (format ?? usual));
    });
}

/** Whether the answer is wanted as JSON. */
export function isJson({ format }: Printing): boolean {
  return format === 'json';
}

/** Bytes that are printed at once: to write each of thousands of pieces by itself takes longer than to make it. */
const atOnce = 65_536;

/**
 * Prints an answer as the options say. What was printed has to leave before more is made: a pipe would keep all of it
 * in memory.
 */
export async function printAs({ format }: Printing, answer: Printable, io: Io): Promise<void> {
  const pieces = answer[format];
  if (!pieces) throw new Error(`No answer is made as ${format} here.`);
  const {
    outShown = (some) => {
      io.out(Buffer.concat(some).toString());
    },
  } = io;
  let ready: Shown[] = [];
  let size = 0;
  for (const piece of pieces()) {
    const made = typeof piece === 'string' ? shown(piece) : piece;
    ready.push(made);
    size += made.length;
    if (size < atOnce) continue;
    outShown(ready);
    ready = [];
    size = 0;
    await io.outLeft?.();
  }
  if (size > 0) outShown(ready);
}

/** The arguments that were given, of those that may be left out. */
export function words(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}

/** Prints a value as JSON, escaped so that nothing can control a terminal or hide. */
export function printJson(value: unknown, io: Io) {
  io.out(`${jsonText(value, 2)}\n`);
}
