import type { Facts, Question } from '../../model';
import { isViewersOwn } from '../../people/viewer';
import { actionWords, actorName } from '../../words/names';

/** What a smallest change does, after *the least that would*: ``let Ana Lovell push to `main` ``. */
export function leastWords(
  { actor, operation, branch }: Pick<Question, 'actor' | 'operation' | 'branch'>,
  taking: boolean,
  facts: Pick<Facts, 'viewer'>,
): string {
  const who = isViewersOwn(actor, facts) ? 'you' : actorName(actor);
  const deed = actionWords(operation, branch);
  return taking ? `stop ${who} from being able to ${deed}` : `let ${who} ${deed}`;
}
