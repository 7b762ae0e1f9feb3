import type { Compiled } from '../../compiled/compiled';
import type { Question } from '../../model';
import { rules } from '../../rules/index';
import { actorId } from '../../people/actor';
import { cellOf, minimalAmong, verdictWith } from './minimal';
import { preventionsOf } from './preventions';
import type { Single } from './single';
import { mayNow } from './keeping';
import { weighed, type Smallest } from './smallest';

/**
 * The smallest changes after which the answer is no, at most twenty, the best first: those that take the least from
 * others, and of these those that open nothing. Empty where it is denied already.
 */
export function smallestStops(compiled: Compiled, question: Question): Smallest {
  const { gathered } = compiled;
  const cell = cellOf(gathered, question);
  const others = mayNow(compiled, question).flatMap((actor) =>
    actor.type === 'user' && actor.person.id !== actorId(question.actor) ? [actor.person] : [],
  );
  const preventions = preventionsOf(others);
  const sets = rules
    .filter(({ stops }) => stops.includes(question.operation))
    .flatMap(({ id }) => preventions[id]({ ...cell, people: gathered.people }));
  const isEnough = (set: readonly Single[]) => verdictWith(set, gathered, question) === 'denied';
  const enough = isEnough([]) ? [] : minimalAmong(sets, isEnough);
  return weighed(compiled, question, enough, () => true);
}
