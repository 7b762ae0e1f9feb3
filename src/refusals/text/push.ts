import type { Operation, UnlistableActor } from '../../core/model';
import type { Address } from './address';

/** What was tried: a push, a clone or fetch, or a request to the REST API. */
export type Tried = 'push' | 'read' | 'api';

/** Who pushed, as far as the text shows. The author's e-mail is never used for this. */
export type Pusher =
  | { is: 'actor'; actor: UnlistableActor }
  /** The user name `x-token-auth`: an access token of any kind, or an OAuth client. */
  | { is: 'access-token' }
  | { is: 'named'; name: string }
  /** Some key was accepted or offered; whose is not shown. */
  | { is: 'ssh-key' };

/** A push, as far as the text and the clone show it; what they do not show is absent. */
export interface Push {
  branch?: string;
  operation?: Operation;
  tried?: Tried;
  /** The name of the remote. */
  remote?: string;
  address?: Address;
  pusher?: Pusher;
  /** The branch checked out, and what it pushes to (`origin/main`), where the clone was asked. */
  local?: string;
  upstream?: string;
}

/** What was tried, at the beginning of a sentence. */
export function whatWasTried({ tried = 'push' }: Push): string {
  return { push: 'The push', read: 'The clone or fetch', api: 'The request' }[tried];
}
