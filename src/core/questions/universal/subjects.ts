import { no, unknown, yes, type Answer } from '../../answer';
import { gather, viewActor, type ActorView, type Gathered } from '../../cell/cell';
import type { Actor, Facts, Gap, Person } from '../../model';
import { actorId, actorMeant, everyoneNamed, groupsNamed, withAutomation } from '../../people/actor';
import { gapsOfEverybody } from '../survey';
import type { InvalidQuestion } from '../asked';

/** Whom a universal question is about: these, or everybody but these. */
export interface Subjects {
  not: boolean;
  of: { by: 'anybody' } | { by: 'people' } | { by: 'automation' } | { by: 'group'; slug: string } | ByActor;
}

interface ByActor {
  by: 'actor';
  actor: Actor;
}

/**
 * Whom these words mean: `anybody`, `people`, `automation`, `group:SLUG` or somebody, or `not:` before one of these.
 */
export function subjectsMeant(words: string, facts: Facts): { subjects: Subjects } | { invalid: InvalidQuestion } {
  const not = words.startsWith('not:');
  const bare = not ? words.slice('not:'.length) : words;
  if (bare === 'anybody' || bare === 'people' || bare === 'automation') return { subjects: { not, of: { by: bare } } };
  if (bare.startsWith('group:') && bare !== 'group:') {
    return { subjects: { not, of: { by: 'group', slug: slugOf(bare.slice('group:'.length), facts) } } };
  }
  const meant = actorMeant(bare, facts);
  return 'actor' in meant ? { subjects: { not, of: { by: 'actor', actor: meant.actor } } } : { invalid: meant };
}

/** The slug of the group that is called so, where these facts name one; else what was written. */
function slugOf(written: string, facts: Facts): string {
  const groups = groupsNamed(facts);
  const small = written.toLowerCase();
  const found =
    groups.find(({ slug }) => slug === written) ??
    groups.find(({ slug, name }) => slug.toLowerCase() === small || name.toLowerCase() === small);
  return found?.slug ?? written;
}

/** Whether the actor is one of them. */
export function isAmong({ not, of }: Subjects, view: ActorView): Answer {
  const answer = isOf(of, view);
  if (!not || answer.is === 'unknown') return answer;
  return answer.is === 'yes' ? no(...answer.evidence) : yes(...answer.evidence);
}

function isOf(of: Subjects['of'], { actor, isIn }: ActorView): Answer {
  switch (of.by) {
    case 'anybody':
      return yes();
    case 'people':
      return actor.type === 'user' ? yes() : no();
    case 'automation':
      return actor.type === 'user' ? no() : yes();
    case 'group':
      return actor.type === 'user' ? isIn(of.slug) : no();
    case 'actor':
      return isSame(actor, of.actor) ? yes() : no();
  }
}

function isSame(one: Actor, other: Actor): boolean {
  return one.type === other.type && actorId(one) === actorId(other);
}

/** Every person whom any reply named, and the actors that no list can name. */
export function everyActor(facts: Facts): Actor[] {
  return withAutomation(everyoneNamed(facts).values());
}

/** Stands for whoever is on no list that could be read: only administrators and Bitbucket know whether there is one. */
const unseen: Person = { id: '', name: 'somebody' };

/**
 * One more person, who may exist where it is not known that everybody was seen: on no list that was read, and of a
 * permission that nobody knows. Nothing where everybody was seen.
 */
export function unseenPerson(gathered: Gathered): ActorView | undefined {
  const gaps: Gap[] = gapsOfEverybody(gathered);
  if (gaps.length === 0) return undefined;
  const { facts } = gathered;
  const known = facts.permissions.gaps;
  // Another reply may contradict a list that calls itself whole: then nothing follows from not being on it.
  const permissions = { ...facts.permissions, gaps: known.length > 0 ? known : gaps };
  const view = viewActor({ type: 'user', person: unseen }, gather({ ...facts, permissions }));
  const [gap] = gaps;
  return view.write.is === 'no' && gap ? { ...view, write: unknown(gap) } : view;
}

/** Whether the actor only stands for somebody who was not seen. */
export function isUnseen({ actor }: Pick<ActorView, 'actor'>): boolean {
  return actor.type === 'user' && actor.person.id === unseen.id;
}
