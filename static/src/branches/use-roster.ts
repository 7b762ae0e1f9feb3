import { useEffect, useState } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Actor, Operation } from '../../../src/core/model';
import { whoAmong, type Settled } from '../../../src/core/questions/survey';

/** One actor, with their verdict and the finding that decided. */
export type RosterRow = { actor: Actor } & Settled;

/** Actors judged at a time, so that the page stays responsive while thousands are judged. */
const portion = 250;

/**
 * Everybody on one branch, as far as they were judged; it names its question, as the next one may have been asked
 * meanwhile.
 */
export interface JudgedRoster {
  rows: RosterRow[];
  done: boolean;
  operation: Operation;
  branch: string;
}

/** Judges everybody on one branch in portions; `rows` grows until `done`. */
export function useRoster(gathered: Gathered, actors: Actor[], operation: Operation, branch: string): JudgedRoster {
  const [roster, setRoster] = useState<JudgedRoster>({ rows: [], done: false, operation, branch });

  useEffect(() => {
    let rows: RosterRow[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function next() {
      rows = [...rows, ...whoAmong(gathered, actors.slice(rows.length, rows.length + portion), operation, branch)];
      const done = actors.length > 0 && rows.length >= actors.length;
      setRoster({ rows, done, operation, branch });
      if (rows.length < actors.length) timer = setTimeout(next);
    }
    timer = setTimeout(next);
    return () => {
      clearTimeout(timer);
    };
  }, [gathered, actors, operation, branch]);

  return roster;
}
