import leven from 'leven';
import { globMatches } from '../branches/glob';

/** What a pattern misses a branch by. */
export type Miss = 'letter-case' | 'number' | 'letters' | 'ending';

/** Branches that a pattern nearly matches, and what it misses them by. */
export interface Near {
  by: Miss;
  names: string[];
}

/** Names of branches, made ready for many patterns. */
export interface Names {
  all: readonly string[];
  small: Forms;
  unnumbered: Forms;
}

/** The names that share a form, by that form; and each form with its names. */
interface Forms {
  of: ReadonlyMap<string, string[]>;
  each: readonly (readonly [form: string, names: string[]])[];
}

/** Makes names ready. */
export function namesReady(all: readonly string[]): Names {
  return { all, small: formsOf(all, small), unnumbered: formsOf(all, unnumbered) };
}

/** Names that the pattern would match if letter case did not count, and now does not. */
export function nearButForCase(pattern: string, { small: forms }: Names): string[] {
  return matching(small(pattern), forms).filter((name) => !globMatches(pattern, name));
}

/** Names that the pattern would match if one number of it or more were another: `release-1.0` and `release-2.0`. */
export function nearButForNumber(pattern: string, { unnumbered: forms }: Names): string[] {
  if (!/\d/.test(pattern)) return [];
  return matching(unnumbered(pattern), forms).filter((name) => !globMatches(pattern, name));
}

/**
 * Names that a pattern without a match would have matched with a letter or two written otherwise. Of a pattern with
 * stars that is sought before the first of them, up to the last slash: `relase/*` and `release/1.0`.
 */
export function nearButForLetters(pattern: string, { all }: Names): string[] {
  const star = pattern.indexOf('*');
  if (star < 0) return all.filter((name) => areFewLettersApart(pattern, name));
  const slash = pattern.lastIndexOf('/', star);
  if (slash < 0) return [];
  const head = pattern.slice(0, slash);
  const rest = pattern.slice(slash);
  const depth = head.split('/').length;
  const isNear = new Map<string, boolean>();
  return all.filter((name) => {
    const parts = name.split('/');
    if (parts.length <= depth) return false;
    const own = parts.slice(0, depth).join('/');
    const near = isNear.get(own) ?? areFewLettersApart(head, own);
    isNear.set(own, near);
    return near && globMatches(rest, name.slice(own.length));
  });
}

/** Names that begin with a pattern without a match, up to the end of a word: `release` and `release/1.0`. */
export function nearButForEnding(pattern: string, { all }: Names): string[] {
  if (pattern.includes('*')) return [];
  return all.filter((name) => name.startsWith(pattern) && /^[-/._]/.test(name.slice(pattern.length)));
}

/** In the same letter case, and not a matter of another number, which is another branch. */
function areFewLettersApart(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const most = shorter < 4 ? 0 : shorter < 7 ? 1 : 2;
  if (Math.abs(one.length - other.length) > most) return false;
  // Beyond its maximum, leven returns the maximum.
  if (leven(one, other, { maxDistance: most + 1 }) > most) return false;
  return small(one) !== small(other) && one.replaceAll(/\d+/g, '') !== other.replaceAll(/\d+/g, '');
}

function matching(pattern: string, forms: Forms): string[] {
  const star = pattern.indexOf('*');
  if (star < 0) return forms.of.get(pattern) ?? [];
  // Cheaper than matching the whole: most names begin otherwise.
  const head = pattern.slice(0, star);
  const found: string[] = [];
  for (const [form, names] of forms.each) if (form.startsWith(head) && globMatches(pattern, form)) found.push(...names);
  return found;
}

function formsOf(names: readonly string[], form: (name: string) => string): Forms {
  const of = new Map<string, string[]>();
  for (const name of names) {
    const key = form(name);
    const same = of.get(key);
    if (same) same.push(name);
    else of.set(key, [name]);
  }
  return { of, each: [...of] };
}

function small(name: string): string {
  return name.toLowerCase();
}

function unnumbered(name: string): string {
  return name.replaceAll(/\d+/g, '0');
}
