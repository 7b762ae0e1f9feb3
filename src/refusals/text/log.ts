import { markedIn, type Marked, type Markers } from './markers';

/** A line of pasted text. */
export interface Line {
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
  /** The line to show: without the time and quotation marks that a log or a mail put before it. */
  shown: string;
  /** The line to search: also without `remote:`. */
  said: string;
}

/** Pasted text, ready to be searched. Lines are built only where something is found. */
export interface Log {
  text: string;
  lower: string;
  marked: Marked;
  lines: Map<number, Line>;
  found: Map<string, Line[]>;
  windows: Map<number, Window>;
}

/** A line with its neighbours, over which a phrase may have been wrapped. */
export interface Window {
  lines: Line[];
  /** Their `said`, joined by line breaks; and where in it the line itself begins. */
  said: string;
  own: number;
}

/** A phrase is looked for in this many lines from the start, and as many from the end: no person's log has more. */
const mostLines = 50;
/**
 * Longer lines are cut into overlapping pieces of twice this length: a position has at least half of this before it and
 * all of it after it, less only where the line begins or ends.
 */
const longestLine = 600;
const pieceStep = longestLine / 2;

/** Prepares a text for searching: the markers are found at once, other words on request. */
export function logOf(text: string, markers: Markers): Log {
  // The one letter that becomes longer in lower case, which would shift all positions after it.
  const lower = text.replaceAll('İ', 'ı').toLowerCase();
  return { text, lower, marked: markedIn(lower, markers), lines: new Map(), found: new Map(), windows: new Map() };
}

/** Drops repeated lines. */
function distinct(lines: Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.start, line])).values()];
}

/** The beginnings of clients' lines: no terminal broke a line there. */
const beginning = /^\s*(?:remote:|fatal:|error:|hint:|to |!|[-+*=] |[\da-f]{7,40}\.\.|\[|ssh:|git@|\$)/i;

/**
 * The text without the breaks that a terminal of fixed width put into its lines, even inside words; undefined where it
 * has none. A line of the greatest length continues in the next.
 */
export function unfolded(text: string): string | undefined {
  if (text.length > 65_536) return undefined;
  const lines = text.split(/\r?\n/);
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  if (width < 40 || lines.every(({ length }, at) => length < width || !lines[at + 1])) return undefined;
  // A sentence that begins behind the end of a line goes on from nothing.
  const goesOn = (line: string, next: string | undefined) =>
    line.length === width && next && !beginning.test(next) && !(/[.!?)'"]$/.test(line) && /^\p{Lu}/u.test(next));
  return lines.map((line, at) => (goesOn(line, lines[at + 1]) ? line : `${line}\n`)).join('');
}

/** The lines that hold a word, given in lower case; in order. */
export function linesWith(log: Log, word: string): Line[] {
  const before = log.found.get(word);
  if (before) return before;
  const places = log.marked.places.get(word);
  const lines = places ? distinct(places.map((at) => lineAt(log, at))) : searched(log, word);
  log.found.set(word, lines);
  return lines;
}

function searched(log: Log, word: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  while (lines.length < mostLines) {
    const at = log.lower.indexOf(word, from);
    if (at < 0) break;
    const line = lineAt(log, at);
    lines.push(line);
    from = Math.max(line.end, at + 1);
  }
  if (lines.length === mostLines) lines.push(...fromTheEnd(log, word, from));
  return lines;
}

function fromTheEnd(log: Log, word: string, after: number): Line[] {
  const lines: Line[] = [];
  let to = log.lower.length;
  while (lines.length < mostLines) {
    const at = log.lower.lastIndexOf(word, to);
    if (at < after) break;
    const line = lineAt(log, at);
    lines.unshift(line);
    to = Math.min(line.start, at) - 1;
    if (to < after) break;
  }
  return lines;
}

/** A line with the two before it and the three after. */
export function windowAround(log: Log, line: Line): Window {
  const known = log.windows.get(line.start);
  if (known) return known;
  const lines = [line];
  for (let n = 0, at = line.start; n < 2 && at > 0; n += 1) {
    const before = lineAt(log, at - 1);
    lines.unshift(before);
    at = before.start;
  }
  const own = lines.slice(0, -1).reduce((sum, { said }) => sum + said.length + 1, 0);
  for (let n = 0, at = line.end; n < 3; n += 1) {
    const next = at + (log.text.startsWith('\r\n', at) ? 2 : 1);
    if (next >= log.text.length) break;
    const after = lineAt(log, next);
    lines.push(after);
    at = after.end;
  }
  const window = { lines, said: lines.map(({ said }) => said).join('\n'), own };
  log.windows.set(line.start, window);
  return window;
}

function lineAt({ text, lines }: Log, at: number): Line {
  let start = at;
  while (start > 0 && at - start < longestLine && !isBreak(text.charCodeAt(start - 1))) start -= 1;
  // Neighbouring positions in an endless line share a piece of it.
  if (at - start === longestLine) start += pieceStep - (start % pieceStep);
  const known = lines.get(start);
  if (known) return known;
  let end = at;
  // Wherever a piece is asked for, it is the same.
  while (end < text.length && end - start < 2 * longestLine && !isBreak(text.charCodeAt(end))) end += 1;
  const shown = withoutMargin(text.slice(start, end));
  const line = { start, end, shown, said: shown.replace(/^(?:remote:\s*)+/i, '') };
  lines.set(start, line);
  return line;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/**
 * What may precede a line's text: times, quotation marks, names of build steps, Markdown. Matches one of them, at the
 * start.
 */
export const margin = new RegExp(
  String.raw`^(?:\s+|[>|┃│]+|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?` +
    String.raw`|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?|#\d{1,4}(?: \d{1,6}\.\d{1,6})?(?= )|\[(?:INFO|ERROR` +
    String.raw`|WARN(?:ING)?|DEBUG|Pipeline|exec)\]|npm (?:ERR!|error)|stderr:|[*\x60]{1,3}(?=[^\s*]))`,
  'i',
);
/** How git's own words begin. */
const gitWords = String.raw`remote:\s|fatal:\s|error:\s|hint:\s|to \S|! \[(?:remote )?rejected\]`;
/**
 * Whatever a program that runs git put before git's own words: `[10.0.1.197] < remote:`, `web_1 | fatal:`, Bamboo's
 * day and time, GitLab's `01O`, Buildkite's time; or the quotation mark that opens what git printed.
 */
const logger = new RegExp(
  String.raw`^(?!remote:|fatal:|error:|hint:|warning:)(?:[^'"$\x60]{0,80}?(?:[\]|<>]|\d:|:\d\d|\d\d[OE]\+?)\s{1,4}` +
    String.raw`|_?bk;t=\d{10,16}\s{0,4})(?=${gitWords})` +
    String.raw`|^[^\n]{0,400}?["'\x60](?=remote:\s)`,
  'i',
);
/** What `logger` needs: most lines have none of it. */
const mayBeLogged = new RegExp(gitWords, 'i');
/** Whether anything but visible ASCII stands in a line: only then must it be looked at letter by letter. */
const unusual = /[^ -~]/;
const mostMargins = 8;

function withoutMargin(raw: string): string {
  const plain = unusual.test(raw) ? raw.replaceAll(/\s/g, ' ').replaceAll(/[\p{Cc}\p{Cf}]/gu, '') : raw;
  let line = plain.replaceAll('&gt;', '>').trim();
  const isLogged = mayBeLogged.test(line);
  for (let n = 0; n < mostMargins; n += 1) {
    const inner = line.replace(margin, '');
    const rest = isLogged ? inner.replace(logger, '') : inner;
    if (rest === line) break;
    line = rest;
  }
  return line.replace(/[*`]{1,3}$/, '').trim();
}
