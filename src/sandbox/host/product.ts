import { isOfApi, notAsked } from '../../bitbucket/port/path';
import type { Get, Reply } from '../../bitbucket/port/port';
import type { Descriptor } from './globals';

/** Who reaches Bitbucket through Forge: the app itself, and the person at the screen if there is one. */
export interface Reach {
  app: Get;
  user?: { get: Get; accountId?: string };
}

const readOnly: Reply = {
  status: 403,
  headers: {},
  body: { type: 'error', error: { message: 'The sandbox only reads: it passes nothing but GET to Bitbucket.' } },
};
const invisible: Reply = {
  status: 404,
  headers: {},
  body: {
    type: 'error',
    error: { message: 'You may not have access to this repository or it no longer exists in this workspace.' },
  },
};
/**
 * The 1.0 endpoints are not in Bitbucket's description of its API, so no scope that a manifest may declare opens them.
 */
const noScope: Reply = {
  status: 403,
  headers: {},
  body: { type: 'error', error: { message: 'Your credentials lack one or more required privilege scopes.' } },
};

/** Bitbucket's answer to a call of the app (`asUser`, `asApp` or without either) as Forge hands it on. */
export async function productAnswer(
  reach: Reach,
  { provider, remote, accountId }: Descriptor,
  path: string,
  method = 'GET',
): Promise<Response> {
  if (remote !== 'bitbucket') return proxyError(403, 'REQUEST_PRODUCT_NOT_ALLOWED');
  if (provider === 'none') return responseOf(invisible);
  if (provider === 'app') return responseOf(await replyTo(reach.app, path, method));
  const { user } = reach;
  if (!user || (accountId !== undefined && accountId !== user.accountId))
    return proxyError(401, 'NEEDS_AUTHENTICATION_ERR');
  return responseOf(await replyTo(user.get, path, method));
}

const noPath: Reply = {
  ...notAsked,
  body: { type: 'error', error: { message: 'This is not a path of REST 2.0 with every segment encoded.' } },
};

/**
 * What one reader hears. Nothing but GET gets through, and only to the API: the path may come from any process of the
 * machine.
 */
export async function replyTo(get: Get, path: string, method = 'GET'): Promise<Reply> {
  if (method.toUpperCase() !== 'GET') return readOnly;
  if (/^\/*1\.0(\/|$)/.test(path)) return noScope;
  if (!isOfApi(path)) return noPath;
  return get(path);
}

/** `@forge/api` turns these into errors of its own (out/api/fetch.js, handleProxyResponseErrors). */
function proxyError(status: number, code: string): Response {
  return new Response(null, { status, headers: { 'forge-proxy-error': code } });
}

const passedOn = /^(content-type|retry-after|x-ratelimit-.*|x-oauth-scopes|x-accepted-oauth-scopes)$/;

/** A reply as text; where Bitbucket did not answer, as the gateway says it. */
export function textOf({ status, headers, body }: Reply): {
  status: number;
  headers: Record<string, string>;
  body: string;
} {
  const json = typeof body !== 'string';
  return {
    status: status === 0 ? 504 : status,
    headers: {
      'content-type': json ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
      ...Object.fromEntries(Object.entries(headers).filter(([name]) => passedOn.test(name))),
    },
    body: body === undefined ? '' : json ? JSON.stringify(body) : body,
  };
}

function responseOf(reply: Reply): Response {
  const { status, headers, body } = textOf(reply);
  return new Response(body === '' ? null : body, { status, headers });
}
