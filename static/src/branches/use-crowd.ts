import type { Gathered } from '../../../src/core/cell/cell';
import type { Actor } from '../../../src/core/model';
import { gatheringCrowd, type Crowd } from '../../../src/core/questions/turnout/crowd';
import type { Steps } from '../../../src/core/portions/steps';
import { useMemo } from 'react';
import { useSteps } from '../settings/work/use-steps';

/** Made ready once for each reading, whichever views ask. */
const ready = new WeakMap<readonly Actor[], Crowd>();

/** Everybody, made ready in short tasks to be asked about one branch after another; undefined until that is done. */
export function useCrowd(gathered: Gathered, actors: readonly Actor[]): Crowd | undefined {
  const given = useMemo(() => ({ gathered, actors }), [gathered, actors]);
  const crowd = useSteps(given, crowdInSteps);
  return fitting(ready.get(actors), given) ?? fitting(crowd, given);
}

interface Given {
  gathered: Gathered;
  actors: readonly Actor[];
}

function* crowdInSteps({ gathered, actors }: Given): Steps<Crowd | undefined> {
  if (actors.length === 0) return undefined;
  const crowd = fitting(ready.get(actors), { gathered, actors }) ?? (yield* gatheringCrowd(gathered, actors));
  ready.set(actors, crowd);
  return crowd;
}

/** The crowd, where it is of these facts and not of those before them. */
function fitting(crowd: Crowd | undefined, { gathered, actors }: Given): Crowd | undefined {
  return crowd?.gathered === gathered && crowd.actors === actors ? crowd : undefined;
}
