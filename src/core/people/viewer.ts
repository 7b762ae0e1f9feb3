import type { Actor, Facts, Level, Person } from '../model';

/** Whether this is the owner of the credential that read these facts. */
export function isViewer({ id }: Pick<Person, 'id'>, { viewer }: Pick<Facts, 'viewer'>): boolean {
  return viewer.known && viewer.value.id === id;
}

/** Whether the owner of the credential acts. */
export function isViewersOwn(actor: Actor, facts: Pick<Facts, 'viewer'>): boolean {
  return actor.type === 'user' && isViewer(actor.person, facts);
}

/** The person's own entry, where they are the owner of the credential and it could be read. */
export function ownLevel(person: Person, facts: Pick<Facts, 'viewer' | 'viewerLevel'>): Level | undefined {
  return isViewer(person, facts) && facts.viewerLevel.known ? facts.viewerLevel.value : undefined;
}
