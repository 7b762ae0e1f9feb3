import { globMatches } from '../../core/branches/glob';
import type { CommandPart, Part, Removal, Word } from './words';

/** Why part of a value is not known. */
export type Cause =
  | { because: 'not-in-file'; name: string }
  | { because: 'computed'; command: string }
  | { because: 'conditional' | 'looped' | 'read'; name: string }
  | { because: 'asked'; name: string }
  | { because: 'pattern'; pattern: string; of: 'branches' | 'pull-requests' | 'tags'; notFor?: NotFor }
  /** `asked`: the branch was asked for by name. */
  | { because: 'default-elsewhere'; branch: string; asked?: true }
  | { because: 'pull-request' }
  | { because: 'pull-request-id'; id: string }
  | { because: 'no-main-branch' | 'detached' | 'new-clone' };

/** The branch asked for, for which a pipeline does not run, and why not. */
export interface NotFor {
  branch: string;
  /** `slash`: only a `*` that crossed `/` would match it, as in branch restrictions. */
  why: 'slash' | 'no-match' | 'pipeline-of-its-own';
}

/** What a value rests on: a default that another value may replace when the pipeline runs. */
export interface Assumption {
  by: 'asked' | 'set-in-bitbucket';
  name: string;
  value: string;
}

/** A text, known where `causes` is empty; else what is not known stands in it as `$NAME`. */
export interface Value {
  text: string;
  causes: Cause[];
  assumed?: Assumption[];
  /** What it was before a test settled it: on other ways it still is. */
  was?: Value;
  /** Those of an array. */
  items?: Value[];
}

/** A text that is known. */
export function known(text: string): Value {
  return { text, causes: [] };
}

/** Something not known, shown as `text`. */
export function notKnown(text: string, ...causes: Cause[]): Value {
  return { text, causes };
}

/** Whether nothing keeps the value from being known. */
export function isKnown({ causes }: Value): boolean {
  return causes.length === 0;
}

/**
 * What a script has settled so far, by key: `$NAME` a variable, `cwd` the folder below the clone, `repo PATH` a clone,
 * `branch PATH` what is checked out there, `remote PATH NAME` an address, `config KEY`, `tag NAME`,
 * `pod NAME` an address, `written PATH` a text.
 */
export interface State {
  values: Map<string, Value>;
  /** Whether the script has ended on this way, or cannot come this way. */
  over: boolean;
}

/** The same state, to go on with apart from it. */
export function copied(state: State): State {
  return { values: new Map(state.values), over: state.over };
}

/** What holds after several ways came together: what they do not share is not known. */
export function joined(ways: State[]): State {
  const open = ways.filter(({ over }) => !over);
  if (open.length === 0) return { values: new Map(ways[0]?.values), over: true };
  const values = new Map<string, Value>();
  for (const key of new Set(open.flatMap((way) => [...way.values.keys()]))) {
    const own = open.map((way) => way.values.get(key) ?? unset(key));
    const value = sharedBy(own) ?? sharedBy(own.map((one) => one.was ?? one));
    values.set(key, value ?? notKnown(shownOf(key), { because: 'conditional', name: shownOf(key) }));
  }
  return { values, over: false };
}

/** What all of them are, where they are the same. */
function sharedBy([first, ...others]: Value[]): Value | undefined {
  return first &&
    others.every(
      (one) =>
        one === first || (one.text === first.text && JSON.stringify(one.causes) === JSON.stringify(first.causes)),
    )
    ? first
    : undefined;
}

/** What a key holds that nothing has settled. */
function unset(key: string): Value {
  return notKnown(key, { because: 'not-in-file', name: key });
}

function shownOf(key: string): string {
  if (key.startsWith('$')) return key;
  const [kind = '', ...rest] = key.split(' ');
  return kind === 'branch' ? 'the branch' : kind === 'remote' ? `the remote ${rest.at(-1) ?? ''}` : key;
}

/** Of the reasons that one value gathers, so many are kept. */
const most = 5;

/** What a command prints, where that is known; it is run as far as it pushes. */
export type Output = (command: CommandPart) => Value;

/** Longer texts are no branch, address or script of anybody's, and could double with each line. */
const mostText = 1_100_000;

/** What a word holds. */
export function valueOf(word: Word, state: State, output: Output): Value {
  const pieces = word.parts.map((part) => pieceOf(part, state, output));
  const assumed = pieces.flatMap((piece) => piece.assumed ?? []).slice(0, most);
  if (pieces.reduce((length, { text }) => length + text.length, 0) > mostText)
    return notKnown('$(…)', { because: 'computed', command: '$(…)' });
  return {
    text: pieces.map(({ text }) => text).join(''),
    causes: pieces.flatMap(({ causes }) => causes).slice(0, most),
    ...(assumed.length > 0 && { assumed }),
  };
}

function pieceOf(part: Part, state: State, output: Output): Value {
  if ('text' in part) return known(part.text);
  if ('command' in part) return output(part);
  const shown = `$${part.variable}`;
  for (const command of part.runs ?? []) output(command);
  if (part.changed) return notKnown(`\${${part.variable}…}`, { because: 'computed', command: `\${${part.variable}…}` });
  const value = state.values.get(shown);
  if (part.without) {
    const whole = value ?? unset(shown);
    return isKnown(whole)
      ? { ...whole, text: taken(whole.text, part.without) }
      : { ...whole, text: `\${${part.variable}…}` };
  }
  if (part.otherwise && (value === undefined || value.text === '')) {
    // Whether the variable is set outside the file cannot be seen.
    const otherwise = valueOf(part.otherwise, state, output);
    const instead: Value = value
      ? otherwise
      : {
          ...otherwise,
          assumed: [...(otherwise.assumed ?? []), { by: 'set-in-bitbucket', name: shown, value: otherwise.text }],
        };
    if (part.assigns) state.values.set(shown, instead);
    return instead;
  }
  return value ?? unset(shown);
}

/** Longer values are left whole: none is a branch. */
const longest = 500;

function taken(text: string, { from, as, pattern }: Removal): string {
  if (text.length > longest) return text;
  const lengths = Array.from({ length: text.length + 1 }, (_, length) =>
    as === 'much' ? text.length - length : length,
  );
  const piece = (length: number) => (from === 'beginning' ? text.slice(0, length) : text.slice(text.length - length));
  const found = lengths.find((length) => globMatches(pattern, piece(length)));
  return found === undefined ? text : from === 'beginning' ? text.slice(found) : text.slice(0, text.length - found);
}

/** Under which the items of an array are kept. */
export function itemsKey(name: string): string {
  return `$${name}[@]`;
}

/**
 * The fields that a word becomes: one, the items of an array, or what spaces in a variable outside quotes split it
 * into.
 */
export function fieldsOf(word: Word, state: State, output: Output): Value[] {
  const [part] = word.parts;
  if (part && 'variable' in part && part.all && word.parts.length === 1) {
    const items = state.values.get(itemsKey(part.variable))?.items;
    if (items) return items;
  }
  const value = valueOf(word, state, output);
  const single = word.quoted || !isKnown(value) || word.parts.every((one) => 'text' in one);
  return single
    ? [value]
    : value.text
        .split(/\s+/)
        .filter(Boolean)
        .map((text) => ({ ...value, text }));
}
