import type { Actor } from '../../../src/core/model';
import type { Steps } from '../../../src/core/portions/steps';
import { tellingApart, type Telling } from '../../../src/core/words/telling-names';
import { peopleOf } from './people-of';
import { useSteps } from '../settings/work/use-steps';

/** Worked out once for each list of actors, whichever fields and lists ask. */
const ready = new WeakMap<readonly Actor[], Telling>();
const nothingYet: Telling = new Map();

/** What tells apart who looks alike among these actors, worked out in short tasks; nothing until that is done. */
export function useTelling(actors: readonly Actor[]): Telling {
  useSteps(actors, tellingInSteps);
  return ready.get(actors) ?? nothingYet;
}

function* tellingInSteps(actors: readonly Actor[]): Steps<Telling> {
  const people = peopleOf(actors);
  const telling = ready.get(actors) ?? (yield* tellingApart(people));
  ready.set(actors, telling);
  return telling;
}
