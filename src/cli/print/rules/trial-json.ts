import type { Compiled } from '../../../core/compiled/compiled';
import type { Operation } from '../../../core/model';
import { actorsOf, branchesOf, type Effect, type Share } from '../../../core/questions/change/effect';
import { sayActor } from '../../../core/say/decision';
import { jsonText } from '../../../core/words/visible';

/** What a change does for one operation. */
export interface Trial {
  operation: Operation;
  effect: Effect;
}

/**
 * `try --json` piece by piece, as there may be tens of millions of cells: one object, or a list of them. `rest` stands
 * in each.
 */
export function* trialJson(
  trials: readonly Trial[],
  compiled: Compiled,
  rest: object,
  asList: boolean,
): Iterable<string> {
  if (asList) yield '[\n';
  for (const [at, { operation, effect }] of trials.entries()) {
    yield `${at === 0 ? '' : ',\n'}{\n"operation": ${jsonText(operation)}`;
    for (const list of ['gain', 'granted', 'lose', 'unsure', 'refused'] as const) {
      yield `,\n${jsonText(list)}: [`;
      yield* sharesJson(effect[list], compiled);
      yield ']';
    }
    for (const [key, value] of Object.entries(rest)) yield `,\n${jsonText(key)}: ${jsonText(value, 2)}`;
    yield '\n}';
  }
  yield asList ? '\n]\n' : '\n';
}

/** Each actor once: the shares of one operation have nobody in common, and a share's actors have the same branches. */
function* sharesJson(shares: readonly Share[], compiled: Compiled): Iterable<string> {
  let first = true;
  for (const share of shares) {
    const branches = jsonText(branchesOf(share, compiled));
    for (const actor of actorsOf(share, compiled)) {
      yield `${first ? '' : ','}\n{ "actor": ${jsonText(sayActor(actor))}, "branches": ${branches} }`;
      first = false;
    }
  }
}
