import type { Verdict } from '../../../src/core/decision';
import { actorId } from '../../../src/core/people/actor';
import { sayActor, type SpokenActor } from '../../../src/core/say/decision';
import { verdictLooks } from '../decision/verdict-looks';
import type { Lines, Named } from './table/lines';
import type { Shown } from './showing';

/** What is shown, as a table: a row for each that is shown, a column for each. */
export function tableOf({ asked: { compiled } }: Shown, lines: Lines) {
  const { rows, columns, nameOfRow, nameOfColumn, verdictAt } = lines;
  return {
    columns: ['Who', 'Id', ...columns.map((one) => inFull(nameOfColumn(one)))],
    rows: rows.map((row) => {
      const actor = compiled.actors[row.members[0] ?? -1];
      const verdicts = columns.map((column) => verdictLooks[verdictAt(row, column)].word);
      return [inFull(nameOfRow(row)), actor ? actorId(actor) : '', ...verdicts];
    }),
  };
}

/** The same as data, with everybody and every branch by name. */
export function cellsOf({ rows, columns, verdictAt, asked: { compiled, operation } }: Shown) {
  const { actors, branches } = compiled;
  return {
    operation,
    columns: columns.map(({ members }) => members.map((at) => branches[at])),
    rows: rows.map((row): { actors: SpokenActor[]; verdicts: Verdict[] } => ({
      actors: row.members.flatMap((at) => actors[at] ?? []).map(sayActor),
      verdicts: columns.map((column) => verdictAt(row, column)),
    })),
  };
}

function inFull({ name, beside, more }: Named): string {
  return [name, beside, more > 0 ? `and ${String(more)} more` : ''].filter((part) => part !== '').join(' ');
}
