import type { Verdict } from '../../../core/decision';
import type { Operation } from '../../../core/model';
import type { SpokenActor } from '../../../core/say/decision';
import { visibleExactly, withoutLookalikes } from '../../../core/words/visible';
import { aboutCells, aboutColumns, type About } from './about';

/** One actor on one branch, and what decided. */
export interface SpokenCell {
  branch: string;
  operation: Operation;
  actor: SpokenActor;
  verdict: Verdict;
  /** One sentence. */
  through: string;
  /** What else is to be said of it: that there is no such branch, what Bitbucket itself says. */
  notes?: readonly string[];
}

/** The columns of CSV that has a row for each cell, the same for `explain`, `who` and `where`; `more` are its own. */
export function cellColumns(...more: string[]): string[] {
  const cell = ['repository', 'branch', 'operation', 'actor', 'actor_type', 'actor_id', 'verdict', 'through', 'notes'];
  return [...cell, ...more, ...aboutColumns];
}

/** The cells below `cellColumns`. */
export function cellRow(
  { branch, operation, actor, verdict, through, notes = [] }: SpokenCell,
  about: About,
  more: string[] = [],
): string[] {
  return [
    about.repository,
    shownName(branch),
    operation,
    actor.name,
    actor.type,
    shownName(actor.id ?? ''),
    verdict,
    through,
    notes.join(' '),
    ...more,
    ...aboutCells(about),
  ];
}

/** An answer without any cell: a row that says where it is from, and what could not be read. */
export function emptyRow(about: About, columns: readonly string[]): string[] {
  const blank = columns.slice(1, columns.length - aboutColumns.length).map(() => '');
  return [about.repository, ...blank, ...aboutCells(about)];
}

/** Names in one cell of Markdown. */
const mostNames = 100;

/** Names as they stand in one cell: the first of them, and how many more there are. */
export function namesIn(names: readonly string[]): string {
  const more = names.length > mostNames ? [`${String(names.length - mostNames)} more`] : [];
  return [...names.slice(0, mostNames), ...more].join(', ');
}

/** The name of a branch, or an id, as it stands in a cell: nothing in it is hidden. */
export function shownName(name: string): string {
  return visibleExactly(withoutLookalikes(name));
}
