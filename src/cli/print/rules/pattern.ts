import { dialects } from '../../../core/branches/dialects/dialects';
import { dialectTitles, type SpokenPattern } from '../../../core/say/rules/pattern';
import { readAtLine, type Colors } from '../../../core/say/text';
import { code } from '../../../core/words/names';
import { borderless, gapLines, trimmed } from '../survey';

/** Rows shown of each list. */
const most = 50;

/**
 * What a pattern covers and nearly covers, and how it is read elsewhere, as text. `of` says which names it was tried
 * on.
 */
export function patternText(
  { pattern, matches, nearly, dialects: read, reads, gaps, readAt }: SpokenPattern,
  { of, count }: { of: string; count: number },
  colors: Colors,
): string {
  const near = nearly.map(({ branch, misses }) => [code(branch), misses]);
  const table = borderless();
  for (const dialect of dialects) {
    const own = reads[dialect];
    const matched = `${String(read[dialect].length)} of ${String(count)}`;
    table.push([dialectTitles[dialect], own ? matched : '?', own?.reads ?? 'Not documented.']);
  }
  const pages = dialects.flatMap((dialect) => reads[dialect]?.page ?? []);
  const sections = [
    section(
      `Covers (${String(matches.length)})`,
      matches.map((name) => [code(name)]),
      colors,
    ),
    ...(near.length > 0 ? [section(`Nearly (${String(near.length)})`, near, colors)] : []),
    `${colors.bold('How it is read')}\n${trimmed(table.toString())}\n${pages.map((page) => colors.dim(`  ${page}\n`)).join('')}`,
  ];
  const title = `${code(pattern)} as a pattern of branch restrictions, ${of}`;
  const foot = readAt === undefined ? '' : `\n${colors.dim(readAtLine(readAt))}\n`;
  return `${colors.bold(title)}\n\n${sections.join('\n')}${gapLines(gaps, colors)}${foot}`;
}

function section(title: string, rows: string[][], colors: Colors): string {
  const more = rows.length > most ? `  and ${String(rows.length - most)} more; --json lists them all\n` : '';
  if (rows.length === 0) return `${colors.bold(title)}\n  none\n`;
  const table = borderless();
  for (const row of rows.slice(0, most)) table.push(row);
  return `${colors.bold(title)}\n${trimmed(table.toString())}\n${more}`;
}
