import { branchName } from '../../../src/core/branches/branch-name';
import {
  credentials,
  operations,
  unlistableActors,
  type Actor,
  type Facts,
  type Question,
} from '../../../src/core/model';
import { actorId, everyoneNamed } from '../../../src/core/people/actor';
import { actorTitle, code } from '../../../src/core/words/names';
import type { Place } from '../place/place';

/** The question that a place asks; what it leaves out, or what cannot be asked, is as on the first visit. */
export function questionAt({ params }: Place, facts: Facts): Question {
  const { repository, viewer } = facts;
  const { mainBranch } = repository;
  const main = (mainBranch.known ? mainBranch.value : undefined) ?? 'main';
  const you: Actor = viewer.known ? { type: 'user', person: viewer.value } : { type: 'pipelines' };
  const actor = actorAt(params['who'], facts) ?? you;
  const credential = credentials.find((one) => one === params['with']);
  return {
    actor,
    operation: operations.find((one) => one === params['operation']) ?? 'push',
    branch: branchName(params['branch'] ?? '') ?? main,
    ...(credential && actor.type === 'user' && { credential }),
  };
}

/** What a place says for a change of the question; a credential is only a person's. */
export function paramsFor({
  actor,
  operation,
  branch,
  ...rest
}: Partial<Question>): Record<string, string | undefined> {
  return {
    ...(actor && { who: actorId(actor) }),
    ...(operation && { operation }),
    ...(branch !== undefined && { branch }),
    ...('credential' in rest && { with: rest.credential }),
    ...(actor && actor.type !== 'user' && { with: undefined }),
  };
}

/** What a place asks about that is not to be found, and what is answered in its place: in sentences. */
export function sayNotFound({ params }: Place, { actor, branch }: Question, facts: Facts): string[] {
  const isLost = params['who'] !== undefined && !actorAt(params['who'], facts);
  const isNoName = params['branch'] !== undefined && branchName(params['branch']) === undefined;
  const who = actor.type === 'user' ? 'you' : actorTitle(actor);
  return [
    ...(isLost ? [`No list of this repository holds the person it names. What stands here is about ${who}.`] : []),
    ...(isNoName
      ? [`Git does not allow a branch to be called as it says. What stands here is about ${code(branch)}.`]
      : []),
  ];
}

function actorAt(who: string | undefined, facts: Facts): Actor | undefined {
  if (who === undefined) return undefined;
  const type = unlistableActors.find((one) => one === who);
  if (type) return { type };
  const person = everyoneNamed(facts).get(who);
  return person && { type: 'user', person };
}
