import { afterMargin } from './margins';
import type { Source } from './source';
import { endOf, type Span } from './span';

const marker = /-{4,5} ?(BEGIN|END) ([A-Z\d ]{1,60}?) ?-{4,5}|(Private|Public)-Lines: ?\d{1,4}/gi;
/** Characters within which the end is looked for: longer than any key. */
const longest = 65_536;

interface Marker {
  start: number;
  end: number;
  opens: boolean;
  isPrivate: boolean;
  isPutty: boolean;
}

/**
 * Finds private keys: between their BEGIN and END lines, or next to one of them where the other is missing; PuTTY's;
 * and keys without either.
 */
export function keyBlocksIn(source: Source): Span[] {
  const { text } = source;
  const markers = /BEGIN|END |-Lines/i.test(text) ? [...text.matchAll(marker)].map(markerOf) : [];
  return [
    ...markers.flatMap((one, at) => (one.isPrivate ? blockAt(source, one, markers[at - 1], markers[at + 1]) : [])),
    ...bareBlocks(source, markers),
  ];
}

function markerOf({ index, 0: all, 1: which, 2: what, 3: putty }: RegExpExecArray): Marker {
  const isPrivate = putty === undefined ? /PRIVATE KEY/i.test(what ?? '') : /private/i.test(putty);
  return {
    start: index,
    end: index + all.length,
    opens: putty !== undefined || /begin/i.test(which ?? ''),
    isPrivate,
    isPutty: putty !== undefined,
  };
}

function blockAt(source: Source, one: Marker, before: Marker | undefined, after: Marker | undefined): Span[] {
  if (!one.opens && before && one.start - before.end < 8) return [];
  if (!one.opens)
    return before?.opens && before.isPrivate && one.start - before.end < longest
      ? []
      : [payloadBefore(source, one.start)].filter(isFull);
  const closes = after && !after.opens && after.isPrivate && !one.isPutty && after.start - one.end < longest;
  return [closes ? { start: one.end, end: after.start } : payloadAfter(source, one.end, after?.start)].filter(isFull);
}

function isFull({ start, end }: Span): boolean {
  return end > start;
}

/**
 * What separates the lines of a key: line breaks, also escaped, and the punctuation around them in a program's source.
 */
const between = /[^\S\n]+|\\{1,15}[nrt]|["'`+,|>]/y;
const run = /[\w+/=-]+/y;
const field = new RegExp(
  String.raw`(?:Proc-Type|DEK-Info|Comment|Version|Subject|Hash|Charset|MessageID|Encryption|Key-Derivation` +
    String.raw`|Argon2-[\w-]{1,20}|Private-MAC|x-[\w-]{1,20}): ?[^\n\\]{0,200}`,
  'iy',
);

/** The rest of a key after a position. */
function payloadAfter(source: Source, from: number, to = source.text.length): Span {
  const { text } = source;
  if (to - from < 8) return { start: from, end: from };
  let at = from;
  let end = from;
  for (;;) {
    if (text[at] === '\n') {
      at = afterMargin(source, at + 1);
      continue;
    }
    if (at >= to) return { start: from, end };
    const next = endOf(between, text, at) ?? endOf(field, text, at);
    if (next !== undefined) {
      at = next;
      continue;
    }
    const runEnd = endOf(run, text, at);
    if (runEnd === undefined || runEnd - from > longest || !isPayload(text.slice(at, runEnd), isAlone(source, runEnd)))
      return { start: from, end };
    at = end = runEnd;
  }
}

/** Whether only quotation marks follow on the line. */
function isAlone({ text, lineEnd }: Source, at: number): boolean {
  return (
    /^(?:\s|["'`+,;|\\]|$)/.test(text.slice(at, at + 1)) &&
    !/[a-z]{2,} |: /i.test(text.slice(at, Math.min(lineEnd(at), at + 40)))
  );
}

function isPayload(word: string, alone: boolean): boolean {
  if (word.length >= 24) return !/^[a-z-]+$/.test(word);
  return alone && (word.length >= 8 || !/^[A-Z]?[a-z]*$/.test(word));
}

/** The part of a key before a position, line by line. */
function payloadBefore(source: Source, to: number): Span {
  const { text, lineStart } = source;
  let start = to;
  for (let line = lineStart(to); to - start < longest; line = lineStart(line - 1)) {
    const from = afterMargin(source, line);
    const words = text
      .slice(from, Math.min(start, from + 4096))
      .trim()
      .split(/(?:\s|\\{1,15}[nrt]|["'`+,|>])+/)
      .filter((word) => word !== '');
    if (words.length > 0 && !words.every((word) => /^[\w+/=-]+$/.test(word) && isPayload(word, words.length === 1))) {
      const last = words.at(-1) ?? '';
      if (/^[\w+/=-]{24,}$/.test(last)) start = text.lastIndexOf(last, start);
      break;
    }
    if (words.length === 0 && start < to) break;
    start = words.length === 0 ? start : from;
    if (line === 0) break;
  }
  return { start, end: to };
}

/** A line as wide as those of keys. */
const wide = /(?<![\w+/=-])[A-Za-z\d+/]{60,80}(?![\w+/=-])/g;

/** Finds lines of equal width in base64 that no BEGIN line calls public: at least two, and the shorter last one. */
function bareBlocks(source: Source, markers: Marker[]): Span[] {
  const { text } = source;
  const spans: Span[] = [];
  let last: (Span & { width: number; lines: number; mixed: boolean }) | undefined;
  let passed = 0;
  const close = () => {
    if (!last || last.lines < 2 || !last.mixed) return;
    const { start, end } = last;
    while (passed < markers.length && (markers[passed]?.start ?? 0) < start) passed += 1;
    const before = markers[passed - 1];
    if (!before?.opens || before.isPrivate) spans.push({ start, end: payloadAfter(source, end).end });
  };
  for (const { index, 0: word } of text.matchAll(wide)) {
    const follows = last && index - last.end < 300 && isNextLine(source, last.end, index) && word.length === last.width;
    if (!last || !follows) {
      close();
      last = { start: index, end: index, width: word.length, lines: 0, mixed: false };
    }
    last.end = index + word.length;
    last.lines += 1;
    last.mixed ||= /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
  }
  close();
  return spans;
}

function isNextLine(source: Source, end: number, start: number): boolean {
  const line = source.nextLine(end);
  return line <= start && afterMargin(source, line) >= start - 1;
}
