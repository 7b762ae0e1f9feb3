import { cloneFolder } from '../git/places';
import { contained, type Contained } from './containers';
import type { Call } from './tools';
import { known, notKnown, type Cause, type Value } from '../shell/values';

/** What the words of a command come down to. */
export type Program =
  | ({ kind: 'program' } & Call)
  /** A script of package.json, or a program of the same name. */
  | ({ kind: 'package-script'; script: string; args: Value[] } & Manager)
  | { kind: 'shell'; text: Value }
  /** What a command prints, run as a command. */
  | { kind: 'printed'; text: Value }
  /** A shell that reads its script from standard input. */
  | { kind: 'shell-input' }
  | { kind: 'file'; path: Value; args: Value[] }
  | ({ kind: 'container' } & Contained)
  /** Commands that a program runs one by one (`find … -exec`), each as its words. */
  | { kind: 'each'; commands: Value[][] }
  /** A program of another language: its text, or its file; neither where it is read from standard input. */
  | { kind: 'language'; text?: Value; path?: Value; args: Value[] };

/** Scripts that come with a build and start its tool. */
const wrappers = /^(?:mvnw|gradlew)$/;
const interpreters = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'ksh']);
/** Programs that only start another one, with the options of theirs that take a word. */
const starters: Record<string, string[]> = {
  sudo: ['-u', '-g', '-h', '-p'],
  exec: ['-a'],
  command: [],
  builtin: [],
  nohup: [],
  setsid: [],
  doas: ['-u'],
  nice: ['-n'],
  time: ['-f', '-o'],
  stdbuf: [],
  timeout: ['-k', '-s'],
  retry: ['-t', '-d', '-m'],
  'xvfb-run': ['-s', '-n', '-e', '-f', '-p', '-w', '--server-args', '--server-num', '--error-file'],
  'dumb-init': [],
  tini: [],
  unbuffer: [],
  chronic: [],
  ionice: ['-c', '-n'],
  'su-exec': [],
  gosu: [],
  sshpass: ['-p', '-f', '-d', '-P'],
  xargs: ['-I', '-n', '-P', '-L', '-d'],
};
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
  'python -m',
  'python3 -m',
  'py -m',
]);
/** Programs that run a program in another language, with the options that give its text. */
const languages: Record<string, RegExp> = {
  python: /^-[A-Za-z]*c$/,
  python2: /^-[A-Za-z]*c$/,
  python3: /^-[A-Za-z]*c$/,
  node: /^(?:-[ep]|-pe|--eval|--print)$/,
  ruby: /^-e$/,
  perl: /^-[A-Za-z]*[eE]$/,
  php: /^-r$/,
  pwsh: /^-c(?:ommand)?$/i,
  powershell: /^-c(?:ommand)?$/i,
};
/** What follows their `--` is the command that they start. */
const beforeDashes = new Set(
  `aws-vault chamber dbus-run-session dockerize doppler dotenv dotenvx infisical mise op teller wait-for wait-for-it
  wait-for-it.sh`.split(/\s+/),
);
/** Those that only wait where nothing follows. */
const waiting = new Set(['dockerize', 'wait-for', 'wait-for-it', 'wait-for-it.sh']);
/** Programs that were installed; others with a path are the repository's. */
const installed = new RegExp(
  `^/(?:usr|s?bin|root|home|nix|opt(?!${cloneFolder.slice('/opt'.length)}/))/|node_modules/|` +
    '(?:^|/)(?:vendor/bin|\\.?v?env/(?:bin|Scripts))/',
);
const oneWordStarters = new Set(['npx', 'bunx', 'pnpx', 'uvx']);
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
const startOptions = [
  '-p',
  '--package',
  '-w',
  '--workspace',
  '--from',
  '--with',
  '--with-editable',
  '--with-requirements',
  '--prefix',
  '-C',
  '-F',
  '--filter',
  '--python',
  '--cwd',
  '--dir',
  '--directory',
  '--project',
  '--group',
  '--extra',
  '--env-file',
  '--spec',
  '--pip-args',
  '--index-url',
];
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
interface Manager {
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

/** What a command runs, without what only starts it. */
export function programOf(words: Value[]): Program | undefined {
  let rest = words;
  for (let hops = 0; hops < 8; hops++) {
    const [first] = rest;
    if (!first) return undefined;
    if (/^\$\([^]*\)$/.test(first.text)) return { kind: 'printed', text: first };
    const name = baseOf(first.text);
    const next = started(name, rest, words);
    if (next) {
      rest = next;
      continue;
    }
    if (managers.has(name)) {
      const managed = managedBy(name, rest);
      if (!('words' in managed)) return managed.program;
      rest = managed.words;
      continue;
    }
    if (oneWordStarters.has(name)) {
      const called = callOption(rest.slice(1));
      if (called) return { kind: 'shell', text: called };
      rest = afterOptions(rest.slice(1), startOptions);
      continue;
    }
    return plainProgram(name, first, rest);
  }
  return undefined;
}

/** The words of the command that this one only starts; nothing where it is no such program. */
function started(name: string, rest: Value[], words: Value[]): Value[] | undefined {
  const options = Object.hasOwn(starters, name) ? starters[name] : undefined;
  if (options) {
    let next = afterOptions(rest.slice(1), options);
    if (name === 'timeout' || name === 'su-exec' || name === 'gosu') next = next.slice(1);
    if (name === 'sudo') next = afterAssignments(next);
    return name === 'xargs' ? withInput(words.slice(0, words.length - next.length), next) : next;
  }
  if (name === 'env' || name === 'cross-env') return afterAssignments(afterOptions(rest.slice(1), ['-u', '-C']));
  const pair = `${name} ${rest[1]?.text ?? ''}`;
  if (/^py(?:thon3?)? -m$/.test(pair) && quietModules.has(rest[2]?.text ?? '')) return [];
  if (twoWordStarters.has(pair) && !managers.has(name)) return afterOptions(rest.slice(2), startOptions);
  if (!beforeDashes.has(name)) return undefined;
  const at = rest.findIndex(({ text }) => text === '--');
  return at < 0 ? (waiting.has(name) ? [] : undefined) : rest.slice(at + 1);
}

function afterAssignments(words: Value[]): Value[] {
  const at = words.findIndex(({ text }) => !/^\w+=/.test(text));
  return at < 0 ? [] : words.slice(at);
}

/** What follows `-c` or `--call` of `npx` and `npm exec`: a command of the shell. */
function callOption(words: Value[]): Value | undefined {
  const at = words.findIndex(({ text }) => !text.startsWith('-') || text === '-c' || text === '--call');
  return /^(?:-c|--call)$/.test(words[at]?.text ?? '') ? words[at + 1] : undefined;
}

/** What a package manager runs: the words that it starts, or what it is asked for. */
function managedBy(name: string, [first, ...all]: Value[]): { words: Value[] } | { program: Program | undefined } {
  const own = afterOptions(all, startOptions);
  const [command, ...args] = own;
  const asked = `${name} ${command?.text ?? ''}`;
  const program = (): { program: Program } => ({ program: { kind: 'program', program: name, args: own } });
  if (!command) return program();
  if (asked === 'uv tool') {
    const runs = args[0]?.text === 'run';
    return runs ? { words: afterOptions(args.slice(1), startOptions) } : program();
  }
  if (twoWordStarters.has(asked)) {
    const called = name === 'npm' ? callOption(args) : undefined;
    return called ? { program: { kind: 'shell', text: called } } : { words: afterOptions(args, startOptions) };
  }
  const manager = managerOf(all, name);
  const [file, ...after] = command.text === 'run' ? afterOptions(args, startOptions) : own;
  if (name === 'bun' && file && /\.[cm]?[jt]sx?$/.test(file.text))
    return { program: { kind: 'language', path: file, args: after } };
  if (scriptRunners.has(asked)) {
    const [script, ...given] = afterOptions(args, startOptions);
    return { program: script && { kind: 'package-script', script: script.text, args: given, ...manager } };
  }
  const script = name === 'npm' ? npmScripts[command.text] : undefined;
  if (script !== undefined) return { program: { kind: 'package-script', script, args, ...manager } };
  if (name === 'yarn' || name === 'pnpm' || name === 'bun') {
    if (ownCommands.has(command.text) || ownOf[name]?.includes(command.text)) return program();
    return { program: { kind: 'package-script', script: command.text, args, ...manager } };
  }
  return first ? program() : { program: undefined };
}

/** What `dotnet` does itself; other words after it are tools (learn.microsoft.com/dotnet/core/tools). */
const ownOfDotnet = new Set(
  `run watch exec fsi build build-server clean test publish pack restore nuget new tool format add remove list sln workload
  dev-certs msbuild vstest store user-secrets help sdk package reference`.split(/\s+/),
);

function ofDotnet(words: Value[]): Program {
  const [first, second, ...rest] = words;
  if (first?.text === 'tool' && second?.text === 'run' && rest[0])
    return { kind: 'program', program: `dotnet-${rest[0].text}`, args: rest.slice(1) };
  const own = !first || first.text.startsWith('-') || ownOfDotnet.has(first.text);
  return own
    ? { kind: 'program', program: 'dotnet', args: words }
    : { kind: 'program', program: `dotnet-${first.text}`, args: words.slice(1) };
}

/** Modules of Python that push nothing (`python -m pip`). */
const quietModules = new Set(
  `build venv pip pip3 pytest unittest doctest json.tool http.server compileall py_compile ensurepip site timeit virtualenv
  wheel zipfile tarfile setuptools_scm coverage twine black flake8 mypy pylint isort ruff bandit nox.virtualenv`.split(
    /\s+/,
  ),
);

function plainProgram(name: string, first: Value, rest: Value[]): Program | undefined {
  if (interpreters.has(name)) return shellOf(rest.slice(1));
  if (name === 'su') return suOf(rest.slice(1));
  if (/^(?:docker|podman)(?:-compose)?$/.test(name)) {
    const inside = contained(rest);
    return inside ? { kind: 'container', ...inside } : { kind: 'program', program: name, args: rest.slice(1) };
  }
  if (name === 'find') return { kind: 'each', commands: executed(rest.slice(1)) };
  if (Object.hasOwn(languages, name)) return languageOf(rest, name);
  const second = rest[1];
  if (name === 'dotnet' && second) return ofDotnet(rest.slice(1));
  if (name === 'cargo' && second) {
    const [command, ...args] = afterOptions(rest.slice(1), ['--manifest-path', '--config', '-Z', '-C']).filter(
      ({ text }) => !text.startsWith('+'),
    );
    return { kind: 'program', program: `cargo-${command?.text ?? ''}`, args };
  }
  if (/^(?:\.{1,2}\/|\/|[\w.-]+\/).*/.test(first.text) && !wrappers.test(name) && !installed.test(first.text))
    return { kind: 'file', path: first, args: rest.slice(1) };
  if (first.text.startsWith('@') && first.text.includes('/'))
    return { kind: 'program', program: first.text.replace(/(?!^)@.*$/, ''), args: rest.slice(1) };
  return { kind: 'program', program: name, args: rest.slice(1) };
}

/** The last piece of a path, without a package's version. */
function baseOf(word: string): string {
  const base = word.startsWith('@') ? word : (word.split('/').at(-1) ?? word);
  return base.replace(/(?!^)@[\w.^~*-]+$/, '').replace(/\.(?:exe|cmd|bat)$/i, '');
}

/** The words after options; `--` ends them. */
function afterOptions(words: Value[], valued: string[]): Value[] {
  let at = 0;
  while (words[at]?.text.startsWith('-')) {
    const text = words[at]?.text ?? '';
    at++;
    if (text === '--') break;
    if (valued.includes(text)) at++;
  }
  return words.slice(at);
}

/** The words that `xargs` starts, with what it passes on: after them, or in place of a mark. */
function withInput(options: Value[], words: Value[]): Value[] {
  const cause: Cause = { because: 'read', name: 'what `xargs` passes on' };
  const at = options.findIndex(({ text }) => /^-(?:[Ii]|-replace)/.test(text));
  const option = options[at]?.text;
  if (option === undefined) return [...words, notKnown('$…', cause)];
  const written = option === '-I' ? options[at + 1]?.text : option.replace(/^(?:-[Ii]|--replace=?)/, '');
  const mark = written === undefined || written === '' ? '{}' : written;
  return words.map((word) =>
    word.text.includes(mark) ? notKnown(word.text.replaceAll(mark, '$$…'), ...word.causes, cause) : word,
  );
}

/** The commands after `-exec` and its like, up to `;` or `+`; what was found stands in them as `$…`. */
function executed(words: Value[]): Value[][] {
  const cause: Cause = { because: 'read', name: 'what `find` finds' };
  const commands: Value[][] = [];
  let now: Value[] | undefined;
  for (const word of words) {
    if (!now) {
      if (/^-(?:exec|ok)(?:dir)?$/.test(word.text)) commands.push((now = []));
    } else if (word.text === ';' || word.text === '+') now = undefined;
    else now.push(word.text.includes('{}') ? notKnown(word.text.replaceAll('{}', '$$…'), ...word.causes, cause) : word);
  }
  return commands;
}

function shellOf(words: Value[]): Program | undefined {
  let at = 0;
  while (words[at]?.text.startsWith('-')) {
    const text = words[at]?.text ?? '';
    at++;
    if (/^-[a-z]*c$/.test(text)) return words[at] && { kind: 'shell', text: words[at] ?? known('') };
    if (/^-[a-z]*s$/.test(text)) return { kind: 'shell-input' };
    if (/^-[a-z]*o$/.test(text)) at++;
  }
  const path = words[at];
  if (path && wrappers.test(baseOf(path.text)))
    return { kind: 'program', program: baseOf(path.text), args: words.slice(at + 1) };
  return path === undefined ? { kind: 'shell-input' } : { kind: 'file', path, args: words.slice(at + 1) };
}

/** `su - USER -c TEXT`. */
function suOf(words: Value[]): Program | undefined {
  const at = words.findIndex(({ text }) => text === '-c' || text === '--command');
  const text = at < 0 ? undefined : words[at + 1];
  return text && { kind: 'shell', text };
}

function languageOf([first, ...words]: Value[], name: string): Program {
  for (const [at, { text }] of words.entries()) {
    const code = words[at + 1];
    if (languages[name]?.test(text) === true) return { kind: 'language', ...(code && { text: code }), args: [] };
    // What follows these is read from standard input.
    if (text === '-' || text === '--') return { kind: 'language', args: [] };
    if (!text.startsWith('-')) return { kind: 'language', path: words[at] ?? known(''), args: words.slice(at + 1) };
  }
  return first && words.length > 0 ? { kind: 'program', program: name, args: words } : { kind: 'language', args: [] };
}
