import { dialects, readerIn, type Dialect } from './dialects/dialects';
import { globMatches } from './glob';
import { lettersApart } from './missing-branch';

/** What a pattern of branch restrictions misses a branch by. */
export type Miss =
  | { by: 'white-space' }
  | { by: 'letter-case' }
  /** The pattern begins with what is no part of the name of a branch. */
  | { by: 'extra-prefix'; prefix: string }
  /** Other dialects of Bitbucket would match. */
  | { by: 'dialect'; dialects: Exclude<Dialect, 'restrictions'>[] }
  | { by: 'regular-expression' }
  /** The pattern lists several, set apart by this character. */
  | { by: 'list'; between: string }
  /** What stands between two words is another character, where both are known. */
  | { by: 'separator'; written?: string; meant?: string }
  /** It is a name without a star, and the branch lies below it. */
  | { by: 'no-star' }
  /** It would match the end of the name, but for what stands before it. */
  | { by: 'missing-prefix'; prefix: string }
  /** One or two letters of this part. */
  | { by: 'letters'; written: string; meant: string };

/** A branch that the pattern does not cover, and what it misses it by. */
export interface NearMatch {
  branch: string;
  misses: Miss;
}

/** Longer patterns than this, and those that take more comparing, are not looked at: no branch has such a name. */
const longest = 1_000;
/** A pattern is taken to be meant for the end of a name where so many of its characters are fixed. */
const fewestFixed = 3;

/**
 * The branches that the pattern of a restriction does not cover and was likely meant to, in their order, each with the
 * first reason that explains it. Nothing is decided by this. Costs a few passes over each name.
 */
export function nearMatches(pattern: string, branches: readonly string[]): NearMatch[] {
  if (pattern.length > longest) return [];
  const ways = waysToMiss(pattern);
  return branches.flatMap((branch) => {
    if (globMatches(pattern, branch)) return [];
    for (const way of ways) {
      const misses = way(branch);
      if (misses) return [{ branch, misses }];
    }
    return [];
  });
}

type Way = (branch: string) => Miss | undefined;

/** How near each kind of miss is: the first of them explains a branch. */
function waysToMiss(pattern: string): Way[] {
  return [
    ifMatching(pattern.replaceAll(spaces, ''), pattern, { by: 'white-space' }),
    letterCase(pattern),
    ...notOfTheName.flatMap((prefix) =>
      pattern.startsWith(prefix)
        ? [ifMatching(pattern.slice(prefix.length), pattern, { by: 'extra-prefix', prefix })]
        : [],
    ),
    inOtherDialects(pattern),
    ...listed(pattern),
    ifMatching(withoutExpressions(pattern), pattern, { by: 'regular-expression' }),
    separators(pattern),
    withoutStar(pattern),
    atItsEnd(pattern),
    byLetters(pattern),
  ].filter((way) => way !== undefined);
}

const spaces = /[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g;
/** What people put before a branch, and no restriction expects. */
const notOfTheName = ['refs/heads/', 'refs/remotes/origin/', 'remotes/origin/', 'heads/', 'origin/', './', '/'];

function ifMatching(meant: string, pattern: string, miss: Miss): Way | undefined {
  if (meant === pattern || meant === '') return undefined;
  return (branch) => (globMatches(meant, branch) ? miss : undefined);
}

function letterCase(pattern: string): Way {
  const small = pattern.toLowerCase();
  return (branch) => (globMatches(small, branch.toLowerCase()) ? { by: 'letter-case' } : undefined);
}

/** Only characters that another dialect reads otherwise are a sign that it was meant. */
function inOtherDialects(pattern: string): Way | undefined {
  if (!/[?{]/.test(pattern)) return undefined;
  const others = dialects.flatMap((dialect) => {
    const reader = dialect === 'restrictions' ? undefined : readerIn(dialect, pattern);
    return dialect !== 'restrictions' && reader && reader.size <= longest ? [{ dialect, reader }] : [];
  });
  return (branch) => {
    const reading = others.filter(({ reader }) => reader.matches(branch)).map(({ dialect }) => dialect);
    return reading.length > 0 ? { by: 'dialect', dialects: reading } : undefined;
  };
}

/** `main, develop` and `main|develop`: no dialect of Bitbucket reads those as two. */
function listed(pattern: string): Way[] {
  return ['|', ',', ';', ' '].flatMap((between) => {
    const parts = pattern.split(between).map((part) => part.replaceAll(spaces, ''));
    const several = parts.filter((part) => part !== '');
    if (several.length < 2 || pattern.includes('{')) return [];
    return [
      (branch: string): Miss | undefined =>
        several.some((part) => globMatches(part, branch)) ? { by: 'list', between } : undefined,
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
function separators(pattern: string): Way {
  const even = (text: string) => text.replaceAll(between, '/');
  const written = even(pattern);
  const [first = ''] = pattern.split('*');
  return (branch) => {
    if (!globMatches(written, even(branch))) return undefined;
    const at = Array.from({ length: first.length }, (_, index) => index).find((one) => first[one] !== branch[one]);
    const [differs, meant] = at === undefined ? [] : [first[at], branch[at]];
    return { by: 'separator', ...(differs !== undefined && meant !== undefined && { written: differs, meant }) };
  };
}

function withoutStar(pattern: string): Way | undefined {
  if (pattern.includes('*')) return undefined;
  const above = pattern.endsWith('/') ? pattern : `${pattern}/`;
  return above === '/' ? undefined : (branch) => (branch.startsWith(above) ? { by: 'no-star' } : undefined);
}

/** Data Center reads every pattern so. */
function atItsEnd(pattern: string): Way | undefined {
  if (pattern.startsWith('*') || pattern.replaceAll('*', '').length < fewestFixed) return undefined;
  return (branch) => {
    for (let at = branch.indexOf('/'); at >= 0; at = branch.indexOf('/', at + 1)) {
      if (globMatches(pattern, branch.slice(at + 1))) return { by: 'missing-prefix', prefix: branch.slice(0, at + 1) };
    }
    return undefined;
  };
}

/** Letters by which the fixed beginning or end may be longer or shorter. */
const mostLonger = 2;

/** The fixed beginning, or the fixed end, is a letter or two off, and the rest fits. */
function byLetters(pattern: string): Way {
  const pieces = pattern.split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) {
    return (branch) =>
      apartness(pattern, branch) < Infinity ? { by: 'letters', written: pattern, meant: branch } : undefined;
  }
  return (branch) => {
    let nearest: { apart: number; misses: Miss } | undefined;
    const weigh = (written: string, meant: string, meantPattern: () => string) => {
      const apart = apartness(written, meant);
      if (apart < (nearest?.apart ?? Infinity) && globMatches(meantPattern(), branch))
        nearest = { apart, misses: { by: 'letters', written, meant } };
    };
    for (let longer = -mostLonger; longer <= mostLonger; longer++) {
      const head = branch.slice(0, Math.max(0, first.length + longer));
      weigh(first, head, () => [head, ...rest, last].join('*'));
      const tail = branch.slice(Math.max(0, branch.length - last.length - longer));
      weigh(last, tail, () => [first, ...rest, tail].join('*'));
    }
    return nearest?.misses;
  };
}

/** Infinite where they are the same, but for letter case, or too far apart. Another number is another branch. */
function apartness(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > mostLonger) return Infinity;
  const apart = lettersApart(one.toLowerCase(), other.toLowerCase()) || Infinity;
  return apart < Infinity && digitsOf(one) === digitsOf(other) ? apart : Infinity;
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}
