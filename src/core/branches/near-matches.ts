import { dialects, readerIn, type Dialect } from './dialects/dialects';
import { globMatches } from './glob';
import { mistypedIn, type Mistyped } from './mistyped';

/** What a pattern of branch restrictions misses a branch by. */
export type Miss =
  | { by: 'white-space' }
  | { by: 'letter-case' }
  /** It would match if one number of it or more were another: `release-1.0` and `release-2.0`. */
  | { by: 'number' }
  /** The pattern begins with what is no part of the name of a branch. */
  | { by: 'extra-prefix'; prefix: string }
  /** Other dialects of Bitbucket would match. */
  | { by: 'dialect'; dialects: Exclude<Dialect, 'restrictions'>[] }
  | { by: 'regular-expression' }
  /** The pattern lists several, set apart by this character. */
  | { by: 'list'; between: string }
  /** What stands between two words is another character, where both are known. */
  | { by: 'separator'; written?: string; meant?: string }
  /** It is a name without a star, and the branch begins with it, up to the end of a word. */
  | { by: 'no-star' }
  /** It would match the end of the name, but for what stands before it. */
  | { by: 'missing-prefix'; prefix: string }
  /** One or two letters of this part. */
  | ({ by: 'letters' } & Mistyped);

/** A branch that the pattern does not cover, and what it misses it by. */
export interface NearMatch {
  branch: string;
  misses: Miss;
}

/** The name of a branch in the forms in which patterns are compared with it, for many patterns. */
export interface NameForms {
  name: string;
  small: string;
  /** With the same number in place of each. */
  unnumbered: string;
}

/** Makes names ready. */
export function nameForms(names: readonly string[]): NameForms[] {
  return names.map((name) => ({ name, small: name.toLowerCase(), unnumbered: unnumbered(name) }));
}

/** Longer patterns than this, and those that take more comparing, are not looked at: no branch has such a name. */
const longest = 1_000;
/** A pattern is taken to be meant for the end of a name where so many of its characters are fixed. */
const fewestFixed = 3;

/**
 * The branches that the pattern of a restriction does not cover and was likely meant to, in their order, each with the
 * first reason that explains it; `only` leaves out all other reasons. Nothing is decided by this. Costs a few passes
 * over each name.
 */
export function nearMatches(
  pattern: string,
  branches: readonly NameForms[],
  only?: readonly Miss['by'][],
): NearMatch[] {
  if (pattern.length > longest) return [];
  const ways = waysToMiss.flatMap(([by, make]) => (!only || only.includes(by) ? make(pattern) : []));
  const found: NearMatch[] = [];
  // A list for each of two million comparisons would take longer than they do.
  for (const branch of ways.length > 0 ? branches : []) {
    const misses = firstOf(ways, branch);
    if (misses && !globMatches(pattern, branch.name)) found.push({ branch: branch.name, misses });
  }
  return found;
}

function firstOf(ways: readonly Way[], branch: NameForms): Miss | undefined {
  for (const way of ways) {
    const misses = way(branch);
    if (misses) return misses;
  }
  return undefined;
}

type Way = (branch: NameForms) => Miss | undefined;

/** How near each kind of miss is: the first of them explains a branch. */
const waysToMiss: readonly (readonly [by: Miss['by'], make: (pattern: string) => Way[]])[] = [
  ['white-space', (pattern) => ifMatching(withoutSpaces(pattern), pattern, { by: 'white-space' })],
  ['letter-case', letterCase],
  ['extra-prefix', withoutPrefix],
  ['dialect', inOtherDialects],
  ['list', listed],
  ['regular-expression', (pattern) => ifMatching(withoutExpressions(pattern), pattern, { by: 'regular-expression' })],
  ['number', otherNumber],
  ['separator', separators],
  ['no-star', withoutStar],
  ['missing-prefix', atItsEnd],
  ['letters', byLetters],
];

const spaces = /[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g;

/** The pattern without white space, be it of a width or of none: no name of a branch is meant to hold any. */
export function withoutSpaces(pattern: string): string {
  return pattern.replaceAll(spaces, '');
}

/** What people put before a branch, and no restriction expects. */
const notOfTheName = ['refs/heads/', 'refs/remotes/origin/', 'remotes/origin/', 'heads/', 'origin/', './', '/'];

function ifMatching(meant: string, pattern: string, miss: Miss): Way[] {
  if (meant === pattern || meant === '') return [];
  return [({ name }) => (globMatches(meant, name) ? miss : undefined)];
}

function letterCase(pattern: string): Way[] {
  const meant = pattern.toLowerCase();
  return [
    ({ name, small }) => {
      // Most names and patterns are in small letters throughout.
      const isSame = meant === pattern && small === name;
      return !isSame && globMatches(meant, small) ? { by: 'letter-case' } : undefined;
    },
  ];
}

function withoutPrefix(pattern: string): Way[] {
  return notOfTheName
    .filter((prefix) => pattern.startsWith(prefix))
    .flatMap((prefix) => ifMatching(pattern.slice(prefix.length), pattern, { by: 'extra-prefix', prefix }));
}

function otherNumber(pattern: string): Way[] {
  if (!/\d/.test(pattern)) return [];
  const meant = unnumbered(pattern);
  return [(branch) => (globMatches(meant, branch.unnumbered) ? { by: 'number' } : undefined)];
}

function unnumbered(name: string): string {
  return name.replaceAll(/\d+/g, '0');
}

/** Only characters that another dialect reads otherwise are a sign that it was meant. */
function inOtherDialects(pattern: string): Way[] {
  if (!/[?{]/.test(pattern)) return [];
  const others = dialects.flatMap((dialect) => {
    const reader = dialect === 'restrictions' ? undefined : readerIn(dialect, pattern);
    return dialect !== 'restrictions' && reader && reader.size <= longest ? [{ dialect, reader }] : [];
  });
  return [
    ({ name }) => {
      const reading = others.filter(({ reader }) => reader.matches(name)).map(({ dialect }) => dialect);
      return reading.length > 0 ? { by: 'dialect', dialects: reading } : undefined;
    },
  ];
}

/** `main, develop` and `main|develop`: no dialect of Bitbucket reads those as two. */
function listed(pattern: string): Way[] {
  return ['|', ',', ';', ' '].flatMap((between) => {
    const parts = pattern.split(between).map(withoutSpaces);
    const several = parts.filter((part) => part !== '');
    if (several.length < 2 || pattern.includes('{')) return [];
    return [
      ({ name }: NameForms): Miss | undefined =>
        several.some((part) => globMatches(part, name)) ? { by: 'list', between } : undefined,
    ];
  });
}

/** What a regular expression means, as far as stars can say it. */
function withoutExpressions(pattern: string): string {
  return pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replaceAll(/(?:\.|\\d|\\w|\[0-9\]|\[\^\/\]|\[a-z\])[*+]/g, '*')
    .replaceAll(/\\([./_-])/g, '$1');
}

const between = /[-_./]/g;

/** `release-*` where the branches are `release/1`. */
function separators(pattern: string): Way[] {
  const even = (text: string) => text.replaceAll(between, '/');
  const written = even(pattern);
  const [first = ''] = pattern.split('*');
  return [
    ({ name }) => {
      if (!globMatches(written, even(name))) return undefined;
      const at = Array.from({ length: first.length }, (_, index) => index).find((one) => first[one] !== name[one]);
      const [differs, meant] = at === undefined ? [] : [first[at], name[at]];
      return { by: 'separator', ...(differs !== undefined && meant !== undefined && { written: differs, meant }) };
    },
  ];
}

function withoutStar(pattern: string): Way[] {
  if (/\*|^\/?$/.test(pattern)) return [];
  const ends = /[-_./]$/.test(pattern);
  return [
    ({ name }) =>
      name.startsWith(pattern) && (ends || /[-_./]/.test(name.charAt(pattern.length))) ? { by: 'no-star' } : undefined,
  ];
}

/** Data Center reads every pattern so. */
function atItsEnd(pattern: string): Way[] {
  if (pattern.startsWith('*') || pattern.replaceAll('*', '').length < fewestFixed) return [];
  return [
    ({ name }) => {
      for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
        if (globMatches(pattern, name.slice(at + 1))) return { by: 'missing-prefix', prefix: name.slice(0, at + 1) };
      }
      return undefined;
    },
  ];
}

function byLetters(pattern: string): Way[] {
  const mistyped = mistypedIn(pattern);
  return [
    ({ name }) => {
      const found = mistyped(name);
      return found && { by: 'letters', ...found };
    },
  ];
}
