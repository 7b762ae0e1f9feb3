import { asApp, asUser, assumeTrustedRoute, type APIResponse } from '@forge/api';
import { bodyOf, noAnswer, type Get, type Reply } from '../bitbucket/port';

/** In whose name Bitbucket is asked: the viewer's, or the app's own. */
export type Identity = 'user' | 'app';

/**
 * Bitbucket through Forge, REST 2.0 only. Throws Forge's NeedsAuthenticationError, upon which Forge asks the viewer for
 * consent; whatever else Forge's proxy or the network does has status 0. Throws a TypeError for a path with a segment that
 * is not encoded, as Forge's own `route` does.
 */
export function forgeGet(identity: Identity): Get {
  return async (path) => {
    if (!isEncoded(path)) throw new TypeError(`Not a path of REST 2.0 with every segment encoded: ${path}`);
    try {
      const as = identity === 'user' ? asUser() : asApp();
      return await replyOf(await as.requestBitbucket(assumeTrustedRoute(path), { headers: { accept: 'application/json' } }));
    } catch (error) {
      if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR') throw error;
      return noAnswer;
    }
  };
}

async function replyOf(response: APIResponse): Promise<Reply> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return { status: response.status, headers, body: bodyOf(await response.text()) };
}

const segment = /^(?:[\w.~!$&'()*+,;=:@-]|%[\dA-F]{2})+$/i;
/** Segments that go up or stay, and slashes that a proxy might decode. */
const climbing = /^(?:\.|%2e){1,2}$|%2f|%5c/i;
const query = /^[\x21\x24-\x7e]*$/;

function isEncoded(path: string): boolean {
  const [before = '', ...rest] = path.split('?');
  const [root, version, ...segments] = before.split('/');
  return (
    root === '' && version === '2.0' && segments.length > 0 &&
    segments.every((one) => segment.test(one) && !climbing.test(one)) &&
    query.test(rest.join('?'))
  );
}
