import { isHarmless, looksSecret } from './harmless';
import { afterMargin } from './margins';
import { passwords, shortPasswords, shortTokens, tokens } from './names';
import { indexFrom, type Source } from './source';
import { mostSecrets, type Span } from './span';

const longNames = [...passwords, ...tokens].join('|');
const shortNames = [...shortPasswords, ...shortTokens].join('|');
/** A heading's cell that names a secret and nothing else. */
const column = new RegExp(
  `^[\\w -]{0,20}(?:${longNames}|(?<![a-z])(?:${shortNames})(?![a-z]))[ _-]?(?:value|key|hash)?$`,
  'i',
);
const separators = ['|', '\t', ';', ','] as const;
const mostRows = 500;
const widest = 1_000;

interface Cell {
  start: number;
  end: number;
  text: string;
}

/**
 * Finds the columns of tables whose heading names passwords or tokens: in Markdown, databases, and comma-separated
 * values.
 */
export function tablesIn(source: Source): Span[] {
  const { text, lineEnd, nextLine } = source;
  const spans: Span[] = [];
  const names = source.names();
  for (let line = 0; line < text.length && spans.length <= mostSecrets; line = nextLine(line)) {
    const end = lineEnd(line);
    const isNamed = (names[indexFrom(names, line)] ?? end) < end;
    if (!isNamed || end - line > widest || end - line < 7) continue;
    const separator = separators.find((one) => text.slice(line, end).includes(one));
    if (separator === undefined) continue;
    const table =
      tableAt(text, line, end, separator, (at) => at) ??
      tableAt(text, afterMargin(source, line), end, separator, (at) => afterMargin(source, at));
    if (table) line = rowsBelow(source, line, table, spans);
    else if (separator === '|' || separator === '\t') spans.push(...rowThatNames(text, line, end, separator));
  }
  return spans;
}

/** The table whose heading is on this line, after its margin; undefined where it is no heading. */
function tableAt(
  text: string,
  start: number,
  end: number,
  separator: string,
  from: (line: number) => number,
): Table | undefined {
  const field =
    /^(?:\{?\s{0,9}"[\w-]{1,40}":\s{0,3}"){0,4}/.exec(text.slice(start, Math.min(end, start + 160)))?.[0].length ?? 0;
  const heading = cellsOf(text, start + field, end, separator);
  const columns = heading.flatMap((cell, at) => (cell.text.length < 40 && column.test(cell.text) ? [at] : []));
  const isHeading =
    columns.length > 0 &&
    heading.length > 1 &&
    heading.every(
      (cell, at) =>
        (at === 0 ? /^[^"'`]{0,120}$/ : /^[\p{L}\w .()/#-]{0,40}$/u).test(cell.text) && !looksSecret(cell.text),
    );
  return isHeading ? { separator, width: heading.length, columns, from } : undefined;
}

/** `password | …`: a row of two cells whose first names the second. */
function rowThatNames(text: string, start: number, end: number, separator: string): Span[] {
  const [first, second, ...others] = cellsOf(text, start, end, separator).filter((cell) => cell.text !== '');
  return first &&
    second &&
    others.length === 0 &&
    column.test(first.text.slice(0, 60)) &&
    looksSecret(second.text) &&
    !isHarmless(second.text)
    ? [{ start: second.start, end: second.end }]
    : [];
}

interface Table {
  separator: string;
  width: number;
  columns: number[];
  /** Where a row begins on its line. */
  from: (line: number) => number;
}

/** Adds the secret cells of the rows below a heading; returns the last line of the table. */
function rowsBelow(source: Source, heading: number, { separator, width, columns, from }: Table, spans: Span[]): number {
  const { text, lineEnd, nextLine } = source;
  let last = heading;
  for (let n = 0, line = nextLine(heading); n < mostRows && line < text.length; n += 1, line = nextLine(line)) {
    if (lineEnd(line) - line > widest) break;
    const end = line + closed(text.slice(line, lineEnd(line)));
    const cells = cellsOf(text, from(line), end, separator);
    const isRule = /^[\s|+:=-]+$/.test(text.slice(line, end));
    if (!isRule && cells.length !== width) break;
    last = line;
    if (isRule) continue;
    for (const at of columns) {
      const cell = cells[at];
      // Commas occur in sentences too; and a heading may be repeated.
      if (
        cell &&
        cell.end > cell.start &&
        !isHarmless(cell.text) &&
        !column.test(cell.text.slice(0, 60)) &&
        !(separator === ',' && cell.text.includes(' '))
      )
        spans.push({ start: cell.start, end: cell.end });
    }
  }
  return last;
}

/** Where the row ends, even if a JSON string around the text closes after it. */
function closed(row: string): number {
  const at = row.search(/\\{0,15}"(?:\}|,\\{0,15}"[\w-]{1,40}\\{0,15}":)/);
  return at < 0 ? row.length : at;
}

function cellsOf(text: string, start: number, end: number, separator: string): Cell[] {
  const cells: Cell[] = [];
  for (let from = start; from <= end; ) {
    const next = text.slice(from, end).indexOf(separator);
    const to = next < 0 ? end : from + next;
    const said = text.slice(from, to);
    const begin = from + (/^[\s"'`*]*/.exec(said)?.[0].length ?? 0);
    let close = to;
    while (close > begin && /[\s"'`*}\\]/.test(text[close - 1] ?? '')) close -= 1;
    cells.push({ start: begin, end: close, text: text.slice(begin, close) });
    from = to + 1;
  }
  return cells;
}
