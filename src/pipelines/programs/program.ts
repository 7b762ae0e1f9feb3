import type { Call } from './tools';
import { known, notKnown, type Cause, type Value } from '../shell/values';

/** What the words of a command come down to. */
export type Program =
  | ({ kind: 'program' } & Call)
  /** A script of package.json, or a program of the same name. */
  | { kind: 'package-script'; script: string; args: Value[] }
  | { kind: 'shell'; text: Value }
  /** A shell that reads its script from standard input. */
  | { kind: 'shell-input' }
  | { kind: 'file'; path: Value; args: Value[] }
  /** An image, and what its container runs. */
  | ({ kind: 'container' } & Call)
  /** A program of another language: its text, or its file; neither where it is read from standard input. */
  | { kind: 'language'; text?: Value; path?: Value };

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
const oneWordStarters = new Set(['npx', 'bunx', 'pnpx', 'uvx']);
const scriptRunners = new Set(['npm run', 'npm run-script', 'yarn run', 'pnpm run', 'bun run']);
const startOptions = [
  '-p',
  '--package',
  '-w',
  '--workspace',
  '--from',
  '--with',
  '--prefix',
  '-C',
  '--filter',
  '--python',
  '--cwd',
  '--dir',
];
/** Words after `yarn` and `pnpm` that are theirs, and no script's. */
const ownCommands = new Set([
  'install',
  'add',
  'remove',
  'publish',
  'npm',
  'config',
  'version',
  'set',
  'cache',
  'global',
  'link',
  'audit',
  'why',
  'up',
  'upgrade',
  'pack',
  'info',
  'store',
  'i',
  'ci',
  'workspaces',
  'workspace',
]);

/** What a command runs, without what only starts it. */
export function programOf(words: Value[]): Program | undefined {
  let rest = words;
  for (let hops = 0; hops < 8; hops++) {
    const [first, second] = rest;
    if (!first) return undefined;
    const name = baseOf(first.text);
    const pair = `${name} ${second?.text ?? ''}`;
    if (name in starters) {
      rest = afterOptions(rest.slice(1), starters[name] ?? []);
      if (name === 'timeout') rest = rest.slice(1);
      if (name === 'sudo') while (rest[0] && /^\w+=/.test(rest[0].text)) rest = rest.slice(1);
      if (name === 'xargs') rest = withInput(words.slice(0, words.length - rest.length), rest);
    } else if (name === 'env') {
      rest = afterOptions(rest.slice(1), ['-u', '-C']);
      while (rest[0] && /^\w+=/.test(rest[0].text)) rest = rest.slice(1);
    } else if (scriptRunners.has(pair)) {
      const [script, ...args] = afterOptions(rest.slice(2), startOptions);
      return script && { kind: 'package-script', script: script.text, args };
    } else if (pair === 'uv tool') rest = afterOptions(rest.slice(rest[2]?.text === 'run' ? 3 : 2), startOptions);
    else if (twoWordStarters.has(pair)) rest = afterOptions(rest.slice(2), startOptions);
    else if (oneWordStarters.has(name)) rest = afterOptions(rest.slice(1), startOptions);
    else if (interpreters.has(name)) return shellOf(rest.slice(1));
    else if (name === 'su') return suOf(rest.slice(1));
    else if (name === 'docker' || name === 'podman') return dockerProgram(rest);
    else if (Object.hasOwn(languages, name)) return languageOf(rest, name);
    else if (name === 'cargo' && second)
      return { kind: 'program', program: `cargo-${second.text}`, args: rest.slice(2) };
    else if ((name === 'yarn' || name === 'pnpm' || name === 'npm') && second) {
      const [script, ...args] = afterOptions(rest.slice(1), startOptions);
      if (!script) return undefined;
      if (name === 'npm' || ownCommands.has(script.text))
        return { kind: 'program', program: name, args: [script, ...args] };
      return { kind: 'package-script', script: script.text, args };
    } else if (
      /^(?:\.{1,2}\/|\/|[\w.-]+\/).*/.test(first.text) &&
      !first.text.includes('node_modules/') &&
      !wrappers.test(name) &&
      !/^\/(?:usr|s?bin|opt)\//.test(first.text)
    ) {
      return { kind: 'file', path: first, args: rest.slice(1) };
    } else if (first.text.startsWith('@') && first.text.includes('/')) {
      return { kind: 'program', program: first.text.replace(/(?!^)@.*$/, ''), args: rest.slice(1) };
    } else return { kind: 'program', program: name, args: rest.slice(1) };
  }
  return undefined;
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
    if (languages[name]?.test(text) === true) return { kind: 'language', ...(code && { text: code }) };
    if (text === '-') return { kind: 'language' };
    if (!text.startsWith('-')) return { kind: 'language', path: words[at] ?? known('') };
  }
  return first && words.length > 0 ? { kind: 'program', program: name, args: words } : { kind: 'language' };
}

/**
 * What `docker run`, `docker exec` or `docker compose run` starts in a container; `docker` itself for its other
 * commands.
 */
function dockerProgram([first, ...words]: Value[]): Program {
  const own: Program = { kind: 'program', program: first?.text ?? 'docker', args: words };
  const [command, ...rest] = words[0]?.text === 'compose' ? words.slice(1) : words;
  if (command?.text !== 'run' && command?.text !== 'exec') return own;
  const at = imageOf(rest);
  const image = rest[at];
  if (!image) return own;
  const args = rest.slice(at + 1);
  const name = (image.text.split('/').at(-1) ?? '').split(':')[0] ?? '';
  // These have git for their entry point.
  return name === 'git' || name === 'alpine-git'
    ? { kind: 'program', program: 'git', args }
    : { kind: 'container', program: name, args };
}

/** Where the image stands: options of unknown number come before it, so it is the first word that looks like one. */
function imageOf(words: Value[]): number {
  return words.findIndex(
    ({ text }, index) =>
      !text.startsWith('-') &&
      /^[\w./-]+(?::[\w.-]+)?$/.test(text) &&
      !/^(?:-[vewup]|--(?:volume|env|workdir|user|name|entrypoint|network|env-file|platform|mount))$/.test(
        words[index - 1]?.text ?? '',
      ),
  );
}
