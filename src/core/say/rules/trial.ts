import type { Compiled } from '../../compiled/compiled';
import type { Verdict } from '../../decision';

import { minus, type Effect } from '../../questions/change/effect';
import type { MergeFlip } from '../../questions/change/merges';
import { plain, sentence } from '../../words/names';
import { sayActor, type SpokenActor } from '../decision';
import { guardedBranches } from '../../questions/reach/smallest';
import { actorWords, said } from './account';
import { namingIn } from './changes';

/** An open pull request whose merge by somebody the change would break or free. */
export interface SpokenMergeFlip {
  id: number;
  actor: SpokenActor;
  before: Verdict;
  after: Verdict;
}

/** One entry for each pull request and actor. */
export function sayMergeFlips(flips: readonly MergeFlip[]): SpokenMergeFlip[] {
  return flips.flatMap(({ id, actors, before, after }) =>
    actors.map((actor) => ({ id, actor: sayActor(actor), before, after })),
  );
}

/** What a change does, as sentences. */
export interface TrialWords {
  title: string;
  gain: string[];
  /** Not known before, and allowed after. */
  granted: string[];
  lose: string[];
  /** Allowed before, and not known after. */
  mayLose: string[];
  /** Denied before, and not known after. */
  mayGain: string[];
  /** Not known before, and denied after. */
  refused: string[];
  /** Open pull requests whose merge it would break or free. */
  merges: string[];
}

/** What a change does to everybody, in sentences. */
export function tellTrial(compiled: Compiled, effect: Effect, merges: readonly MergeFlip[]): TrialWords {
  const mayGain = minus(effect.unsure, effect.lose);
  const notKnown = (who: string, deed: string) => `Whether ${who} can ${deed} is then not known.`;
  const telling = { compiled, naming: namingIn(compiled), guarded: guardedBranches(compiled, true) };
  return {
    title: `What the change would do in ${plain(compiled.gathered.facts.repository.fullName)}`,
    gain: said(effect.gain, telling, (who, deed) => `${sentence(who)} can then ${deed}.`),
    granted: said(effect.granted, telling, (who, deed) => `After the change ${who} certainly can ${deed}.`),
    lose: said(
      minus(effect.lose, effect.unsure),
      telling,
      (who, deed) => `${sentence(who)} can then no longer ${deed}.`,
    ),
    mayLose: said(minus(effect.unsure, mayGain), telling, notKnown),
    mayGain: said(mayGain, telling, notKnown),
    refused: said(effect.refused, telling, (who, deed) => `After the change ${who} certainly cannot ${deed}.`),
    merges: merges.map(({ id, actors, before, after }) => {
      const who = actorWords(actors, telling.naming);
      const was = `before it was ${before}`;
      if (after === 'unknown') return `#${String(id)}: whether ${who} can merge it is then not known; ${was}.`;
      if (after === 'denied' && before === 'unknown')
        return `#${String(id)}: after the change ${who} certainly cannot merge it; ${was}.`;
      return `#${String(id)}: ${who} can ${after === 'allowed' ? 'then' : 'no longer'} merge it; ${was}.`;
    }),
  };
}

/** What a tried change does, in the order in which it is told, each under its title. */
export const trialParts = [
  ['gain', 'Gained'],
  ['granted', 'Was not known, is then allowed'],
  ['lose', 'Lost'],
  ['refused', 'Was not known, is then denied'],
  ['mayLose', 'Then not known: may lose it'],
  ['mayGain', 'Then not known: may gain it'],
] as const satisfies readonly (readonly [keyof TrialWords, string])[];
