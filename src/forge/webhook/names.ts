import type { Decision } from '../../core/decision';
import { explain } from '../../core/questions/explain';
import type { Facts, Gap, Listing, Person, Restriction } from '../../core/model';
import type { WebhookQuestion } from './question';

/*
 * Answers under a key that was made to answer without names. A caller who asks by a name or an account learns a
 * verdict, but not whose name it is, nor that person's other names.
 */

/**
 * The same decision, judged again from facts in which the actor has only the name that the caller wrote: anything
 * derived from a name, such as a branch to push to, must not be derived from another.
 */
export function decisionInWordsOf(written: string, { question }: Decision, facts: Facts): Decision {
  if (question.actor.type !== 'user') return explain(facts, question);
  const { id } = question.actor.person;
  const person: Person = { id: written, name: written };
  const renamed = JSON.parse(JSON.stringify(facts), (_, value: unknown) =>
    isPerson(value) && value.id === id ? person : value,
  ) as Facts;
  const suppliedMembers = Object.fromEntries(
    Object.entries(facts.suppliedMembers).map(([slug, ids]) => [slug, ids.map((one) => (one === id ? written : one))]),
  );
  return explain({ ...renamed, suppliedMembers }, { ...question, actor: { type: 'user', person } });
}

function isPerson(value: unknown): value is Person {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value;
}

/**
 * A decision on a name that is nobody's in these facts, or several people's: they may be on any list under another
 * name. Only what holds for everybody is certain.
 */
export function decisionOnUnclearName({ actor, ...question }: WebhookQuestion, facts: Facts): Decision {
  const { operation, branch, credential } = question;
  const who: Gap = { of: { what: 'who-is-meant' }, because: 'not-understood' };
  const unknownList: Listing<never> = { items: [], gaps: [who] };
  const unsure: Facts = {
    ...facts,
    viewer: { known: false, gap: who },
    viewerLevel: { known: false, gap: who },
    restrictions: {
      ...facts.restrictions,
      items: facts.restrictions.items.map((one) => (exemptsNobody(one) ? one : { ...one, gaps: [who] })),
    },
    permissions: unknownList,
    userGrants: unknownList,
    projectUserGrants: unknownList,
    workspaceMembers: unknownList,
    members: {},
    suppliedMembers: {},
  };
  return explain(unsure, {
    actor: { type: 'user', person: { id: actor, name: actor } },
    operation,
    branch,
    ...(credential && { credential }),
  });
}

/** Whether a restriction's list is empty and was read completely: then it lets nobody through. */
function exemptsNobody({ users, otherUsers = 0, groups, gaps }: Restriction): boolean {
  return users.length + otherUsers + groups.length + gaps.length === 0;
}
