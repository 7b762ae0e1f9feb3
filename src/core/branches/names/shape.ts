/**
 * What a name must look like: these pieces in this order, the first at its beginning and the last at its end, with
 * anything between two of them. A single piece is the whole name.
 */
export type Shape = readonly string[];

/** Names that a pattern of branch restrictions covers: `*` is anything. */
export function shapeOfPattern(pattern: string): Shape {
  return pattern.split('*');
}

/** Names that begin so. */
export function shapeOfPrefix(prefix: string): Shape {
  return [prefix, ''];
}

/** A character that takes no name anywhere else than any other that nothing asks for. */
export const anyOther = -1;

/** Where a reader of names stands who has failed for good. */
export const failed = -1;

/**
 * Reads a name character by character (UTF-16 code units) and knows at its end whether it has the shape. Between two
 * stars each piece is sought where it comes first, so there is one place where the reader can stand, and reading takes
 * as many steps as the name has characters.
 */
export interface ShapeReader {
  /** Where it stands before the first character. */
  start: number;
  /** Where it stands after one more character, which may be `anyOther`. */
  next: (place: number, character: number) => number;
  /** Whether a name may end here. */
  isEnd: (place: number) => boolean;
  /** The place from which every name has the shape, where there is one. */
  settled: number | undefined;
  /** The characters that lead elsewhere from here than `anyOther` does. */
  tellsApart: (place: number) => readonly number[];
}

/** A piece, and where its reader stands after each place when a character does not fit (Knuth, Morris and Pratt). */
interface Piece {
  text: readonly number[];
  back: readonly number[];
  characters: readonly number[];
  /** The number of its first place among those of the whole shape. */
  from: number;
}

/** The reader of a shape. */
export function readerOf(shape: Shape): ShapeReader {
  const [first = '', ...rest] = shape;
  const last = rest.pop();
  if (last === undefined) return wholeReader(first);
  const start = charactersOf(first);
  const pieces: Piece[] = [];
  let from = start.length;
  for (const text of [...rest.filter((piece) => piece !== ''), last]) {
    const characters = charactersOf(text);
    pieces.push({ text: characters, back: backOf(characters), characters: [...new Set(characters)], from });
    from += characters.length + 1;
  }
  const end = from - 1;
  const pieceAt: Piece[] = pieces.flatMap((piece) => Array<Piece>(piece.text.length + 1).fill(piece));

  function next(place: number, character: number): number {
    if (place < start.length) return start[place] === character ? entered(place + 1) : failed;
    const piece = pieceAt[place - start.length];
    if (!piece) return failed;
    const { text, back } = piece;
    let at = place - piece.from;
    while (at >= 0 && (at === text.length || text[at] !== character)) at = back[at] ?? failed;
    return entered(piece.from + at + 1);
  }

  /** A piece that is read to its end gives way to the next one, unless it is the last. */
  function entered(place: number): number {
    const piece = pieceAt[place - start.length];
    const isRead = piece && piece !== pieces.at(-1) && place - piece.from === piece.text.length;
    return isRead ? place + 1 : place;
  }

  return {
    start: 0,
    next,
    isEnd: (place) => place === end,
    settled: last === '' ? end : undefined,
    tellsApart(place) {
      if (place < start.length) return start.slice(place, place + 1);
      return pieceAt[place - start.length]?.characters ?? [];
    },
  };
}

/** Whether the name has the shape. */
export function hasShape(reader: ShapeReader, name: string): boolean {
  let place = reader.start;
  for (let at = 0; at < name.length; at++) {
    if (place === failed || place === reader.settled) break;
    place = reader.next(place, name.charCodeAt(at));
  }
  return place === reader.settled || reader.isEnd(place);
}

function wholeReader(name: string): ShapeReader {
  const text = charactersOf(name);
  return {
    start: 0,
    next: (place, character) => (place >= 0 && text[place] === character ? place + 1 : failed),
    isEnd: (place) => place === text.length,
    settled: undefined,
    tellsApart: (place) => text.slice(place, place + 1),
  };
}

function charactersOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/**
 * Where to go on when the next character after each beginning of the text does not fit: the longest shorter beginning
 * that it ends with and that another character follows, so that few steps back are enough; `failed` where none is left.
 */
function backOf(text: readonly number[]): number[] {
  const back = [failed];
  let border = 0;
  for (let at = 1; at < text.length; at++) {
    back.push(text[at] === text[border] ? (back[border] ?? failed) : border);
    while (border >= 0 && text[at] !== text[border]) border = back[border] ?? failed;
    border += 1;
  }
  if (text.length > 0) back.push(border);
  return back;
}
