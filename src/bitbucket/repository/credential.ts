import type { ReadCredential } from '../../core/questions/credential';
import { isTransient, type Get, type Reply } from '../port/port';
import { seenIn } from '../port/seen-credential';
import { repositoryPathOf, type Place } from './access';
import { readViewer } from './read';
import { repositoryOf } from './repository';

/** What replies told of a credential; or that it was refused, or that no answer came that tells (`status` 0: none). */
export type CredentialRead =
  | { is: 'read'; read: ReadCredential }
  | { is: 'refused' }
  | { is: 'unreachable' | 'not-understood'; status: number };

/**
 * Asks Bitbucket who owns a credential and, where a repository is at hand, for that: two requests at most. `viewer` is
 * the uuid of the owner where it is known beforehand.
 */
export async function readCredential(get: Get, place?: Place, viewer?: string): Promise<CredentialRead> {
  const [user, ofRepository] = await Promise.all([
    get('/2.0/user'),
    place ? get(repositoryPathOf(place)) : Promise.resolve(undefined),
  ]);
  const replies = [user, ...(ofRepository ? [ofRepository] : [])];
  if (replies.some(({ status }) => status === 401)) return { is: 'refused' };
  const owner = await readViewer(() => Promise.resolve(user), viewer);
  const seen = seenIn(replies);
  if (!owner.known && !seen) {
    if (isTransient(user)) return { is: 'unreachable', status: user.status };
    if (owner.gap.because === 'not-understood') return { is: 'not-understood', status: user.status };
  }
  return {
    is: 'read',
    read: {
      owner,
      ...(seen && { seen }),
      ...(place && ofRepository && { repository: repositorySeen(ofRepository, place) }),
    },
  };
}

function repositorySeen(reply: Reply, place: Place): NonNullable<ReadCredential['repository']> {
  const { status, body } = reply;
  const repository = status === 200 ? repositoryOf(body, place) : undefined;
  return {
    fullName: repository?.fullName ?? `${place.workspace}/${place.slug}`,
    is: repository ? 'read' : status === 404 ? 'not-found' : status === 403 ? 'forbidden' : 'unknown',
  };
}
