/** A stretch of text that is a secret, or a part of one. */
export interface Span {
  start: number;
  end: number;
  /** Continues the secret before it, on another line: not counted separately. */
  more?: true;
}

/** The text that replaces a secret. */
export const mark = '[scrubbed]';

/** A text with more secrets than this is no log, and is not read at all. */
export const mostSecrets = 5_000;

/** The secrets among the matches of a pattern, in order; stops just above `mostSecrets`. */
export function spansOf(text: string, pattern: RegExp, spanOf: (match: RegExpExecArray) => Span | undefined): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const span = spanOf(match);
    if (span) spans.push({ start: span.start, end: span.end });
    if (spans.length > mostSecrets) break;
  }
  return spans;
}

/**
 * The matches of a sticky pattern at these places, in order, each after the end of the one before; whoever looks at one
 * may move `lastIndex` on.
 */
export function* matchesAt(text: string, pattern: RegExp, places: readonly number[]): Generator<RegExpExecArray> {
  let from = 0;
  for (const place of places) {
    if (place < from) continue;
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (!match) continue;
    yield match;
    from = pattern.lastIndex;
  }
}

/** Where the match of a sticky pattern that begins at a place ends; undefined where none does. */
export function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The spans in order, with those that touch or overlap merged. */
export function merged(spans: Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all.at(-1);
    if (last && span.start <= last.end) {
      last.end = Math.max(last.end, span.end);
      if (!span.more) delete last.more;
    } else all.push({ ...span });
  }
  return all;
}

/** The text with a mark in place of each span; the spans must be merged. */
export function without(text: string, spans: Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    pieces.push(text.slice(from, start), mark);
    from = end;
  }
  return pieces.join('') + text.slice(from);
}
