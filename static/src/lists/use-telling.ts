import type { Actor } from '../../../src/core/model';
import type { Steps } from '../../../src/core/portions/steps';
import { tellingApart, type Telling } from '../../../src/core/words/telling-names';
import { peopleOf } from './people-of';
import { recalled, useRemembered } from '../settings/work/use-remembered';

const nothingYet: Telling = new Map();

/** What tells apart who looks alike among these actors, worked out in short tasks; nothing until that is done. */
export function useTelling(actors: readonly Actor[]): Telling {
  useRemembered(actors, tellingInSteps);
  return recalled(actors, tellingInSteps)?.value ?? nothingYet;
}

function* tellingInSteps(actors: readonly Actor[]): Steps<Telling> {
  return yield* tellingApart(peopleOf(actors));
}
