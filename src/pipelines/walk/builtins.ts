import { entered } from '../git/places';
import { isKnown, known, notKnown, type Value } from '../shell/values';
import { isQuiet } from '../programs/quiet';
import { hide, mayPush } from './called';
import { forgetVariables, intoFile } from './into';
import { isAnyCommand, nested } from './nested';
import type { Walk } from './walk';

/** Where a command stands, and its text without its redirections. */
export interface Written {
  line: number;
  text: string;
  end: number;
}

/** What a command of the shell does to what is settled. */
export type Builtin = (walk: Walk, fields: Value[], at: Written) => void;

const sourcing: Builtin = (walk, [path], { line, text }) => {
  if (path) intoFile(path, line, text, walk, true);
};

const ending: Builtin = (walk) => {
  walk.state.over = true;
};

/** The commands of the shell that settle something, by name. */
export const builtins: Record<string, Builtin> = {
  unset: (walk, fields) => {
    for (const { text } of fields) walk.state.values.set(`$${text}`, known(''));
  },
  read: (walk, fields) => {
    for (const { text } of fields)
      if (!text.startsWith('-'))
        walk.state.values.set(`$${text}`, notKnown(`$${text}`, { because: 'read', name: `$${text}` }));
  },
  cd: (walk, [to]) => {
    walk.state.values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('~')));
  },
  pushd: (walk, [to]) => {
    const { values } = walk.state;
    values.set(foldersKey(foldersLeft(walk)), values.get('cwd') ?? known(''));
    values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('-')));
  },
  popd: (walk) => {
    const { values } = walk.state;
    const key = foldersKey(foldersLeft(walk) - 1);
    values.set('cwd', values.get(key) ?? entered(known(''), known('-')));
    values.delete(key);
  },
  alias: (walk, fields) => {
    for (const field of fields) {
      const [name = '', ...is] = field.text.split('=');
      if (name !== '' && is.length > 0) walk.state.values.set(aliasKey(name), { ...field, text: is.join('=') });
    }
  },
  unalias: (walk, fields) => {
    for (const { text } of fields) walk.state.values.delete(aliasKey(text));
  },
  eval: (walk, fields, { line, text }) => {
    const [first] = fields;
    if (first && isAnyCommand(first)) hide('computed', line, text, walk, true);
    else if (first && isPrinted(first)) hide('computed', line, text, walk, mayPush(text));
    else nested(fields.map((field) => field.text).join(' '), line, walk, true);
    // An agent of SSH prints the assignments of two variables of its own.
    if (!fields.every(isKnown) && !text.includes('ssh-agent')) forgetVariables(text, walk);
  },
  // What it runs at the end, it runs with what is settled by then; most of that is settled when it is set.
  trap: (walk, [first, second], { line }) => {
    const script = first?.text === '--' ? second : first;
    if (script && !script.text.startsWith('-')) nested(script.text, line, walk);
  },
  source: sourcing,
  '.': sourcing,
  exit: ending,
  return: (walk, ...rest) => {
    if (walk.inFunction) ending(walk, ...rest);
  },
};

/** Programs that print what they are given or fetch: it may be any command. */
const passing =
  /^(?:curl|wget|cat|echo|printf|base64|sed|awk|jq|yq|envsubst|head|tail|gpg|openssl|tr|python|python3|node)$/;

/** Whether a value begins with what a command prints that may print any command. */
export function isPrinted({ text, causes }: Value): boolean {
  // All of it is printed; what stands beside it is read as it is.
  if (!/^\s*\$\([^]*\)\s*$/.test(text) || text.indexOf('$(') !== text.lastIndexOf('$(')) return false;
  return causes.some((cause) => {
    if (cause.because !== 'computed') return false;
    const [name = '', ...words] = cause.command.trim().split(/\s+/);
    const program = name.split('/').at(-1) ?? '';
    const prints = cause.command.includes('|') || passing.test(program);
    return prints || (!setsUp.test(program) && !isQuiet({ program, args: words.map(known) }));
  });
}

/** Programs whose output sets up the shell. */
const setsUp = /^(?:ssh-agent|direnv|brew|luarocks|opam|perl|dircolors|thefuck|starship|zoxide)$/;

/** Folders that `pushd` left, kept by their number: a subshell has its own. */
function foldersKey(number: number): string {
  return `$pushd ${String(number)}`;
}

function foldersLeft({ state: { values } }: Walk): number {
  return [...values.keys()].filter((key) => key.startsWith('$pushd ')).length;
}

/** Under which an alias of the shell is kept. */
export function aliasKey(name: string): string {
  return `$alias ${name}`;
}

/** An alias does not stand for itself in what it stands for. */
export function runAlias(name: string, alias: Value, rest: string, { line }: Written, walk: Walk) {
  walk.state.values.delete(aliasKey(name));
  nested(`${alias.text}${rest}`, line, walk, true);
  walk.state.values.set(aliasKey(name), alias);
}
