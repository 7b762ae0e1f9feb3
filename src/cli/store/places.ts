import { keyOf, type Listed } from '../../bitbucket/workspace/lists';
import type { Place } from '../../bitbucket/workspace/repository';
import type { SharedReading } from '../../bitbucket/workspace/shared';
import { plain } from '../../core/words/names';
import { exit, fail } from '../terminal/io';
import type { StoredRepository } from './store';

/** A repository to look at: with its entry in the list of all, or known from elsewhere. */
export interface Seen {
  place: Place;
  listed?: Listed;
  /** Whether a list of permissions names it, so that it is there although the list of all leaves it out. */
  isNamed: boolean;
}

/** Every repository that is known to be there, or was, by name. Fails where the folder is another workspace's. */
export function placesOf(shared: SharedReading, held: readonly StoredRepository[], dir: string): Seen[] {
  const places: Seen[] = [
    ...shared.repositories.items.map(({ body, ...place }) => ({ place, listed: { ...place, body }, isNamed: true })),
    ...shared.unlisted.map((place) => ({ place, isNamed: true })),
  ];
  const known = new Set(places.flatMap(({ place }) => [keyIn(place)]));
  const missing = held.filter((one) => one.goneAt === undefined && !keysIn(one).some((key) => known.has(key)));
  const isOther = ({ fullName }: StoredRepository) =>
    fullName.split('/')[0]?.toLowerCase() !== shared.workspace.toLowerCase();
  const other = missing.find(isOther);
  // Of a workspace that was given another name the others are found by their uuids.
  const isRenamed = held.some((one) => isOther(one) && keysIn(one).some((key) => known.has(key)));
  if (other && !isRenamed)
    fail(
      exit.usage,
      `${plain(dir)} holds ${plain(other.fullName)}, which is not of ${plain(shared.workspace)}: read into another folder.`,
    );
  for (const { fullName, id } of missing) {
    const [workspace = '', slug = ''] = fullName.split('/');
    places.push({ place: { workspace, slug, ...(id !== undefined && { id }) }, isNamed: false });
  }
  return places.sort((one, two) => compared(nameOf(one.place), nameOf(two.place)));
}

/** A place as people write it. */
export function nameOf({ workspace, slug }: Place): string {
  return `${workspace}/${slug}`;
}

/** What tells a repository from others in a run. */
export function keyIn(place: Place): string {
  return keysIn({ fullName: nameOf(place), id: place.id })[0] ?? '';
}

/** A repository with a uuid is known by that alone: its name may have become another's. */
function keysIn({ fullName, id }: { fullName: string; id?: string | undefined }): string[] {
  return [keyOf({ id, fullName }) ?? ''];
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
