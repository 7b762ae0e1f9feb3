import { bodyIn } from './body';
import { isOfApi, notAsked, pathOn } from './path';
import { bitbucketApi, noAnswer, type Get, type Reply } from './port';

/** Who asks. The secret goes into one header of requests to the API's own origin, and nowhere else. */
export type ApiCredential = { email: string; apiToken: string } | { accessToken: string };

type Environment = Record<string, string | undefined>;

/**
 * The credential in the environment; else one sentence on what is wrong, which ends with the alternative in
 * `otherwise`.
 */
export function credentialIn(env: Environment, otherwise: string): { credential: ApiCredential } | { wrong: string } {
  const accessToken = env['BITBUCKET_ACCESS_TOKEN'];
  const email = env['BITBUCKET_EMAIL'];
  const apiToken = env['BITBUCKET_API_TOKEN'];
  if ([accessToken, apiToken].some((secret) => secret && !/^[\x21-\x7e]+$/.test(secret))) {
    return {
      wrong: 'The token in the environment holds characters that no token has, such as a space or a line break.',
    };
  }
  if (email && apiToken) return { credential: { email, apiToken } };
  if (accessToken) return { credential: { accessToken } };
  return {
    wrong:
      email || apiToken
        ? 'An API token needs both `BITBUCKET_EMAIL` and `BITBUCKET_API_TOKEN` in the environment.'
        : 'There is no credential: set `BITBUCKET_EMAIL` and `BITBUCKET_API_TOKEN`, ' +
          `or \`BITBUCKET_ACCESS_TOKEN\`, or ${otherwise}.`,
  };
}

/**
 * The API's address without a trailing slash, from `BITBUCKET_API_URL` where set; plain HTTP only on this machine, as a
 * credential is sent there.
 */
export function apiIn(env: Environment): { api: string } | { wrong: string } {
  const given = env['BITBUCKET_API_URL'] ?? '';
  const api = (given === '' ? bitbucketApi : given).replace(/\/+$/, '');
  if (!URL.canParse(api)) return { wrong: '`BITBUCKET_API_URL` is not an address.' };
  if (mayCarrySecret(new URL(api))) return { api };
  return {
    wrong: '`BITBUCKET_API_URL` must be https, as a credential is sent there; plain http only to this machine.',
  };
}

/** Whether a secret may be sent to an address: over https, or without leaving this machine. */
export function mayCarrySecret(address: URL): boolean {
  return address.protocol === 'https:' || (address.protocol === 'http:' && isThisMachine(address));
}

/** Whether an address is on this machine. */
export function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** Milliseconds for one reply. */
const patience = 20_000;

/** A secret of fewer characters, which no token of Bitbucket's is, may be a word of any text. */
const shortestSecret = 16;

/** Of all faces only the command line asks for the members of groups. */
const roots = ['/2.0/', '/1.0/groups/'] as const;

/**
 * Bitbucket over HTTP. A reply may take 20 seconds; one that does not arrive in that time, or at all, has status 0, and
 * a body that is too long or too deep is left out. The credential is sent to the API alone: a path outside it is not
 * requested and has status 400, and a redirect is followed only where it stays on the API. Where a server sends the
 * secret back, the reply does not hold it.
 */
export function httpGet(api: string, credential: ApiCredential): Get {
  const authorization =
    'accessToken' in credential
      ? `Bearer ${credential.accessToken}`
      : `Basic ${Buffer.from(`${credential.email}:${credential.apiToken}`).toString('base64')}`;
  const secrets = [
    'accessToken' in credential ? credential.accessToken : credential.apiToken,
    authorization.replace(/^\w+ /, ''),
  ].filter(({ length }) => length >= shortestSecret);
  const cleaned = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
  const { origin, pathname } = new URL(api);
  const prefix = pathname.replace(/\/+$/, '');

  /** The one place where a credential is attached. */
  async function ask(path: string, redirects: number): Promise<Reply> {
    if (!isOfApi(path, roots)) return notAsked;
    const url = new URL(origin + prefix + path);
    if (url.origin !== origin) return notAsked;
    const response = await fetch(url, {
      headers: { authorization, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const { status, headers } = response;
    const location = status >= 300 && status < 400 && redirects > 0 ? headers.get('location') : null;
    const leadsTo = location === null ? undefined : pathOn(api, location, roots, url.href);
    if (leadsTo !== undefined) {
      await response.body?.cancel();
      return ask(leadsTo, redirects - 1);
    }
    const pairs = [...headers].map(([name, value]) => [name, cleaned(value)] as const);
    return { status, headers: Object.fromEntries(pairs), body: await bodyIn(response, undefined, cleaned) };
  }

  return async (path) => {
    try {
      return await ask(path, 3);
    } catch {
      return noAnswer;
    }
  };
}
