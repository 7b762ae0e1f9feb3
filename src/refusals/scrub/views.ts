import { afterMargin } from './margins';
import { sourceOf, type Source } from './source';
import type { Span } from './span';

/** The text in another form, in which a secret is whole that is encoded or split in the original. */
export interface View {
  source: Source;
  /** Where a line was joined to the one before; empty where none was. */
  joins: readonly number[];
  /** The stretches of the original text that a stretch of this one stands for. */
  original: (span: Span) => Span[];
}

/** The text itself, with full-width characters replaced by the ordinary ones, one for one. */
export function plainView(text: string): View {
  return {
    source: sourceOf(text.replace(wide, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))),
    joins: [],
    original: (span) => [span],
  };
}

const wide = /[\uFF01-\uFF5E]/g;
const mostLevels = 4;

/** The text without the escapes of JSON, URLs and HTML around it, and of what those hold in turn. */
export function decodedViews(plain: View): View[] {
  const views: View[] = [];
  for (let view = plain; views.length < mostLevels; ) {
    const next = decoded(view);
    if (!next) break;
    views.push(next);
    view = next;
  }
  return views;
}

/** The characters that begin an escape: of JSON and shells, URLs, HTML, mails (quoted-printable) and terminals. */
const begins = new Set(['\\', '%', '&', '=', '^', '[', '\u241B'].map((character) => character.charCodeAt(0)));
const escape = new RegExp(
  String.raw`(?:\^\[|\\(?:x1b|u001b|u009b|0?33|e(?=\[))|\u241B)\[?[\d;:?]{0,20}[a-z]|(?<!x1b|0?33|u001b|u009b` +
    String.raw`|\\e)\[\d[\d;]{0,20}m`,
  'iy',
);
const coded = new RegExp(
  String.raw`\\(?:u([\da-f]{4})|x([\da-f]{2})|([bfnrt"'\x60\\/=& ]))|&(?:(quot|apos|amp|lt|gt|nbsp)|#(\d{2,5})` +
    String.raw`|#x([\da-f]{2,4}));|=(3D)`,
  'iy',
);
const letters: Record<string, string> = { b: '', f: '', n: '\n', r: '\r', t: '\t' };
const entities: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ' };

/** The code of the escaped character; undefined where it would be invisible. */
function meaning([, u, x, letter, entity, decimal, hex, equals]: (string | undefined)[]): number | undefined {
  if (letter !== undefined) return codeOf(letters[letter] ?? letter);
  if (entity !== undefined) return codeOf(entities[entity.toLowerCase()] ?? '');
  const digits = u ?? x ?? hex ?? equals;
  const code = decimal === undefined ? (digits === undefined ? 0 : Number.parseInt(digits, 16)) : Number(decimal);
  return isSeen(code) ? code : undefined;
}

function isSeen(code: number): boolean {
  const unseen =
    (code < 32 && code !== 9 && code !== 10 && code !== 13) ||
    (code > 126 && code < 160) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    code === 0xfeff;
  return !unseen;
}

function codeOf(text: string): number | undefined {
  return text === '' ? undefined : text.charCodeAt(0);
}

/** A text being derived from another: its characters, and where in the other each begins and ends. */
interface Made {
  codes: Uint16Array;
  from: Uint32Array;
  to: Uint32Array;
  length: number;
}

function emptyFor(length: number): Made {
  return { codes: new Uint16Array(length), from: new Uint32Array(length), to: new Uint32Array(length), length: 0 };
}

function add(made: Made, code: number, from: number, to: number) {
  made.codes[made.length] = code;
  made.from[made.length] = from;
  made.to[made.length] = to;
  made.length += 1;
}

function decoded(view: View): View | undefined {
  const { text } = view.source;
  if (!/[\\%&^\u241B]|\[\d|=3D/i.test(text)) return undefined;
  const made = emptyFor(text.length);
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const end = begins.has(code) ? codeAt(text, at, made) : at;
    if (end > at) at = end;
    else {
      add(made, code, at, at + 1);
      at += 1;
    }
  }
  if (made.length === text.length) return undefined;
  const original = ({ start, end }: Span) =>
    view.original({ start: made.from[start] ?? 0, end: made.to[end - 1] ?? 0 });
  return { source: sourceOf(textOf(made)), joins: [], original };
}

/** The same for URLs, which have the most escapes. */
function percentAt(text: string, at: number, made: Made): number {
  const code = hexAt(text, at + 1) * 16 + hexAt(text, at + 2);
  if (Number.isNaN(code)) return at;
  if (isSeen(code)) add(made, code, at, at + 3);
  return at + 3;
}

function hexAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code > 47 && code < 58) return code - 48;
  const letter = code | 32;
  return letter > 96 && letter < 103 ? letter - 87 : NaN;
}

/** Adds the character of an escape; returns where the escape ends, or where it would begin if there is none. */
function codeAt(text: string, at: number, made: Made): number {
  const first = text.charCodeAt(at);
  if (first === 37) return percentAt(text, at, made);
  if (first === 92 && text.charCodeAt(at + 1) === 92) {
    add(made, 92, at, at + 2);
    return at + 2;
  }
  escape.lastIndex = at;
  if (first !== 38 && first !== 61 && escape.test(text)) return escape.lastIndex;
  coded.lastIndex = at;
  const match = coded.exec(text);
  if (!match) return at;
  const code = meaning(match);
  if (code !== undefined) add(made, code, at, coded.lastIndex);
  return coded.lastIndex;
}

/** Letters, digits and the other characters of tokens and addresses. */
const tokenish = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w+/=.~%@:-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function isTokenish(text: string, at: number): boolean {
  return tokenish[text.charCodeAt(at)] === 1;
}

/** The text with lines joined where a word may continue over their end; undefined where there are none. */
export function joinedView(below: View): View | undefined {
  const { text } = below.source;
  const pieces: string[] = [];
  const joins: number[] = [];
  const origins = [0];
  let length = 0;
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const end = text.charCodeAt(at - 1) === 13 ? at - 1 : at;
    if (end < 3 || !isTokenish(text, end - 1) || !isTokenish(text, end - 2) || !isTokenish(text, end - 3)) continue;
    const next = afterMargin(below.source, at + 1);
    if (!isTokenish(text, next)) continue;
    pieces.push(text.slice(from, end));
    length += end - from;
    joins.push(length);
    origins.push(next);
    from = next;
  }
  if (joins.length === 0) return undefined;
  pieces.push(text.slice(from));
  const placed = (at: number) => {
    const piece = indexAfter(joins, at);
    return (origins[piece] ?? 0) + at - (joins[piece - 1] ?? 0);
  };
  return {
    source: sourceOf(pieces.join('')),
    joins,
    original: (span) =>
      parted(span, joins, placed).flatMap((one) =>
        below.original(one).map((own) => (one.more ? { ...own, more: true as const } : own)),
      ),
  };
}

/** Splits a stretch over several lines into one for each. */
function parted({ start, end }: Span, joins: readonly number[], placed: (at: number) => number): Span[] {
  const spans: Span[] = [];
  for (let from = start; from < end; ) {
    const to = Math.min(end, firstAfter(joins, from));
    spans.push({ start: placed(from), end: placed(to - 1) + 1, ...(from > start && { more: true as const }) });
    from = to;
  }
  return spans;
}

/** Characters passed to one call. */
const portion = 8_192;

function textOf({ codes, length }: Made): string {
  const portions: string[] = [];
  for (let at = 0; at < length; at += portion)
    portions.push(String.fromCharCode(...codes.subarray(at, Math.min(length, at + portion))));
  return portions.join('');
}

/** The first of the sorted positions that is after `at`; infinity where none is. */
export function firstAfter(places: readonly number[], at: number): number {
  return places[indexAfter(places, at)] ?? Infinity;
}

function indexAfter(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
