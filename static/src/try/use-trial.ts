import { withMore } from '../../../src/core/compiled/compile';
import type { Compiled } from '../../../src/core/compiled/compiled';
import { useMemo } from 'react';
import { gapsOfEverybody } from '../../../src/core/questions/survey';
import { distinctGaps } from '../../../src/core/answer';
import { covers } from '../../../src/core/branches/glob';
import { namesOf } from '../../../src/core/repository';
import type { Gap, Restriction } from '../../../src/core/model';
import type { Change } from '../../../src/core/questions/change/change';
import { difference, type Flip } from '../../../src/core/questions/change/difference';
import { causesBehind, groupsBehind } from '../../../src/core/questions/change/doubts';
import { effectOf } from '../../../src/core/questions/change/effect';
import { heldThrough, movesOf } from '../../../src/core/questions/change/moves';
import { groupsWithoutEffect, peopleOf } from '../../../src/core/questions/change/named';
import { tried } from '../../../src/core/questions/change/tried';
import { turnsOf, type Turn } from '../../../src/core/questions/change/turns';
import { sayHeld, sayMove } from '../../../src/core/say/change/moves';
import {
  coversNoBranchWords,
  mergeCheckWords,
  thenUnknownWords,
  withoutEffectWords,
} from '../../../src/core/say/change/notes';
import { tellTrial, type TrialWords } from '../../../src/core/say/rules/trial';
import { useLater } from '../settings/work/use-later';

/** What a change does to everybody on every branch. */
export interface Trial {
  change: Change;
  compiled: Compiled;
  flips: Flip[];
  turns: Turn[];
  words: TrialWords;
  /** What is to be known beside that, in sentences. */
  notes: string[];
  /** What it does to merge checks, in sentences. */
  checks: string[];
  /** Why anything flips, as far as that is a group's doing, and why anything is then not known. */
  reasons: string[];
  /** The groups whose members would settle what is not known. */
  doubts: string[];
  gaps: Gap[];
}

/** Works out what the change does, after it was shown; what was worked out before stays meanwhile. */
export function useTrial(compiled: Compiled | undefined, change: Change): Trial | undefined {
  const given = useMemo(() => ({ compiled, change }), [compiled, change]);
  return useLater(given, workedOut);
}

function workedOut({ compiled: ready, change }: { compiled: Compiled | undefined; change: Change }): Trial | undefined {
  if (!ready) return undefined;
  const { gathered } = ready;
  const compiled = withMore(ready, [], peopleOf(change, gathered.facts));
  const flips = difference(compiled, change);
  const turns = turnsOf(flips);
  const after = tried(gathered, change);
  const moves = movesOf(change, gathered);
  const without = groupsWithoutEffect(change, gathered.facts);
  const open = moves.flatMap(({ isIn, group }) => (isIn === 'unknown' && !without.includes(group) ? [group] : []));
  return {
    change,
    compiled,
    flips,
    turns,
    words: tellTrial(compiled, effectOf(flips), []),
    notes: [
      ...(without.length > 0 ? [withoutEffectWords(without)] : []),
      ...moves.flatMap((move) => (without.includes(move.group) ? [] : (sayMove(move) ?? []))),
      ...rulesWithoutBranch(change, compiled).map(coversNoBranchWords),
    ],
    checks: mergeCheckWords(change, gathered.facts),
    reasons: [
      ...(flips.length === 0 ? [] : moves.flatMap((move) => sayHeld(move, heldThrough(move, gathered)) ?? [])),
      ...thenUnknownWords(causesBehind(turns, compiled, after), namesOf(gathered.facts.repository)),
    ],
    doubts: [...new Set([...open, ...groupsBehind(turns, compiled, after)])],
    gaps: distinctGaps([...gapsOfEverybody(gathered), ...gathered.facts.branches.gaps]),
  };
}

/** The rules of a change that cover no branch, where all branches were read. */
function rulesWithoutBranch(
  { restrictions: { add, replace } }: Change,
  { gathered: { facts } }: Compiled,
): Restriction[] {
  const { items, gaps } = facts.branches;
  if (gaps.length > 0) return [];
  return [...add, ...replace].filter((rule) => items.every((name) => covers(rule, name, facts).is === 'no'));
}
