import type { Get, Reply } from './port';

/** Who asks. The secret goes into one header of requests to the API's own origin, and nowhere else. */
export type ApiCredential = { email: string; apiToken: string } | { accessToken: string };

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
      body: parsed(await response.text()),
    };
  }

  return async (path) => {
    try {
      return await ask(new URL(base.pathname.replace(/\/$/, '') + path, base.origin), 3);
    } catch {
      return { status: 0, headers: {}, body: undefined };
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
