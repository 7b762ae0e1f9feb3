import { addressesIn } from './addresses';
import { isStatementWord } from './harmless';
import { afterMargin } from './margins';
import type { Source } from './source';
import type { Span } from './span';
import { tokensIn, wholeTokenAt } from './tokens';
import { firstAfter, type View } from './views';

const piece = /[\w+/=.~%-]*/y;
/** No key is longer than this. */
const mostLines = 200;

/**
 * Finds secrets that are whole only where lines are joined: tokens broken near their beginning, passwords of addresses.
 */
export function foldedIn({ source, joins }: View): Span[] {
  const { text } = source;
  const tokens = tokensIn(source).flatMap((span) => continued(text, joins, span));
  const passwords = addressesIn(source).filter(
    ({ start, end }) => firstAfter(joins, start) < end && /^@[\w.-]{3,100}[/:]/.test(text.slice(end, end + 110)),
  );
  return [...tokens, ...passwords];
}

/** As much of a token as certainly continues after the end of a line; none where it ends before. */
function continued(text: string, joins: readonly number[], { start, end }: Span): Span[] {
  const whole = wholeTokenAt(text, start) ?? 0;
  let to = start;
  for (let join = firstAfter(joins, start); join < end; join = firstAfter(joins, join)) {
    const next = Math.min(end, firstAfter(joins, join));
    const word = text.slice(join, next);
    if (!isPiece(word, next === end && /\s/.test(text[end] ?? '\n'), join - start < whole)) break;
    to = next;
  }
  return to > start ? [{ start, end: to }] : [];
}

/** The continuations, on the lines below, of secrets that reach the end of their own line. */
export function continuationsOf(source: Source, spans: Span[]): Span[] {
  const { text, lineEnd, nextLine } = source;
  return spans.flatMap(({ start, end }) => {
    const more: Span[] = [];
    for (let at = end; more.length < mostLines; ) {
      if (lineEnd(at) > at || nextLine(at) >= text.length) break;
      const next = afterMargin(source, nextLine(at));
      piece.lastIndex = next;
      const word = piece.exec(text)?.[0] ?? '';
      const rest = text.slice(next + word.length, lineEnd(next));
      if (
        word.length < 4 ||
        isHash(word) ||
        !(/^["'\s,;)]*$/.test(rest) ? isPiece(word, true, false) : isStrong(word) && /^["'\s,;)@]/.test(rest))
      )
        break;
      at = next + word.length;
      more.push({ start: next, end: at, more: true });
    }
    return end > start ? more : [];
  });
}

/**
 * Whether a word can be part of a token: not an ordinary word, unless it is alone on its line while the token is
 * incomplete.
 */
function isPiece(word: string, alone: boolean, wanted: boolean): boolean {
  if (/^(?:[A-Z]?[a-z]{1,20}|[A-Z]{2,16})[.,:-]?$/.test(word)) return alone && wanted && !isStatementWord(word);
  return alone || wanted || isStrong(word);
}

function isStrong(word: string): boolean {
  return word.length >= 8 && /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);
}

/** Commits, digests and UUIDs often stand alone on a line. */
function isHash(word: string): boolean {
  return /^(?:[\da-f]{40}|[\da-f]{64}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.test(word);
}
