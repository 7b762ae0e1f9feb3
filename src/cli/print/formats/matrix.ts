import type { Matrix } from '../../../core/questions/survey';
import { sayActor } from '../../../core/say/decision';
import { rowsByClass, type SpokenBeside, type SpokenClasses } from '../../../core/say/survey';
import { noColors } from '../../../core/say/text';
import type { SpokenGap } from '../../../core/words/gaps';
import { jsonText } from '../../../core/words/visible';
import { shown, type Shown } from '../../terminal/shown';
import { condensed, matrixTitle } from '../survey';
import { aboutCells, aboutColumns, aboutMarkdown, type About } from './about';
import { emptyRow, namesIn, shownName } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, table } from './markdown';

/** What stands beside a matrix, in words. */
type BesideMatrix = { gaps: SpokenGap[] } & SpokenBeside;

/** `matrix --json`, piece by piece. Branches of one class share their row, which is made once. */
export function* matrixJson(matrix: Matrix, beside: BesideMatrix): Generator<string | Shown> {
  const { operation, branches, actors, branchClass } = matrix;
  const rows = rowsByClass(matrix).map((row) => shown(`\n"${row}"`));
  const comma = shown(',');
  yield `{\n"operation": ${jsonText(operation)},\n"branches": [`;
  yield* listed(branches, (branch) => jsonText(branch));
  yield '],\n"actors": [';
  yield* listed(actors, (actor) => jsonText(sayActor(actor)));
  yield '],\n"rows": [';
  for (const [at, number] of branchClass.entries()) {
    if (at > 0) yield comma;
    yield rows[number] ?? '\n""';
  }
  yield end(beside);
}

/** `matrix --json --compact`, piece by piece. */
export function* classesJson(
  { operation, branchClasses, actorClasses, rows }: SpokenClasses,
  beside: BesideMatrix,
): Generator<string> {
  const onOneLine = (one: unknown) => `\n${jsonText(one)}`;
  yield `{\n"operation": ${jsonText(operation)},\n"branchClasses": [`;
  yield* listed(branchClasses, onOneLine);
  yield '\n],\n"actorClasses": [';
  yield* listed(actorClasses, onOneLine);
  yield '\n],\n"rows": [';
  yield* listed(rows, onOneLine);
  yield end(beside);
}

function* listed<T>(all: readonly T[], text: (one: T) => string): Generator<string> {
  for (const [at, one] of all.entries()) yield `${at === 0 ? '' : ','}${text(one)}`;
}

function end(beside: BesideMatrix): string {
  const rest = Object.entries(beside).map(([key, value]) => `${jsonText(key)}: ${jsonText(value)}`);
  return `\n],\n${rest.join(',\n')}\n}\n`;
}

/**
 * A matrix as CSV, line by line, as there may be ten thousand branches: a row for each, and a column for each actor, as
 * a row for each cell would be more than a spreadsheet holds.
 */
export function* matrixCsv(
  { operation, branches, actors, branchClass, actorClass, verdicts }: Matrix,
  about: About,
): Generator<string> {
  const columns = ['repository', 'branch', 'operation', ...aboutColumns];
  const heads = actors
    .map(sayActor)
    .map(({ type, id, name }) => (id === undefined ? type : `${name} ${shownName(id)}`));
  yield csvLine([...columns, ...heads]);
  if (branches.length === 0) yield csvLine([...emptyRow(about, columns), ...actors.map(() => '')]);
  // Branches of one class share the ends of their rows.
  const ends = verdicts.map((row) => csvLine(actorClass.map((at) => row[at] ?? 'unknown')));
  for (const [at, branch] of branches.entries()) {
    const begins = csvLine([about.repository, shownName(branch), operation, ...aboutCells(about)]);
    yield `${begins.slice(0, -2)},${ends[branchClass[at] ?? -1] ?? ''}`;
  }
}

/** A matrix as Markdown: as in text, what has the same answers shares a row or a column; here with their names. */
export function matrixMarkdown(matrix: Matrix, about: About, none: string): string {
  const { head, rows, groups, legend } = condensed(matrix, noColors);
  const lines = rows.map(({ branches, cells }) => [inline(namesIn(branches)), ...cells]);
  const whom =
    groups.length > 0
      ? table(
          ['', 'Who'],
          groups.map((names, at) => [head[at] ?? '', inline(namesIn(names))]),
        )
      : '';
  return [
    `## ${inline(matrixTitle(matrix, about.repository))}`,
    rows.length > 0 ? table(['Branches', ...head], lines) : none,
    whom === '' ? inline(legend.join(' ')) : whom,
    aboutMarkdown(about),
  ].join('\n\n');
}
