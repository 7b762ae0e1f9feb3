import { afterMargin } from './margins';
import { indexFrom, sourceOf, type Source } from './source';
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
const begin = /[\\%&^\u241B]|\[(?=\d)|=(?=3D)/gi;
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

/** The escaped character; nothing where it would be invisible. */
function meaning([, u, x, letter, entity, decimal, hex, equals]: (string | undefined)[]): string {
  if (letter !== undefined) return letters[letter] ?? letter;
  if (entity !== undefined) return entities[entity.toLowerCase()] ?? '';
  const digits = u ?? x ?? hex ?? equals ?? '0';
  return seen(decimal === undefined ? Number.parseInt(digits, 16) : Number(decimal));
}

/** A character, unless it is invisible. */
function seen(code: number): string {
  const unseen =
    (code < 32 && code !== 9 && code !== 10 && code !== 13) ||
    (code > 126 && code < 160) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    code === 0xfeff;
  return unseen ? '' : String.fromCharCode(code);
}

/** What an escape says, a character or nothing, and where it ends. */
interface Escape {
  said: string;
  end: number;
}

function decoded(view: View): View | undefined {
  const { text } = view.source;
  const pieces: string[] = [];
  /** Of each escape: where in the new text it ends, where in this one it begins and ends. */
  const [after, from, to]: [number[], number[], number[]] = [[], [], []];
  let length = 0;
  let rest = 0;
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const at = match.index;
    const found = escapeAt(text, at);
    if (!found) continue;
    pieces.push(text.slice(rest, at), found.said);
    length += at - rest + found.said.length;
    after.push(length);
    from.push(at);
    to.push(found.end);
    rest = begin.lastIndex = found.end;
  }
  if (after.length === 0) return undefined;
  pieces.push(text.slice(rest));
  /** Where in this text a character of the new one begins and ends. */
  const placed = (at: number): Span => {
    const next = indexFrom(after, at + 1);
    const start = (to[next - 1] ?? 0) + at - (after[next - 1] ?? 0);
    // What an escape says is the last before its end in the new text, and begins where the escape does.
    const isEscape = after[next] === at + 1 && start === from[next];
    return { start, end: isEscape ? (to[next] ?? 0) : start + 1 };
  };
  const original = ({ start, end }: Span) => view.original({ start: placed(start).start, end: placed(end - 1).end });
  return { source: sourceOf(pieces.join('')), joins: [], original };
}

/** The escape that begins here; undefined where none does. */
function escapeAt(text: string, at: number): Escape | undefined {
  const first = text.charCodeAt(at);
  if (first === 37) return percentAt(text, at);
  if (first === 92 && text.charCodeAt(at + 1) === 92) return { said: '\\', end: at + 2 };
  escape.lastIndex = at;
  if (first !== 38 && first !== 61 && escape.test(text)) return { said: '', end: escape.lastIndex };
  coded.lastIndex = at;
  const match = coded.exec(text);
  return match ? { said: meaning(match), end: coded.lastIndex } : undefined;
}

/** The same in URLs, which have the most escapes. */
function percentAt(text: string, at: number): Escape | undefined {
  const code = hexAt(text, at + 1) * 16 + hexAt(text, at + 2);
  return Number.isNaN(code) ? undefined : { said: seen(code), end: at + 3 };
}

function hexAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code > 47 && code < 58) return code - 48;
  const letter = code | 32;
  return letter > 96 && letter < 103 ? letter - 87 : NaN;
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
    const piece = indexFrom(joins, at + 1);
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

/** The first of the sorted positions that is after `at`; infinity where none is. */
export function firstAfter(places: readonly number[], at: number): number {
  return places[indexFrom(places, at + 1)] ?? Infinity;
}
