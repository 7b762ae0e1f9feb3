import type { CredentialType, SeenCredential } from '../../core/model';
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
  const type = kind !== undefined && otherKinds.length === 0 ? kinds.get(kind) : undefined;
  const words = scopes === undefined || otherScopes.length > 0 ? [] : scopes.split(' ');
  const known = words.slice(0, mostScopes).filter(isScope);
  if (type === undefined && known.length === 0) return undefined;
  return {
    ...(type && { type }),
    ...(known.length > 0 && { scopes: known }),
    whole: known.length > 0 && known.length === words.length,
  };
}

function distinct(replies: readonly Pick<Reply, 'headers'>[], header: string): string[] {
  return [...new Set(replies.map(({ headers }) => wordsOf(headers[header] ?? '').join(' ')))].filter(Boolean);
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
