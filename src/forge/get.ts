import { asApp, asUser, assumeTrustedRoute, type APIResponse } from '@forge/api';
import { bodyIn } from '../bitbucket/port/body';
import { isOfApi, notAsked } from '../bitbucket/port/path';
import { noAnswer, type Get, type Reply } from '../bitbucket/port/port';

/** Whose permissions a request to Bitbucket uses: the viewer's, or the app's own. */
export type Identity = 'user' | 'app';

/**
 * Bitbucket through Forge, REST 2.0 only. Throws Forge's NeedsAuthenticationError, on which Forge asks the viewer for
 * consent; any other failure of Forge's proxy or the network gives status 0. A path that Forge's own `route` would not
 * make, or that is not of REST 2.0, is not requested and has status 400; a body that is too long or too deep is left
 * out.
 */
export function forgeGet(identity: Identity): Get {
  return async (path) => {
    if (!isOfApi(path)) return notAsked;
    try {
      const as = identity === 'user' ? asUser() : asApp();
      return await replyOf(
        await as.requestBitbucket(assumeTrustedRoute(path), { headers: { accept: 'application/json' } }),
      );
    } catch (error) {
      if (isConsentNeeded(error)) throw error;
      return noAnswer;
    }
  };
}

/** Whether an error says that this person has not let the app act in their name. */
export function isConsentNeeded(error: unknown): boolean {
  return error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR';
}

async function replyOf(response: APIResponse): Promise<Reply> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return { status: response.status, headers, body: await bodyIn(response) };
}
