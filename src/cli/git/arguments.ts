import path from 'node:path';

/** What the arguments of git ask for. */
export interface GitArguments {
  /** The options of git itself, before the command. */
  own: string[];
  /** The command, such as `push`, or an alias; undefined where there is none. */
  command?: string;
  /** What follows the command. */
  rest: string[];
}

/** Options of git itself whose value may be the next argument. */
const withValue = ['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--attr-source'];

/** Takes the arguments of git apart, after `git --help`: options of git itself, the command, the rest. */
export function gitArguments(args: readonly string[]): GitArguments {
  let at = 0;
  while (args[at]?.startsWith('-')) at += withValue.includes(args[at] ?? '') ? 2 : 1;
  const command = args[at];
  return { own: args.slice(0, at), ...(command !== undefined && { command }), rest: args.slice(at + 1) };
}

/** Where git works by its own options: the folder, and the environment that names another repository. */
export function placeOf<Env extends Record<string, string | undefined>>(
  own: readonly string[],
  { cwd, env }: { cwd: string; env: Env },
): { cwd: string; env: Env & Record<string, string | undefined> } {
  let folder = cwd;
  const named: Record<string, string> = {};
  for (let at = 0; at < own.length; at += 1) {
    const option = own[at] ?? '';
    const [name = '', joined] = option.startsWith('--') ? option.split(/=(.*)/s) : [option];
    const value = joined ?? (withValue.includes(option) ? own[++at] : undefined);
    if (value === undefined) continue;
    if (name === '-C') folder = path.resolve(folder, value);
    if (name === '--git-dir') named['GIT_DIR'] = value;
    if (name === '--work-tree') named['GIT_WORK_TREE'] = value;
  }
  return { cwd: folder, env: { ...env, ...named } };
}

/** Commands that a remote may refuse; `lfs` and `subtree` push too. */
const ofRemotes = [
  'push',
  'fetch',
  'pull',
  'clone',
  'ls-remote',
  'remote',
  'submodule',
  'lfs',
  'subtree',
  'send-pack',
  'fetch-pack',
];

/**
 * The command line by which a diagnosis knows what was tried, without the options of git itself; undefined where no
 * remote is asked. `alias` gives what an alias stands for, and is asked only about a command that is not known here.
 */
export function triedBy(args: readonly string[], alias: (name: string) => string | undefined): string | undefined {
  const { command, rest } = gitArguments(args);
  if (command === undefined) return undefined;
  if (ofRemotes.includes(command)) return lineOf(command, rest);
  const meaning = alias(command)?.trim();
  if (meaning === undefined) return undefined;
  // A shell command of any kind: what it tries, its output shows.
  if (meaning.startsWith('!')) return '';
  const inner = gitArguments(meaning.split(/\s+/));
  if (inner.command === undefined || !ofRemotes.includes(inner.command)) return undefined;
  return lineOf(inner.command, [...inner.rest, ...rest]);
}

function lineOf(command: string, rest: readonly string[]): string {
  return `git ${[command, ...rest].join(' ').replaceAll(/\s/g, ' ')}`;
}
