/** Words to look for all at once, by the codes of their first three letters. */
export type Markers = ReadonlyMap<number, readonly string[]>;

/**
 * As many places of a word as are ever looked at, from the start and as many from the end: more is never a person's
 * log.
 */
const mostPlaces = 50;

/** Makes words of three letters or more, in lower case, ready to be looked for. */
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
 * Where each of the words begins a word of the text, which is in lower case: the first places and the last. One pass.
 */
export function placesOf(lower: string, markers: Markers): Map<string, number[]> {
  const first = new Map<string, number[]>();
  const last = new Map<string, number[]>();
  let inWord = false;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    const isLetter = (code > 96 && code < 123) || (code > 47 && code < 58);
    // From Cyrillic on, words are not told apart: each of their places may begin one.
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
