import { withMore } from '../../../src/core/compiled/compile';
import type { Compiled } from '../../../src/core/compiled/compiled';
import { useMemo } from 'react';
import { gather, type Gathered } from '../../../src/core/cell/cell';
import { withSuppliedList } from '../../../src/core/people/supplied/lists';
import { learning } from '../../../src/core/questions/change/learned';
import { tellLearning, type ToldLearning } from '../../../src/core/say/learned';
import type { Steps } from '../../../src/core/portions/steps';
import { compiledOf } from '../settings/work/use-compiled';
import { useSteps } from '../settings/work/use-steps';

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
  const asked = useMemo(() => ({ gathered, group, key }), [gathered, group, key]);
  const done = useSteps(asked, told);
  return done?.asked === asked ? done.told : undefined;
}

/** Another list of a group's members, as JSON, so that the same one is asked about once. */
interface Asked {
  gathered: Gathered;
  group: string;
  key: string | null | undefined;
}

function* told(asked: Asked): Steps<{ asked: Asked; told: ToldLearning | undefined }> {
  const { gathered, group, key } = asked;
  if (key === undefined) return { asked, told: undefined };
  const list = key === null ? undefined : { members: JSON.parse(key) as string[] };
  const after = gather(withSuppliedList(gathered.facts, group, list));
  const compiled = withMain(yield* compiledOf(gathered));
  return { asked, told: tellLearning(compiled, yield* learning(compiled, after)) };
}

/** The main branch stands among the others, though these may not have been read. */
function withMain(compiled: Compiled): Compiled {
  const { mainBranch } = compiled.gathered.facts.repository;
  return withMore(compiled, mainBranch.known && mainBranch.value !== null ? [mainBranch.value] : []);
}
