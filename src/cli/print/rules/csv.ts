/**
 * One line of CSV (RFC 4180, its end a line feed). A cell that a spreadsheet would run as a formula begins with an
 * apostrophe (OWASP, CSV injection: `=`, `+`, `-`, `@`, tab, return and line feed at the beginning, wide forms too).
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(text: string): string {
  const harmless = /^[\s\u200B\uFEFF]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20|%]/u.test(text) ? `'${text}` : text;
  return /[",\n\r;']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
