import { bodyOf, noAnswer, type Get, type Reply } from './port';
import { bitbucketApi } from './read';

/** Who asks. The secret goes into one header of requests to the API's own origin, and nowhere else. */
export type ApiCredential = { email: string; apiToken: string } | { accessToken: string };

type Environment = Record<string, string | undefined>;

/** The credential of the environment; else one sentence, which also says what else one can do. */
export function credentialIn(env: Environment, otherwise: string): { credential: ApiCredential } | { wrong: string } {
  const accessToken = env['BITBUCKET_ACCESS_TOKEN'];
  const email = env['BITBUCKET_EMAIL'];
  const apiToken = env['BITBUCKET_API_TOKEN'];
  if ([accessToken, apiToken].some((secret) => secret && !/^[\x21-\x7e]+$/.test(secret))) {
    return { wrong: 'The token in the environment holds characters that no token has, such as a space or a line break.' };
  }
  if (email && apiToken) return { credential: { email, apiToken } };
  if (accessToken) return { credential: { accessToken } };
  return {
    wrong:
      email || apiToken
        ? 'An API token needs both `BITBUCKET_EMAIL` and `BITBUCKET_API_TOKEN` in the environment.'
        : `There is no credential: set \`BITBUCKET_EMAIL\` and \`BITBUCKET_API_TOKEN\`, or \`BITBUCKET_ACCESS_TOKEN\`, or ${otherwise}.`,
  };
}

/** Where the API stands, without a slash at the end; plain HTTP only on this machine, as a credential is sent there. */
export function apiIn(env: Environment): { api: string } | { wrong: string } {
  const given = env['BITBUCKET_API_URL'] ?? '';
  const api = (given === '' ? bitbucketApi : given).replace(/\/+$/, '');
  if (!URL.canParse(api)) return { wrong: '`BITBUCKET_API_URL` is not an address.' };
  if (mayCarrySecret(new URL(api))) return { api };
  return { wrong: '`BITBUCKET_API_URL` must be https, as a credential is sent there; plain http only to this machine.' };
}

/** Whether what is secret may be sent there: over https, or without leaving this machine. */
export function mayCarrySecret({ protocol, hostname }: URL): boolean {
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

const patience = 20_000;

/**
 * Bitbucket over HTTP. A reply takes at most 20 seconds; no answer in that time, or none at all, has status 0. A redirect
 * is followed only to the same origin, so that the credential is never shown to another host.
 */
export function httpGet(api: string, credential: ApiCredential): Get {
  const authorization =
    'accessToken' in credential
      ? `Bearer ${credential.accessToken}`
      : `Basic ${Buffer.from(`${credential.email}:${credential.apiToken}`).toString('base64')}`;
  const base = new URL(api);

  async function ask(url: URL, redirects: number): Promise<Reply> {
    const response = await fetch(url, {
      headers: { authorization, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null && redirects > 0) {
      const next = new URL(location, url);
      if (next.origin === base.origin) return ask(next, redirects - 1);
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bodyOf(await response.text()),
    };
  }

  return async (path) => {
    try {
      return await ask(new URL(base.pathname.replace(/\/$/, '') + path, base.origin), 3);
    } catch {
      return noAnswer;
    }
  };
}
