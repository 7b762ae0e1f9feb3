import { cloneFolder } from '../git/places';
import { contained, type Contained } from './containers';
import { isManager, managedBy, type Managed, type Manager } from './managers';
import { afterOptions, executed, started } from './starters';
import type { Call } from './tools';
import { known, type Value } from '../shell/values';

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
/** Programs that were installed; others with a path are the repository's. */
const installed = new RegExp(
  `^/(?:usr|s?bin|root|home|nix|opt(?!${cloneFolder.slice('/opt'.length)}/))/|node_modules/|` +
    '(?:^|/)(?:vendor/bin|\\.?v?env/(?:bin|Scripts))/',
);
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
    if (!isManager(name)) return plainProgram(name, first, rest);
    const managed = managedBy(name, rest);
    if (!('words' in managed)) return ofManager(managed);
    rest = managed.words;
  }
  return undefined;
}

function ofManager(managed: Exclude<Managed, { words: Value[] }>): Program {
  if ('shell' in managed) return { kind: 'shell', text: managed.shell };
  if ('script' in managed) return { kind: 'package-script', ...managed.script };
  if ('file' in managed) return { kind: 'language', path: managed.file, args: managed.args };
  return { kind: 'program', ...managed.call };
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
