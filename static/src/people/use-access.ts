import { useMemo } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Actor, Gap } from '../../../src/core/model';
import { accessAmong, gapsOfAccess, type PersonAccess } from '../../../src/core/questions/access';
import type { Steps } from '../../../src/core/portions/steps';
import { peopleOf } from '../lists/people-of';
import { useSteps } from '../settings/work/use-steps';

/** Everybody's permission, and what would have to be known for more. */
export interface EverybodysAccess {
  rows: PersonAccess[];
  gaps: Gap[];
}

interface Given {
  gathered: Gathered;
  actors: readonly Actor[];
}

/** Where everybody's permission comes from, worked out in short tasks; undefined until that is done. */
export function useAccess(gathered: Gathered, actors: readonly Actor[]): EverybodysAccess | undefined {
  const given = useMemo(() => ({ gathered, actors }), [gathered, actors]);
  return useSteps(given, accessInSteps);
}

function* accessInSteps({ gathered, actors }: Given): Steps<EverybodysAccess | undefined> {
  if (actors.length === 0) return undefined;
  const rows: PersonAccess[] = [];
  for (const person of peopleOf(actors)) {
    rows.push(...accessAmong(gathered, [person]));
    yield;
  }
  return { rows, gaps: gapsOfAccess(gathered, rows) };
}
