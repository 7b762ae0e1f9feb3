import { keyOf, type Listed } from '../../bitbucket/workspace/repositories';
import type { SharedReading } from '../../bitbucket/workspace/shared';
import { plain } from '../../core/words/names';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { exit, fail } from '../terminal/io';
import type { StoredRepository } from './store';

/** A repository to look at: with its entry in the list of all, or known from elsewhere. */
export interface Seen {
  place: RepositoryAmongMany;
  listed?: Listed;
  /** Whether a list of permissions names it, so that it is there although the list of all leaves it out. */
  isNamed: boolean;
}

/** Every repository that is known to be there, or was, by name. Fails where the folder is another workspace's. */
export function placesOf(shared: SharedReading, held: readonly StoredRepository[], dir: string): Seen[] {
  const places: Seen[] = [
    ...shared.repositories.items.map((listed) => ({ place: listed.repository, listed, isNamed: true })),
    ...shared.unlisted.map((place) => ({ place, isNamed: true })),
  ];
  const known = new Set(places.map(({ place }) => keyIn(place)));
  const names = new Set(places.map(({ place }) => place.fullName.toLowerCase()));
  // What is held without a uuid can be told by its name alone.
  const isKnown = (one: StoredRepository) =>
    one.id === undefined ? names.has(one.fullName.toLowerCase()) : known.has(keyIn(one));
  // A file that cannot be made out, of a name that Bitbucket does not list, is somebody's own.
  const missing = held.filter((one) => one.goneAt === undefined && !one.isGuessed && !isKnown(one));
  const isOther = ({ fullName }: StoredRepository) =>
    fullName.split('/')[0]?.toLowerCase() !== shared.workspace.toLowerCase();
  const other = missing.find(isOther);
  // Of a workspace that was given another name the others are found by their uuids.
  const isRenamed = held.some((one) => isOther(one) && isKnown(one));
  if (other && !isRenamed)
    fail(
      exit.usage,
      `${plain(dir)} holds ${plain(other.fullName)}, which is not of ${plain(shared.workspace)}: read into another folder.`,
    );
  for (const { fullName, id } of missing) {
    const [workspace = '', slug = ''] = fullName.split('/');
    places.push({ place: { fullName, workspace, slug, ...(id !== undefined && { id }) }, isNamed: false });
  }
  return places.sort((one, two) => compared(one.place.fullName, two.place.fullName));
}

/** What tells a repository from others in a run: a uuid alone, where it has one, as its name may become another's. */
export function keyIn({ fullName, id }: { fullName: string; id?: string | undefined }): string {
  return keyOf({ id, fullName }) ?? '';
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
