import type { Actor } from '../../../../src/core/model';
import type { Line, VerdictAt } from '../../../../src/core/questions/grid/grid';
import { actorTitle } from '../../../../src/core/words/names';
import { besideName, type Telling } from '../../../../src/core/words/telling-names';
import { visibleExactly } from '../../../../src/core/words/visible';
import type { Shown } from '../showing';

/** A row or a column as it is called: by its first, with what tells that from others and how many more there are. */
export interface Named {
  name: string;
  beside: string;
  more: number;
}

/** What the grid draws. Names are made for what is in sight. */
export interface Lines {
  rows: readonly Line[];
  columns: readonly Line[];
  nameOfRow: (row: Line) => Named;
  nameOfColumn: (column: Line) => Named;
  verdictAt: VerdictAt;
}

/** The rows and columns that are shown, with their names. */
export function linesOf({ rows, columns, verdictAt, asked: { compiled } }: Shown, telling: Telling): Lines {
  const { actors, branches } = compiled;
  return {
    rows,
    columns,
    verdictAt,
    nameOfRow: once((line) => ({ ...namesOfActor(actors[line.members[0] ?? -1], telling), more: more(line) })),
    nameOfColumn: once((line) => ({
      name: visibleExactly(branches[line.members[0] ?? -1] ?? ''),
      beside: '',
      more: more(line),
    })),
  };
}

/** The same name for the same line, so that nothing is drawn anew that did not change. */
function once(make: (line: Line) => Named): (line: Line) => Named {
  const made = new Map<Line, Named>();
  return (line) => {
    const before = made.get(line);
    if (before) return before;
    const named = make(line);
    made.set(line, named);
    return named;
  };
}

/** What somebody is called, and what tells them from others of that name. */
export function namesOfActor(actor: Actor | undefined, telling: Telling): Pick<Named, 'name' | 'beside'> {
  if (!actor) return { name: '', beside: '' };
  return { name: actorTitle(actor), beside: actor.type === 'user' ? besideName(actor.person, telling) : '' };
}

function more({ members }: Line): number {
  return members.length - 1;
}
