import { Option, type Command } from 'commander';
import { credentials, operations, type Operation } from '../../core/model';
import { jsonText } from '../../core/words/visible';
import { exit, fail, type Io } from '../terminal/io';
import type { SourceOptions } from '../source/source';

/** What every command that answers from facts takes. */
export interface Shared extends SourceOptions {
  json?: true;
}
/** What a command about one operation takes. */
export type WithOperation = Shared & { to: Operation };

/** `--to OP`. */
export const operationOption = () =>
  new Option('--to <OP>', 'what for').choices(operations).default('push' satisfies Operation, 'push');

const whoWords =
  'a uuid, account id, nickname or display name, or an actor that no list can name (repository-access-token, project-access-token, workspace-access-token, access-key, workspace-ssh-key, oauth-client, pipelines)';

/** `--as WHO`, and who it is where it is left out. */
export const whoOption = (otherwise = 'the owner of the credential') =>
  new Option('--as <WHO>', `for whom: ${whoWords}; left out: ${otherwise}`).argParser((who: string) =>
    who.trim() === '' ? fail(exit.usage, 'Say for whom after `--as`.') : who,
  );

/** `--with CREDENTIAL`. */
export const credentialOption = () =>
  new Option('--with <CREDENTIAL>', 'how the person proves who they are').choices(credentials);

/** The options by which every command finds its facts, and `--json`. */
export function answering(command: Command): Command {
  return command
    .option('--world <FILE>', 'answer from a saved world; needs no credential')
    .option('--members <FILE>', 'who is in which group: {"devs": ["{uuid}"]}')
    .option('--json', 'print JSON');
}

/** The words that were given. */
export function words(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}

/** Prints data: JSON in which nothing reaches a terminal or hides. */
export function printJson(value: unknown, io: Io) {
  io.out(`${jsonText(value, 2)}\n`);
}
