/**
 * Cells as one line of CSV, with its end: RFC 4180, and none of them is run by a spreadsheet. The cells are text in
 * which nothing is hidden, so they hold no line breaks.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(disarmed(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * What begins a formula (https://owasp.org/www-community/attacks/CSV_Injection), be it wide, small or a real minus, and
 * behind quotes and blanks; at the beginning of a cell, and behind what separates cells where the comma is decimal.
 */
const formula = /(^|[;\t\r\n])(?=["'\s]*[\t\r=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212])/g;

/** The same text behind an apostrophe, where a spreadsheet would otherwise run it. */
function disarmed(text: string): string {
  return text.replaceAll(formula, "$1'");
}
