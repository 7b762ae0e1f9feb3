import { useEffect, useState } from 'react';
import type { Gathered } from '../../../src/core/cell';
import type { Actor, Operation } from '../../../src/core/model';
import { whoAmong, type Settled } from '../../../src/core/survey';

export type RosterRow = { actor: Actor } & Settled;

/** So many at a time, so that the page stays quick to the touch while thousands are judged. */
const portion = 400;

/** Everybody on one branch, judged in portions; `rows` grows until `done`. */
export function useRoster(gathered: Gathered, actors: Actor[], operation: Operation, branch: string): { rows: RosterRow[]; done: boolean } {
  const [roster, setRoster] = useState<{ rows: RosterRow[]; done: boolean }>({ rows: [], done: false });

  useEffect(() => {
    let rows: RosterRow[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function next() {
      rows = [...rows, ...whoAmong(gathered, actors.slice(rows.length, rows.length + portion), operation, branch)];
      const done = rows.length >= actors.length;
      setRoster({ rows, done });
      if (!done) timer = setTimeout(next);
    }
    next();
    return () => {
      clearTimeout(timer);
    };
  }, [gathered, actors, operation, branch]);

  return roster;
}
