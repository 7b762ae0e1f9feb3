import type { Request } from '@forge/resolver';
import type { CannotRead } from '../ask';
import { readOwnLevel, readRepository, type Place } from '../bitbucket/access';
import { once, patiently, type Get, type Wait } from '../bitbucket/port';
import { bitbucketApi } from '../bitbucket/read';
import { placeIn } from './context';
import { forgeGet } from './get';

/** What an answer is made from, once the viewer was found to administer the repository. */
export interface Asked {
  /** Asks as the viewer, for each path once. */
  get: Get;
  place: Place;
  /** As the browser sent it. */
  payload: unknown;
}

/** Milliseconds for what Bitbucket is asked: Forge ends an invocation after 25 seconds. What is not read by then is a gap instead of no answer at all. */
export const patience = 20_000;

/**
 * The one door of every call but `pullRequest`: an answer is made only for a viewer whose own permission on the repository of Forge's
 * context is `admin`, as Bitbucket tells the viewer; anybody else learns why there is none. Bitbucket counts what comes
 * from groups, the project and ownership of the workspace into that permission.
 */
export function forAdministrators<T extends object>(answer: (asked: Asked) => Promise<T>, wait: Wait) {
  return async ({ payload, context }: Request<unknown>): Promise<T | { cannotRead: CannotRead }> => {
    const place = placeIn(context);
    const get = once(patiently(forgeGet('user'), patience, wait));
    const cannotRead = await reasonAgainst(get, place);
    return cannotRead ? { cannotRead } : answer({ get, place, payload });
  };
}

async function reasonAgainst(get: Get, place: Place): Promise<CannotRead | undefined> {
  const own = readOwnLevel({ get, base: bitbucketApi }, place.workspace, { id: place.slug });
  const [read, level] = await Promise.all([readRepository(get, place), own]);
  if ('unreadable' in read) return { because: 'unreadable', unreadable: read.unreadable };
  const repository = read.repository.fullName;
  if (!level.known) return { because: 'permission-not-known', repository, gap: level.gap };
  return level.value === 'admin' ? undefined : { because: 'not-administrator', repository, level: level.value };
}
