import { globMatches } from './glob';
import { lettersApart } from './missing-branch';

/** Letters by which the fixed beginning or end may be longer or shorter. */
const mostLonger = 2;
/** Shorter pieces begin or end a great many names; of those below the second length one letter may be off. */
const [fewestOfPiece, fewestForTwo] = [4, 7];

/** The part of a pattern that is a letter or two off, and what the branch has there. */
export interface Mistyped {
  written: string;
  meant: string;
}

/**
 * Finds in a name what the pattern has with a letter or two otherwise: the whole, or the fixed beginning or the fixed
 * end where the rest fits.
 */
export function mistypedIn(pattern: string): (name: string) => Mistyped | undefined {
  const pieces = pattern.split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined)
    return (name) => (apartness(pattern, name) < Infinity ? { written: pattern, meant: name } : undefined);
  const beginnings = likePieces(first, { cut: (name, length) => name.slice(0, length), inner: -1 });
  const ends = likePieces(last, { cut: (name, length) => name.slice(Math.max(0, name.length - length)), inner: 0 });
  return (name) => {
    const [begin, end] = [beginnings(name), ends(name)];
    if (begin.length + end.length === 0) return undefined;
    const likely = [
      ...begin.map((one) => ({ ...one, written: first, fits: [one.meant, ...rest, last].join('*') })),
      ...end.map((one) => ({ ...one, written: last, fits: [first, ...rest, one.meant].join('*') })),
    ].sort((a, b) => a.apart - b.apart);
    const found = likely.find(({ fits }) => globMatches(fits, name));
    return found && { written: found.written, meant: found.meant };
  };
}

/**
 * The beginnings, or the ends, of a name that are a letter or two off; worked out once for all names that share them.
 * `inner` is the place of the character beside the star: a piece that stops there at a slash is meant to.
 */
function likePieces(
  written: string,
  { cut, inner }: { cut: (name: string, length: number) => string; inner: 0 | -1 },
): (name: string) => { apart: number; meant: string }[] {
  const known = new Map<string, { apart: number; meant: string }[]>();
  const stop = /[-_./]/.exec(written.at(inner) ?? '')?.[0];
  return (name) => {
    if (written.length < fewestOfPiece) return [];
    const whole = cut(name, written.length + mostLonger);
    const before = known.get(whole);
    if (before) return before;
    const found = Array.from({ length: 2 * mostLonger + 1 }, (_, at) => written.length - mostLonger + at)
      .filter((length) => length <= whole.length)
      .map((length) => cut(whole, length))
      .flatMap((meant) => {
        if (meant.length < fewestOfPiece || (stop !== undefined && meant.at(inner) !== stop)) return [];
        const apart = apartness(written, meant);
        return apart <= (Math.min(written.length, meant.length) < fewestForTwo ? 1 : 2) ? [{ apart, meant }] : [];
      });
    known.set(whole, found);
    return found;
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
