import type { SpokenReach, SpokenRoster } from '../../../core/say/survey';
import { verdictTitles } from '../../../core/say/text';
import { code } from '../../../core/words/names';
import { nothing, reachTitle, rosterTitle } from '../survey';
import { aboutMarkdown, type About } from './about';
import { cellColumns, cellRow, emptyRow, type SpokenCell } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, table } from './markdown';

/** Everybody on one branch as CSV: a row for each. */
export function rosterCsv({ branch, operation, actors, branchNote }: SpokenRoster, about: About): string[] {
  const notes = branchNote ? [branchNote.says] : [];
  return cellsCsv(
    actors.map((one) => ({ branch, operation, notes, ...one })),
    about,
  );
}

/** Every branch for one actor as CSV: a row for each. */
export function reachCsv(reach: SpokenReach, about: About): string[] {
  return [cellColumns(), ...reachRows(reach, about)].map(csvLine);
}

/** The rows below `cellColumns`; where there is no branch, one that says so. */
export function reachRows({ actor, operation, branches }: SpokenReach, about: About): string[][] {
  return cellRows(
    branches.map((one) => ({ actor, operation, ...one })),
    about,
  );
}

function cellsCsv(cells: SpokenCell[], about: About): string[] {
  return [cellColumns(), ...cellRows(cells, about)].map(csvLine);
}

function cellRows(cells: SpokenCell[], about: About): string[][] {
  return cells.length > 0 ? cells.map((cell) => cellRow(cell, about)) : [emptyRow(about, cellColumns())];
}

/** Everybody on one branch as Markdown. */
export function rosterMarkdown({ actors, gaps, branchNote, ...asked }: SpokenRoster, about: About): string {
  const rows = actors.map(({ actor, verdict, through }) => ({ name: actor.name, verdict, through }));
  return listed(rosterTitle(asked, about.repository), 'Who', rows, about, {
    none: nothing(gaps),
    ...(branchNote && { note: branchNote.says }),
  });
}

/** Every branch for one actor as Markdown. */
export function reachMarkdown({ branches, gaps, ...asked }: SpokenReach, about: About): string {
  const rows = branches.map(({ branch, ...one }) => ({ name: code(branch), ...one }));
  return listed(reachTitle(asked, about.repository), 'Branch', rows, about, { none: nothing(gaps) });
}

function listed(
  title: string,
  column: string,
  rows: (Pick<SpokenCell, 'verdict' | 'through'> & { name: string })[],
  about: About,
  { note, none }: { note?: string; none: string },
): string {
  const order = Object.keys(verdictTitles) as (keyof typeof verdictTitles)[];
  const sorted = order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
  const lines = sorted.map(({ name, verdict, through }) => [inline(name), verdictTitles[verdict], inline(through)]);
  return [
    `## ${inline(title)}`,
    ...(note === undefined ? [] : [inline(note)]),
    rows.length > 0 ? table([column, 'Verdict', 'Why'], lines) : none,
    aboutMarkdown(about),
  ].join('\n\n');
}
