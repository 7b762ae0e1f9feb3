import type { Actor } from '../model';
import { isViewer } from '../people/viewer';
import type { Gathered } from './cell';

/**
 * The key of an actor on these facts: of those with the same one the facts say the same, so that they have the same
 * permission and stand in the same lists, for the same reasons. One pass over each list of people.
 */
export function sameFactsKey({ facts, people }: Gathered): (actor: Actor) => string {
  const said = new Map<string, string>();
  const say = (id: string, what: string) => said.set(id, `${said.get(id) ?? ''} ${what}`);
  for (const [id, level] of people.levelOf) say(id, level);
  for (const [id, sources] of people.grantsTo) say(id, sources.map(({ on, level }) => `${on}:${level}`).join(' '));
  for (const id of people.owners) say(id, 'owner');
  for (const [by, groups] of [people.members, people.supplied].entries())
    for (const [at, ids] of [...groups.values()].entries())
      for (const id of ids) say(id, `${String(by)}:${String(at)}`);
  for (const [at, { users }] of facts.restrictions.items.entries())
    for (const { id } of users) say(id, `listed:${String(at)}`);
  // Whoever a tried change moves stands alone.
  const { groups = {}, permissions = {} } = people.moved ?? {};
  for (const { add, remove } of Object.values(groups)) for (const id of [...add, ...remove]) say(id, id);
  for (const id of Object.keys(permissions)) say(id, id);
  return (actor) => {
    if (actor.type !== 'user') return actor.type;
    const { person } = actor;
    return `user ${isViewer(person, facts) ? 'viewer' : ''}${said.get(person.id) ?? ''}`;
  };
}
