import { namesIn } from './names';

/** A text with its lines and runs, each computed once, so that many questions about one long line take no more time. */
export interface Source {
  text: string;
  /** Start of the line that holds a position. */
  lineStart: (at: number) => number;
  /** End of that line, before its break. */
  lineEnd: (at: number) => number;
  /** Start of the next line; the end of the text where there is none. */
  nextLine: (at: number) => number;
  /**
   * End of a run of characters without spaces, at the latest that of its line; a closing quotation mark ends it too.
   */
  runEnd: (at: number) => number;
  /** Where the names of secrets begin, in order. */
  names: () => readonly number[];
}

/** Prepares a text for the finders. */
export function sourceOf(text: string): Source {
  const breaks = breaksIn(text);
  /** The line break at a position or after it. */
  const breakAt = (at: number) => breaks[indexFrom(breaks, at)] ?? text.length;
  const lineStart = (at: number) => (breaks[indexFrom(breaks, at) - 1] ?? -1) + 1;
  const lineEnd = (at: number) => {
    const end = breakAt(at);
    return end > at && end < text.length && text[end - 1] === '\r' ? end - 1 : end;
  };
  let known = { from: 0, to: -1 };
  const runEnd = (at: number) => {
    if (at < known.from || at > known.to) {
      stop.lastIndex = at;
      known = { from: at, to: stop.exec(text)?.index ?? text.length };
    }
    return known.to;
  };
  let places: readonly number[] | undefined;
  const names = () => (places ??= namesIn(text));
  return { text, lineStart, lineEnd, nextLine: (at) => Math.min(breakAt(at) + 1, text.length), runEnd, names };
}

const stop = /\s|["'`<>](?=[\s:,;.)\]}/>]|$)/g;

/** The positions of the line breaks. A plain array takes five times as long. */
function breaksIn(text: string): Uint32Array {
  const places = new Uint32Array(text.length);
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length; at += 1) {
    if (text.charCodeAt(at) === 10) places[count++] = at;
  }
  return places.subarray(0, count);
}

/** The index of the first of the sorted positions that is not before `at`. */
export function indexFrom(places: ArrayLike<number>, at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
