import type { Source } from './source';

/** The position of a value. */
export interface Value {
  start: number;
  end: number;
  quoted: boolean;
}

/** How far an unquoted value extends: a run without spaces, or everything to the end of the line. */
export type Extent = 'run' | 'line';

/**
 * A closing quotation mark is looked for within this many characters; without one, the value extends to the end of its
 * line.
 */
const longestQuoted = 4_096;
const quote = /(\\{0,15})(["'`])|&quot;|&#3[49];|&apos;|%2[27]|[«“‘„]/iy;
const closings: Record<string, string> = { '«': '»', '“': '”', '‘': '’', '„': '“' };

/** The value that begins at a position, quoted or not; undefined where there is none on this line. */
export function valueAt(source: Source, at: number, extent: Extent): Value | undefined {
  const { text } = source;
  const lineEnd = source.lineEnd(at);
  quote.lastIndex = at;
  const opened = quote.exec(text);
  if (opened && opened.index < lineEnd) {
    const start = quote.lastIndex;
    const close = closingOf(text.slice(start, Math.min(lineEnd, start + longestQuoted)), opened);
    if (close === 0 || (close < 0 && isClosing(text.slice(start, Math.min(lineEnd, start + 40))))) return undefined;
    const end =
      close < 0
        ? lineEnd
        : goesOn(text, start + close + opened[0].length)
          ? source.runEnd(start + close)
          : start + close;
    return end > start ? { start, end, quoted: true } : undefined;
  }
  const end = extent === 'line' ? trimmedEnd(text, at, lineEnd) : source.runEnd(at);
  return end > at ? { start: at, end, quoted: false } : undefined;
}

/** Whether a quotation mark closed something around, such as a JSON string: nothing follows. */
function isClosing(rest: string): boolean {
  return /^[\s\]})>,;"'`\\]*$/.test(rest);
}

/** Whether nothing follows on a line, or a JSON string around the text closes. */
export function isLast(rest: string): boolean {
  return /^(?:[\s"'`,;.\\})\]]*$|\\{0,15}["'] ?[,}\]])/.test(rest);
}

/** Where the quotation ends: at the same mark, after as many backslashes. */
function closingOf(rest: string, [all, slashes, quoteMark]: RegExpExecArray): number {
  if (quoteMark === undefined || slashes === undefined) return rest.indexOf(closings[all] ?? all);
  for (let at = rest.indexOf(quoteMark); at >= 0; at = rest.indexOf(quoteMark, at + 1)) {
    let before = at;
    while (before > 0 && rest[before - 1] === '\\' && at - before <= slashes.length) before -= 1;
    if (at - before === slashes.length) return before;
  }
  return -1;
}

/** Whether the value continues after the quotation: a shell joins adjacent pieces, as in `'it'"'"'s'`. */
function goesOn(text: string, at: number): boolean {
  return /[\w"'$@#!%^*~+]/.test(text[at] ?? ' ');
}

function trimmedEnd(text: string, at: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > at && /[\s"'`]/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}
