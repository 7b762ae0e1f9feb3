import { useContext, useEffect, useMemo, useState } from 'react';
import type { Gathered } from '../../../../src/core/cell/cell';
import type { Question } from '../../../../src/core/model';
import type { Steps } from '../../../../src/core/portions/steps';
import { branchesSince, since, type Changed } from '../../../../src/core/questions/since/since';
import {
  actorsOfBoth,
  together,
  verdictSince,
  verdictsAmong,
  type VerdictsChanged,
} from '../../../../src/core/questions/since/verdicts';
import { saySince, type SinceWords } from '../../../../src/core/say/since/since';
import { ReaderOfPage } from '../../reader';
import { inPortions } from '../work/use-steps';
import type { Before, Branches } from './use-facts';

/** Actors judged at a time, so that the page stays responsive while thousands are judged. */
const portion = 100;

interface Found {
  after: Gathered;
  changed: Changed[];
  verdicts: VerdictsChanged[];
}

/**
 * What changed since what was read before, and whose verdicts: of what is asked, and of a push to the main branch.
 * Undefined until it was worked out, which is in portions.
 */
export function useSince(
  { before, branches: had }: Before,
  after: Gathered,
  branches: Branches,
  question: Question,
): SinceWords | undefined {
  const [found, setFound] = useState<Found>();

  useEffect(() => inPortions(foundBetween(before, after), setFound), [before, after]);

  const reader = useContext(ReaderOfPage);
  return useMemo(() => {
    if (found?.after !== after) return undefined;
    const { repository } = after.facts;
    const areRead = had.done && branches.done && !branches.notReadAgain;
    const isMain = repository.mainBranch.known && repository.mainBranch.value === question.branch;
    const isTold = isMain && question.operation === 'push' && question.credential === undefined;
    return saySince(
      {
        changed: [...found.changed, ...(areRead ? branchesSince(had, branches) : [])],
        verdicts: [...(isTold ? [] : verdictSince(before, after, question)), ...found.verdicts],
      },
      after.facts,
      reader,
    );
  }, [found, before, after, had, branches, question, reader]);
}

function* foundBetween(before: Gathered, after: Gathered): Steps<Found> {
  const changed = since(before.facts, after.facts);
  yield;
  const { mainBranch } = after.facts.repository;
  const branch = mainBranch.known ? mainBranch.value : null;
  const verdicts: VerdictsChanged[] = [];
  // Where nothing changed no verdict did.
  if (changed.length === 0 || branch === null) return { after, changed, verdicts };
  const actors = actorsOfBoth(before.facts, after.facts);
  for (let at = 0; at < actors.length; at += portion) {
    yield;
    verdicts.push(...verdictsAmong(before, after, actors.slice(at, at + portion), { operation: 'push', branch }));
  }
  return { after, changed, verdicts: together(verdicts) };
}
