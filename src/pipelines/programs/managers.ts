import type { Value } from '../shell/values';
import { afterOptions, startOptions } from './starters';
import type { Call } from './tools';

/** Programs that only start a program of a package. */
const oneWordStarters = new Set(['npx', 'bunx', 'pnpx', 'uvx']);
/** Two words that start a program of a package manager's. */
const twoWordStarters = new Set([
  'npm exec',
  'npm x',
  'yarn exec',
  'yarn dlx',
  'pnpm exec',
  'pnpm dlx',
  'bun x',
  'poetry run',
  'uv run',
  'pipenv run',
  'pdm run',
  'hatch run',
  'rye run',
  'pipx run',
  'bundle exec',
]);
const scriptRunners = new Set(['npm run', 'npm run-script', 'yarn run', 'pnpm run', 'bun run']);
/** Words after `npm` that run the script of package.json of that name (docs.npmjs.com/cli/using-npm/scripts). */
const npmScripts: Record<string, string> = {
  test: 'test',
  t: 'test',
  tst: 'test',
  start: 'start',
  stop: 'stop',
  restart: 'restart',
};
/** Programs whose options may stand before their command. */
const managers = new Set([
  'npm',
  'yarn',
  'pnpm',
  'bun',
  'poetry',
  'uv',
  'pipenv',
  'pdm',
  'hatch',
  'rye',
  'pipx',
  'bundle',
]);
/** Words after `yarn`, `pnpm` and `bun` that are theirs, and no script's. */
const ownCommands = new Set(
  `install add remove publish npm config version set cache global link audit why up upgrade pack info store i ci workspaces
  workspace import prune rebuild dedupe update rm list ls outdated login logout whoami unlink plugin policies constraints
  licenses node help init create`.split(/\s+/),
);
/** Those of one alone. */
const ownOf: Record<string, string[]> = {
  pnpm: ['deploy', 'fetch', 'env', 'setup', 'server', 'patch', 'patch-commit', 'root', 'bin'],
  bun: ['pm', 'test', 'build', 'upgrade'],
  yarn: ['patch', 'patch-commit', 'unplug', 'explain', 'search', 'stage', 'bin'],
};

/** Where the script of a package manager is looked for. */
export interface Manager {
  /** The folder that an option names. */
  folder?: Value;
  /** Whether options name other packages of the repository. */
  elsewhere: boolean;
  /** Whether it runs a program of that name where there is no such script. */
  programs: boolean;
}

/** What the options of `npm`, `yarn` or `pnpm` say, up to `--`. */
function managerOf(words: Value[], name: string): Manager {
  const end = words.findIndex(({ text }) => text === '--');
  const own = end < 0 ? words : words.slice(0, end);
  const at = own.findIndex(({ text }) => /^(?:--prefix|-C|--dir|--cwd)(?:=|$)/.test(text));
  const option = own[at];
  const folder = option?.text.includes('=')
    ? { ...option, text: option.text.slice(option.text.indexOf('=') + 1) }
    : own[at + 1];
  return {
    ...(option && folder && { folder }),
    programs: name !== 'npm',
    elsewhere: own.some(
      ({ text }) =>
        /^(?:-r|--recursive|-F|--filter|--workspace|-ws|--workspaces|--scope)(?:=|$)/.test(text) ||
        (text === '-w' && name === 'npm'),
    ),
  };
}

/** What follows `-c` or `--call` of `npx` and `npm exec`: a command of the shell. */
function callOption(words: Value[]): Value | undefined {
  const at = words.findIndex(({ text }) => !text.startsWith('-') || text === '-c' || text === '--call');
  return /^(?:-c|--call)$/.test(words[at]?.text ?? '') ? words[at + 1] : undefined;
}

/** What a package manager runs: words that it starts, a command of the shell, a script, a file, or itself. */
export type Managed =
  | { words: Value[] }
  | { shell: Value }
  | { script: { script: string; args: Value[] } & Manager }
  | { file: Value; args: Value[] }
  | { call: Call };

/** Whether this is a package manager, or starts programs of packages. */
export function isManager(name: string): boolean {
  return managers.has(name) || oneWordStarters.has(name);
}

/** What the words after a package manager come down to. */
export function managedBy(name: string, [, ...all]: Value[]): Managed {
  const own = afterOptions(all, startOptions);
  if (oneWordStarters.has(name)) {
    const called = callOption(all);
    return called ? { shell: called } : { words: own };
  }
  const [command, ...args] = own;
  const asked = `${name} ${command?.text ?? ''}`;
  const program = (): Managed => ({ call: { program: name, args: own } });
  if (!command) return program();
  if (asked === 'uv tool') {
    const runs = args[0]?.text === 'run';
    return runs ? { words: afterOptions(args.slice(1), startOptions) } : program();
  }
  if (twoWordStarters.has(asked)) {
    const called = name === 'npm' ? callOption(args) : undefined;
    return called ? { shell: called } : { words: afterOptions(args, startOptions) };
  }
  const manager = managerOf(all, name);
  const [file, ...after] = command.text === 'run' ? afterOptions(args, startOptions) : own;
  if (name === 'bun' && file && /\.[cm]?[jt]sx?$/.test(file.text)) return { file, args: after };
  if (scriptRunners.has(asked)) {
    const [script, ...given] = afterOptions(args, startOptions);
    return script ? { script: { script: script.text, args: given, ...manager } } : program();
  }
  const isScript = name === 'npm' && Object.hasOwn(npmScripts, command.text);
  const script = isScript ? npmScripts[command.text] : undefined;
  if (script !== undefined) return { script: { script, args, ...manager } };
  if (name === 'yarn' || name === 'pnpm' || name === 'bun') {
    if (ownCommands.has(command.text) || ownOf[name]?.includes(command.text)) return program();
    return { script: { script: command.text, args, ...manager } };
  }
  return program();
}
