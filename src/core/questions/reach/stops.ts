import type { Actor, Person, Question } from '../../model';
import { rules } from '../../rules/index';
import { keyOf, sightOf, type Compiled } from '../change/classes';
import { cellOf, minimalAmong, verdictWith } from './minimal';
import { preventionsOf } from './preventions';
import type { Single } from './single';
import { placeOf, weighed, type Smallest } from './smallest';
import { operations } from '../../model';

/**
 * The smallest changes after which the answer is no, at most twenty, the best first: those that take the least from
 * others. None opens anything to anybody. Empty where it is denied already.
 */
export function smallestStops(compiled: Compiled, question: Question): Smallest {
  const { gathered } = compiled;
  const cell = cellOf(gathered, question);
  const others = whoMay(compiled, question).filter(({ id }) => id !== keyOf(question.actor));
  const preventions = preventionsOf(others);
  const sets = rules
    .filter(({ stops }) => stops.includes(question.operation))
    .flatMap(({ id }) => preventions[id](cell));
  const isEnough = (set: readonly Single[]) => verdictWith(set, gathered, question) === 'denied';
  const enough = isEnough([]) ? [] : minimalAmong(distinct(sets), isEnough);
  return weighed(compiled, question, enough, ({ after }) => after !== 'allowed');
}

function distinct(sets: Single[][]): Single[][] {
  return sets.filter((set) => set.length > 0);
}

/** The people who may, or of whom it is not known, on one branch. */
export function whoMay(compiled: Compiled, question: Pick<Question, 'actor' | 'operation' | 'branch'>): Person[] {
  const { actors, actorClasses, branchClasses, gathered, verdictOf } = compiled;
  const place = placeOf(compiled, question);
  const branch = branchClasses.find(({ members }) => members.includes(place.branch));
  if (!branch) return [];
  const operation = operations.indexOf(question.operation);
  return actorClasses
    .filter(({ mark, view }) => {
      const views = { gathered, branch: branch.view, actor: view };
      return verdictOf(operation, sightOf(branch.mark, mark), views) !== 'denied';
    })
    .flatMap(({ members }) => members.flatMap((at) => personOf(actors[at])));
}

function personOf(actor: Actor | undefined): Person[] {
  return actor?.type === 'user' ? [actor.person] : [];
}
