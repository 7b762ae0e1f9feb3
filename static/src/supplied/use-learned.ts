import { useMemo } from 'react';
import { gather, type Gathered } from '../../../src/core/cell/cell';
import { withSuppliedList } from '../../../src/core/people/supplied/lists';
import { compiling, type Compiled } from '../../../src/core/questions/change/classes';
import { learning } from '../../../src/core/questions/change/learned';
import { tellLearning, type ToldLearning } from '../../../src/core/say/learned';
import type { Steps } from '../../../src/core/questions/change/steps';
import { useSteps } from '../settings/use-steps';

/** What was read does not change, so it is made ready once, whichever group is looked at. */
const ready = new WeakMap<Gathered, Compiled>();

/**
 * Which answers another list of a group's members would change; `null` in its place takes the list away, and undefined
 * asks nothing. Undefined until it is worked out.
 */
export function useLearned(
  gathered: Gathered,
  group: string,
  members: readonly string[] | null | undefined,
): ToldLearning | undefined {
  const key = members && JSON.stringify(members);
  const start = useMemo(() => {
    if (key === undefined) return undefined;
    const list = key === null ? undefined : { members: JSON.parse(key) as string[] };
    return () => told(gathered, withList(gathered, group, list));
  }, [gathered, group, key]);
  return useSteps(start);
}

function withList({ facts }: Gathered, group: string, list: { members: string[] } | undefined): Gathered {
  return gather(withSuppliedList(facts, group, list));
}

function* told(before: Gathered, after: Gathered): Steps<ToldLearning> {
  const compiled = ready.get(before) ?? (yield* compiledWithMain(before));
  ready.set(before, compiled);
  return tellLearning(compiled, yield* learning(compiled, after));
}

/** The main branch stands among the others, though these may not have been read. */
function* compiledWithMain(gathered: Gathered): Steps<Compiled> {
  const { mainBranch } = gathered.facts.repository;
  return yield* compiling(gathered, mainBranch.known && mainBranch.value !== null ? [mainBranch.value] : []);
}
