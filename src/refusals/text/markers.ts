/** Words to search for in one pass. */
export interface Markers {
  byBeginning: ReadonlyMap<number, readonly string[]>;
  /** Those whose positions matter; of the others only that they occur. */
  placed: ReadonlySet<string>;
}

/** Which markers a text has, and where each of those is whose positions matter. */
export interface Marked {
  words: ReadonlySet<string>;
  places: ReadonlyMap<string, readonly number[]>;
}

/**
 * At most this many positions of a word are kept, from the start and as many from the end: no person's log has more.
 */
const mostPlaces = 50;

/** Prepares words, of three letters or more and in lower case, for `markedIn`. */
export function markersOf(placed: Iterable<string>, others: Iterable<string> = []): Markers {
  const byBeginning = new Map<number, string[]>();
  const known = new Set(placed);
  for (const word of new Set([...known, ...others])) {
    const key = keyAt(word, 0);
    byBeginning.set(key, [...(byBeginning.get(key) ?? []), word]);
  }
  return { byBeginning, placed: known };
}

function keyAt(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 8) | (text.charCodeAt(at + 2) << 16);
}

/**
 * The markers that begin a word of the text, which is in lower case, and at which positions: the first and the last
 * ones. One pass.
 */
export function markedIn(lower: string, { byBeginning, placed }: Markers): Marked {
  const words = new Set<string>();
  const first = new Map<string, number[]>();
  const last = new Map<string, number[]>();
  let before = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    // From Cyrillic on we do not find word boundaries: any position may begin a word.
    const begins = (isOfWord(code) && !isOfWord(before)) || code > 0x3ff;
    if (begins || (isLetter(code) && mayEndTime(before))) {
      for (const word of byBeginning.get(keyAt(lower, at)) ?? []) {
        if (!lower.startsWith(word, at)) continue;
        words.add(word);
        if (begins && placed.has(word)) remember(word, at, first, last);
      }
    }
    before = code;
  }
  const places = [...placed].map((word): [string, number[]] => [
    word,
    [...(first.get(word) ?? []), ...(last.get(word) ?? []).slice(-mostPlaces)],
  ]);
  return { words, places: new Map(places) };
}

function isOfWord(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

function isLetter(code: number): boolean {
  return code > 96 && code < 123;
}

function isDigit(code: number): boolean {
  return code > 47 && code < 58;
}

/** A time may stand before a line without a space, as Buildkite's: `_bk;t=1690000000001`, `12:00:00Z`. */
function mayEndTime(code: number): boolean {
  return isDigit(code) || code === 122;
}

function remember(word: string, at: number, first: Map<string, number[]>, last: Map<string, number[]>) {
  const places = first.get(word) ?? [];
  if (places.length === 0) first.set(word, places);
  if (places.length < mostPlaces) {
    places.push(at);
    return;
  }
  const later = last.get(word) ?? [];
  if (later.length === 0) last.set(word, later);
  if (later.length >= 2 * mostPlaces) later.splice(0, mostPlaces);
  later.push(at);
}
