import { afterMargin } from './margins';
import { sourceOf, type Source } from './source';
import type { Span } from './span';

/** A text in another form, in which a secret is whole that is written otherwise or parted in the first. */
export interface View {
  source: Source;
  /** Where a line was put together with the one before; empty where none was. */
  joins: number[];
  /** The stretches of the first text that a stretch of this one is. */
  original: (span: Span) => Span[];
}

/** The text itself. */
export function plainView(text: string): View {
  return { source: sourceOf(text), joins: [], original: (span) => [span] };
}

const mostLevels = 3;

/** The text as others that hold it mean it: without the escapes of JSON, URLs and HTML, and of what those hold in turn. */
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

const coded =
  /(?:\^\[|\\{1,15}(?:x1b|u001b|u009b|0?33|e)|\u241B|<0x1b>)\[?[\d;:?]{0,20}[a-zA-Z]|\[\d[\d;]{0,20}m|\\(?:u[\da-f]{4}|x[\da-f]{2}|[bfnrt"'`\\/=& ])|%[\da-f]{2}|&(?:quot|apos|amp|lt|gt|nbsp|#\d{2,5}|#x[\da-f]{2,4});|=3D|=\r?\n(?=\S)/gi;
const letters: Record<string, string> = { b: '', f: '', n: '\n', r: '\r', t: '\t' };
const entities: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ' };

function meaning(code: string): string {
  if (code.startsWith('%')) return character(Number.parseInt(code.slice(1), 16));
  if (code === '=3D' || code === '=3d') return '=';
  if (code.startsWith('=')) return '';
  if (code.startsWith('&#')) return character(/x/i.test(code) ? Number.parseInt(code.slice(3, -1), 16) : Number(code.slice(2, -1)));
  if (code.startsWith('&')) return entities[code.slice(1, -1).toLowerCase()] ?? '';
  const [, letter = ''] = code;
  if (code.startsWith('\\') && /^\\(?:u[\da-f]{4}|x[\da-f]{2})$/i.test(code) && !/1b$/i.test(code)) return character(Number.parseInt(code.slice(2), 16));
  if (code.length === 2 && code.startsWith('\\')) return letters[letter] ?? letter;
  return '';
}

/** Control characters and what has no width were parting a word. */
function character(code: number): string {
  return (code < 32 && code !== 10 && code !== 13 && code !== 9) || (code > 126 && code < 160) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff || code === 0xad ? '' : String.fromCharCode(code);
}

function decoded(view: View): View | undefined {
  const { text } = view.source;
  const pieces: Piece[] = [];
  let from = 0;
  coded.lastIndex = 0;
  for (let match = coded.exec(text); match; match = coded.exec(text)) {
    const [code] = match;
    if (match.index > from) pieces.push({ said: text.slice(from, match.index), at: from, length: match.index - from });
    from = match.index + code.length;
    const said = meaning(code);
    if (said !== '') pieces.push({ said, at: match.index, length: code.length });
  }
  if (from === 0) return undefined;
  pieces.push({ said: text.slice(from), at: from, length: text.length - from });
  return viewOf(pieces, view, []);
}

const tokenish = /[\w+/=.~%@:-]/;

/** The text with the lines put together over whose end a word may go on; nothing where there is none. */
export function joinedView(view: View): View | undefined {
  const { text } = view.source;
  const pieces: Piece[] = [];
  const joins: number[] = [];
  let from = 0;
  let length = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const end = text[at - 1] === '\r' ? at - 1 : at;
    if (end < 3 || !tokenish.test(text[end - 1] ?? ' ') || !tokenish.test(text[end - 2] ?? ' ') || !tokenish.test(text[end - 3] ?? ' ')) continue;
    const next = afterMargin(view.source, at + 1);
    if (!tokenish.test(text[next] ?? ' ')) continue;
    pieces.push({ said: text.slice(from, end), at: from, length: end - from });
    length += end - from;
    joins.push(length);
    from = next;
  }
  if (from === 0) return undefined;
  pieces.push({ said: text.slice(from), at: from, length: text.length - from });
  return viewOf(pieces, view, joins);
}

/** What stands for a stretch of another text. Where it is as long, each character stands for itself. */
interface Piece {
  said: string;
  at: number;
  length: number;
}

function viewOf(pieces: Piece[], below: View, joins: number[]): View {
  const starts: number[] = [];
  let length = 0;
  for (const { said } of pieces) {
    starts.push(length);
    length += said.length;
  }
  const parted = joins.length > 0;
  function original({ start, end }: Span): Span[] {
    const spans: Span[] = [];
    for (let n = indexAt(starts, start); n < pieces.length && (starts[n] ?? 0) < end; n += 1) {
      const piece = pieces[n];
      const own = starts[n] ?? 0;
      if (!piece || piece.said === '') continue;
      const same = piece.said.length === piece.length;
      const from = same ? piece.at + Math.max(0, start - own) : piece.at;
      const to = same ? piece.at + Math.min(piece.length, end - own) : piece.at + piece.length;
      const last = spans.at(-1);
      if (last && !parted) last.end = to;
      else if (to > from) spans.push({ start: from, end: to, ...(spans.length > 0 && { more: true }) });
    }
    return spans.flatMap((span) => below.original(span).map((one) => (span.more ? { ...one, more: true as const } : one)));
  }
  return { source: sourceOf(pieces.map(({ said }) => said).join('')), joins, original };
}

/** The last of the starts, which are in order, that is not behind a place. */
function indexAt(starts: number[], at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
