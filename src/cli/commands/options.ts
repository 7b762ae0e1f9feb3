import { Option, type Command } from 'commander';
import { credentials, operations, unlistableActors, type Operation } from '../../core/model';
import { jsonText } from '../../core/words/visible';
import { ways } from '../print/rules/changes';
import type { Format, Printable } from '../print/formats/printable';
import { exit, fail, type Io } from '../terminal/io';
import type { SourceOptions } from '../source/source';

/** The options of every command that answers from facts. */
export interface Shared extends SourceOptions {
  json?: true;
  format?: Format;
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

/** Adds the options with which every command finds its facts, and `--json`. */
export function answering(command: Command): Command {
  return command
    .option('--world <FILE>', 'answer from a saved world; needs no credential')
    .option('--members <FILE>', 'who is in which group: {"devs": ["{uuid}"]}')
    .option('--project-rules <FILE>', 'restrictions set on the project, a list as Bitbucket writes them')
    .option('--json', 'print JSON');
}

/** Adds `--format`, of these. It says what `--json` says, so both at once are wrong usage. */
export function formatted(command: Command, formats: readonly Format[] = ['text', 'json', 'csv', 'markdown']): Command {
  return command.addOption(
    new Option('--format <FORMAT>', 'print the answer as this; --json is --format json')
      .choices(formats)
      .conflicts('json'),
  );
}

/** Whether the answer is wanted as JSON. */
export function isJson({ json, format }: Pick<Shared, 'json' | 'format'>): boolean {
  return json === true || format === 'json';
}

/** Characters printed before it is waited until they have left: a pipe would keep all of them in memory. */
const mostWaiting = 4 * 1_048_576;

/** Prints an answer as the options say. */
export async function printAs(options: Pick<Shared, 'json' | 'format'>, answer: Printable, io: Io): Promise<void> {
  const pieces = answer[options.format ?? (options.json ? 'json' : 'text')];
  if (!pieces) throw new Error(`No answer is made as ${String(options.format)} here.`);
  let waiting = 0;
  for (const piece of pieces()) {
    io.out(piece);
    waiting += piece.length;
    if (waiting < mostWaiting) continue;
    await io.outLeft?.();
    waiting = 0;
  }
}

/** The arguments that were given, of those that may be left out. */
export function words(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}

/** Prints a value as JSON, escaped so that nothing can control a terminal or hide. */
export function printJson(value: unknown, io: Io) {
  io.out(`${jsonText(value, 2)}\n`);
}
