import type { CredentialType, SeenCredential } from '../../core/model';
import { lacking } from '../../core/people/scopes';
import { isScope } from './scope';
import type { Get, Reply } from './port';

/**
 * The headers in which every reply describes the credential that asked: the scopes it has, those that the endpoint
 * takes, and its kind (a live report of 2026; Bitbucket documents none of them).
 */
export const credentialHeaders = ['x-oauth-scopes', 'x-accepted-oauth-scopes', 'x-credential-type'] as const;

/** The headers that describe the credential, alone. */
export function onlyCredentialHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    credentialHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

/** The same headers with nothing but the words that Bitbucket uses for scopes and kinds, so that they name nobody. */
export function knownCredentialHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(onlyCredentialHeaders(headers)).flatMap(([name, value]) => {
      const known = wordsOf(value).filter((word) => (name === 'x-credential-type' ? kinds.has(word) : isScope(word)));
      return known.length === 0 ? [] : [[name, known.join(', ')]];
    }),
  );
}

/** As clients that read the header name them. */
const kinds: ReadonlyMap<string, CredentialType> = new Map([
  ['api_token', 'api-token'],
  ['repo_access_token', 'repository-access-token'],
  ['repository_access_token', 'repository-access-token'],
  ['project_access_token', 'project-access-token'],
  ['workspace_access_token', 'workspace-access-token'],
]);

/** Bitbucket has fewer; a longer list may hold anything. */
const mostScopes = 200;

/** The words of a header, each once, in one order however they were written. */
function wordsOf(value: string): string[] {
  const words = value.toLowerCase().split(/[\s,]+/);
  return [...new Set(words.filter((word) => word !== ''))].sort();
}

/** What some replies say of the credential that asked for them. Where two differ, neither is taken. */
export function seenIn(replies: readonly Pick<Reply, 'status' | 'headers'>[]): SeenCredential | undefined {
  const said = replies.filter(({ status }) => status >= 200 && status !== 401 && status < 500);
  const [scopes, ...otherScopes] = distinct(said, 'x-oauth-scopes');
  const [kind, ...otherKinds] = distinct(said, 'x-credential-type');
  const named = otherKinds.length === 0 ? kind : undefined;
  const type = named === undefined ? undefined : kinds.get(named);
  const otherType = !type && named !== undefined && /^[\w-]{1,60}$/.test(named) ? named : undefined;
  const words = scopes === undefined || otherScopes.length > 0 ? [] : scopes.split(' ');
  const known = words.slice(0, mostScopes).filter(isScope);
  if (!type && !otherType && known.length === 0) return undefined;
  return {
    ...(type && { type }),
    ...(otherType && { otherType }),
    ...(known.length > 0 && { scopes: known }),
    whole: known.length > 0 && known.length === words.length,
  };
}

function distinct(replies: readonly Pick<Reply, 'headers'>[], header: string): string[] {
  return [...new Set(replies.map(({ headers }) => wordsOf(headers[header] ?? '').join(' ')))].filter(Boolean);
}

/**
 * The scope for want of which a request was refused, where the headers of the refusal tell it: the only one that the
 * endpoint takes, as this kind of credential names scopes, and surely lacking. Of several, nobody documents whether it
 * takes any of them or all.
 */
export function scopeWanted(reply: Pick<Reply, 'status' | 'headers'>): string | undefined {
  const taken = reply.status === 403 ? wordsOf(reply.headers['x-accepted-oauth-scopes'] ?? '') : [];
  if (taken.length === 0 || !taken.every(isScope)) return undefined;
  const isOfApiToken = (scope: string) => scope.endsWith(':bitbucket');
  const need = { apiToken: taken.filter(isOfApiToken), oauth: taken.filter((scope) => !isOfApiToken(scope)) };
  if (Object.values(need).some(({ length }) => length > 1)) return undefined;
  return lacking(need, seenIn([reply]))?.[0];
}

/** A port, and what its replies so far say of the credential that asks. */
export function noting(get: Get): { get: Get; credential: () => SeenCredential | undefined } {
  const replies: Pick<Reply, 'status' | 'headers'>[] = [];
  return {
    get: async (path) => {
      const reply = await get(path);
      const { status, headers } = reply;
      replies.push({ status, headers: onlyCredentialHeaders(headers) });
      return reply;
    },
    credential: () => seenIn(replies),
  };
}
