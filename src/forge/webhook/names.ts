import type { Decision } from '../../core/decision';
import { explain } from '../../core/questions/explain';
import type { Facts, Gap, Listing, Person, Restriction } from '../../core/model';
import type { CheckQuestion } from './question';

/*
 * What answers say under a key that was made to answer without names. Whoever asks by a name or an account learns a
 * verdict, and not whose name it is, nor under which others that person goes.
 */

/**
 * The same decision, judged again from facts in which its actor goes by these words alone: what is made of a person's
 * names, such as a branch to push to, must not be made of theirs.
 */
export function inWordsOf(written: string, { question }: Decision, facts: Facts): Decision {
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
 * Of whoever is called that, where it is nobody of these facts, or several: they may stand on any list under another
 * name. Only what holds for everybody is sure.
 */
export function ofWhoeverIsMeant({ actor, ...question }: CheckQuestion, facts: Facts): Decision {
  const { operation, branch, credential } = question;
  const who: Gap = { of: { what: 'who-is-meant' }, because: 'not-understood' };
  const unsaid: Listing<never> = { items: [], gaps: [who] };
  const unsure: Facts = {
    ...facts,
    viewer: { known: false, gap: who },
    viewerLevel: { known: false, gap: who },
    restrictions: {
      ...facts.restrictions,
      items: facts.restrictions.items.map((one) => (isOfNobody(one) ? one : { ...one, gaps: [who] })),
    },
    permissions: unsaid,
    userGrants: unsaid,
    projectUserGrants: unsaid,
    workspaceMembers: unsaid,
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

/** An empty list that was read whole lets nobody through, whoever asks. */
function isOfNobody({ users, otherUsers = 0, groups, gaps }: Restriction): boolean {
  return users.length + otherUsers + groups.length + gaps.length === 0;
}
