/** Words to search for in one pass, by the codes of their first three letters. */
export type Markers = ReadonlyMap<number, readonly string[]>;

/**
 * At most this many positions of a word are kept, from the start and as many from the end: no person's log has more.
 */
const mostPlaces = 50;

/** Prepares words, of three letters or more and in lower case, for `placesOf`. */
export function markersOf(words: Iterable<string>): Markers {
  const markers = new Map<number, string[]>();
  for (const word of new Set(words)) {
    const key = keyAt(word, 0);
    markers.set(key, [...(markers.get(key) ?? []), word]);
  }
  return markers;
}

function keyAt(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 8) | (text.charCodeAt(at + 2) << 16);
}

/**
 * The positions at which each marker begins a word of the text, which is in lower case: the first ones and the last
 * ones. One pass.
 */
export function placesOf(lower: string, markers: Markers): Map<string, number[]> {
  const first = new Map<string, number[]>();
  const last = new Map<string, number[]>();
  let inWord = false;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    const isLetter = (code > 96 && code < 123) || (code > 47 && code < 58);
    // From Cyrillic on we do not find word boundaries: any position may begin a word.
    if ((isLetter && !inWord) || code > 0x3ff) {
      for (const word of markers.get(keyAt(lower, at)) ?? []) {
        if (lower.startsWith(word, at)) remember(word, at, first, last);
      }
    }
    inWord = isLetter;
  }
  return new Map([...first].map(([word, places]) => [word, [...places, ...(last.get(word) ?? []).slice(-mostPlaces)]]));
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
