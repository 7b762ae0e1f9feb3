/** Words to search for in one pass. */
export interface Markers {
  byBeginning: ReadonlyMap<number, readonly string[]>;
  /** Those whose positions matter; of the others only that they occur. */
  placed: ReadonlySet<string>;
}

/** Which markers a text has, and where those are whose positions matter. */
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
  let inWord = false;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    const isLetter = (code > 96 && code < 123) || (code > 47 && code < 58);
    // From Cyrillic on we do not find word boundaries: any position may begin a word.
    if ((isLetter && !inWord) || code > 0x3ff) {
      for (const word of byBeginning.get(keyAt(lower, at)) ?? []) {
        if (!lower.startsWith(word, at)) continue;
        words.add(word);
        if (placed.has(word)) remember(word, at, first, last);
      }
    }
    inWord = isLetter;
  }
  const places = new Map(
    [...first].map(([word, some]) => [word, [...some, ...(last.get(word) ?? []).slice(-mostPlaces)]]),
  );
  return { words, places };
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
