import { anyOther, failed } from './shape';

/** Ends of a component that Git keeps for itself, and beginnings of a name that read as something else. */
const lock = codes('.lock');
const kept = ['HEAD', 'refs/heads/', 'refs/tags/'].map((text) => ({ text: codes(text), isWhole: text === 'HEAD' }));
const [slash = 0] = codes('/');
const [dot = 0] = codes('.');
const [dash = 0] = codes('-');
const [at = 0] = codes('@');
const [brace = 0] = codes('{');
/** No branch may hold one of these (git-check-ref-format), nor a control character or a space. */
const forbidden: ReadonlySet<number> = new Set(codes('\x7f~^:?*[\\'));

/** As many characters as there are. */
const characters = 0x10000;

/** What counts of the characters read so far. */
interface Place {
  /** How much of `.lock` the component ends with; one character of it is a dot. */
  lock: number;
  /** Whether a component begins here. */
  begins: boolean;
  isStart: boolean;
  afterAt: boolean;
  /** Whether the second half of a character is due. */
  half: boolean;
  /** How much has been read where the name still begins like each of `kept`; else `failed`. */
  kept: readonly number[];
}

/**
 * Reads a name character by character and knows at its end whether a branch can be called so and is named by it:
 * exactly the names that `branchName` gives back as they are, tags aside, made of whole characters.
 */
export interface AllowedReader {
  start: number;
  next: (place: number, character: number) => number;
  isEnd: (place: number) => boolean;
  tellsApart: (place: number) => readonly number[];
}

/** A reader of the names that Git allows. Its places are numbered as they are met. */
export function allowedReader(): AllowedReader {
  const places: Place[] = [];
  const numbers = new Map<string, number>();
  const steps = new Map<number, number>();

  function numberOf(place: Place): number {
    const key = JSON.stringify(place);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.length);
    return places.push(place) - 1;
  }

  const start = numberOf({
    lock: 0,
    begins: true,
    isStart: true,
    afterAt: false,
    half: false,
    kept: kept.map(() => 0),
  });
  return {
    start,
    next(number, character) {
      const step = number * characters + character;
      const known = steps.get(step);
      if (known !== undefined) return known;
      const place = places[number];
      const next = place && placeAfter(place, character);
      const after = next ? numberOf(next) : failed;
      steps.set(step, after);
      return after;
    },
    isEnd: (number) => isEnd(places[number]),
    tellsApart: (number) => toldApart(places[number]),
  };
}

function placeAfter(place: Place, character: number): Place | undefined {
  const { begins, isStart } = place;
  const ended = character === slash;
  if (character !== anyOther && (character <= 0x20 || forbidden.has(character))) return undefined;
  if (place.half !== isLow(character)) return undefined;
  if (isStart && character === dash) return undefined;
  if (place.afterAt && character === brace) return undefined;
  if (character === dot && (begins || place.lock === 1)) return undefined;
  if (ended && (begins || place.lock === lock.length)) return undefined;
  const begun = place.kept.map((length, which) =>
    length !== failed && kept[which]?.text[length] === character ? length + 1 : failed,
  );
  if (begun.some((length, which) => !kept[which]?.isWhole && length === kept[which]?.text.length)) return undefined;
  return {
    lock: character === dot ? 1 : lock[place.lock] === character && place.lock > 0 ? place.lock + 1 : 0,
    begins: ended,
    isStart: false,
    afterAt: character === at,
    half: isHigh(character),
    kept: begun,
  };
}

function isEnd(place: Place | undefined): boolean {
  if (!place) return false;
  const { lock: read, begins, half } = place;
  const isKept = place.kept.some((length, which) => kept[which]?.isWhole && length === kept[which].text.length);
  return !begins && !half && read !== 1 && read !== lock.length && !isKept;
}

function toldApart(place: Place | undefined): number[] {
  if (!place) return [];
  const { afterAt, isStart } = place;
  return [
    slash,
    dot,
    at,
    ...(isStart ? [dash] : []),
    ...(afterAt ? [brace] : []),
    ...(place.lock > 0 ? lock.slice(place.lock, place.lock + 1) : []),
    ...place.kept.flatMap((length, which) =>
      length === failed ? [] : (kept[which]?.text.slice(length, length + 1) ?? []),
    ),
  ];
}

/** Whether this is the first half of a character that takes two code units. */
export function isHigh(character: number): boolean {
  return character >= 0xd800 && character <= 0xdbff;
}

/** Whether this is the second half of one. */
export function isLow(character: number): boolean {
  return character >= 0xdc00 && character <= 0xdfff;
}

function codes(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
