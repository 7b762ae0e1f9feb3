import type { CredentialType, Facts, Question, SeenCredential } from '../model';
import { isViewersOwn } from './viewer';

/** What somebody wants to know about a credential: whether its scopes let it read something, or push. */
export interface ScopeNeed {
  /** What it reads, as it stands inside a sentence. */
  reads: string;
  /** What is asked that needs it, in words. */
  commands: string;
  /** All of these, as API tokens name scopes. */
  apiToken: readonly string[];
  /** All of these, as OAuth and access tokens name scopes. Empty where that is not documented. */
  oauth: readonly string[];
  /** Whether Bitbucket gives it to people alone: an access token has no account and may not ask about permissions. */
  peopleOnly?: true;
}

/**
 * Which scopes let a credential read what: the union over the endpoints that are asked for it, in both of Bitbucket's
 * vocabularies (OpenAPI, `security` and `x-atlassian-oauth2-scopes`); members of groups by a report of 2026.
 */
export const needs = {
  viewer: {
    reads: 'who you are',
    commands: '`explain` and `where` without `--as`',
    apiToken: ['read:user:bitbucket'],
    oauth: ['account'],
    peopleOnly: true,
  },
  repository: {
    reads: 'the repository, its branches and branching model',
    commands: 'every question',
    apiToken: ['read:repository:bitbucket'],
    oauth: ['repository'],
  },
  restrictions: {
    reads: 'branch restrictions',
    commands: 'every question',
    apiToken: ['admin:repository:bitbucket'],
    oauth: ['repository:admin'],
  },
  permissions: {
    reads: 'who has which permission',
    commands: 'every question about people',
    apiToken: ['read:repository:bitbucket'],
    oauth: ['account', 'repository', 'repository:admin'],
    peopleOnly: true,
  },
  project: {
    reads: 'permissions given on the project',
    commands: 'every question about people',
    apiToken: ['read:project:bitbucket'],
    oauth: ['project:admin'],
    peopleOnly: true,
  },
  workspace: {
    reads: 'the owners of the workspace',
    commands: 'every question about people',
    apiToken: ['read:workspace:bitbucket'],
    oauth: ['account'],
    peopleOnly: true,
  },
  'pull-requests': {
    reads: 'pull requests with their builds, tasks, comments and commits, and the default reviewers',
    commands: '`prs` and `explain --pr`',
    apiToken: ['read:repository:bitbucket', 'read:pullrequest:bitbucket'],
    oauth: ['repository', 'pullrequest'],
  },
  members: {
    reads: 'who is in a group',
    commands: 'questions about people, where a restriction lists a group',
    apiToken: ['read:permission:bitbucket'],
    oauth: [],
  },
} as const satisfies Record<string, ScopeNeed>;

/** One of the keys of `needs`. */
export type Need = keyof typeof needs;

/** The scopes with which a token pushes over HTTPS, in both vocabularies. */
export const pushScopes = {
  apiToken: ['read:repository:bitbucket', 'write:repository:bitbucket'],
  oauth: ['repository:write'],
} as const;

/** What else each scope of OAuth and access tokens grants; those of API tokens grant nothing else (OpenAPI, scopes). */
const implied: Readonly<Record<string, readonly string[]>> = {
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository:write', 'repository'],
  project: ['repository'],
  'account:write': ['account'],
};

/** Whether scopes are named as API tokens name them; undefined where no scope says. */
export function namedAsApiToken({ type, scopes = [] }: SeenCredential): boolean | undefined {
  if (type !== undefined) return type === 'api-token';
  if (scopes.length === 0) return undefined;
  return scopes.some((scope) => scope.endsWith(':bitbucket'));
}

/** Whether this is a token of a repository, project or workspace, which acts for nobody. */
export function isAccessToken(type: CredentialType | undefined): boolean {
  return type !== undefined && type !== 'api-token';
}

/** Those of these scopes that a credential lacks, as its kind names them; undefined where that cannot be said. */
export function lacking(
  { apiToken, oauth }: Pick<ScopeNeed, 'apiToken' | 'oauth'>,
  seen: SeenCredential | undefined,
): string[] | undefined {
  if (!seen?.scopes) return undefined;
  const has = new Set(seen.scopes.flatMap((scope) => [scope, ...(implied[scope] ?? [])]));
  const ways = [apiToken, oauth].filter((way) => way.length > 0);
  if (ways.some((way) => way.every((scope) => has.has(scope)))) return [];
  const named = namedAsApiToken(seen) === true ? apiToken : oauth;
  return seen.whole && named.length > 0 ? named.filter((scope) => !has.has(scope)) : undefined;
}

/** Whether a credential can read something, by its scopes. What it lacks is named where that is sure. */
export function canRead(
  need: Need,
  seen: SeenCredential | undefined,
): { answer: 'yes' | 'no' | 'unknown'; lacks: string[] } {
  const { peopleOnly }: ScopeNeed = needs[need];
  if (peopleOnly && isAccessToken(seen?.type)) return { answer: 'no', lacks: [] };
  const lacks = lacking(needs[need], seen);
  if (lacks?.length === 0) return { answer: 'yes', lacks };
  // That this scope opens the list is a report; that nothing else does is not known.
  return lacks && need !== 'members' ? { answer: 'no', lacks } : { answer: 'unknown', lacks: [] };
}

/** Whether a token with these scopes could push over HTTPS, as far as scopes decide it. */
export function canPush(seen: SeenCredential | undefined): { answer: 'yes' | 'no' | 'unknown'; lacks: string[] } {
  const lacks = lacking(pushScopes, seen);
  if (!lacks) return { answer: 'unknown', lacks: [] };
  if (lacks.length === 0) return { answer: 'yes', lacks };
  return lacks.some((scope) => scope.includes('write')) ? { answer: 'no', lacks } : { answer: 'unknown', lacks: [] };
}

/**
 * Whether the scopes of the credential that read these facts are known to suffice for this push, which its owner makes
 * with that credential or does not say with which. Scopes that do not suffice decide nothing: the push may go by SSH or
 * with another token.
 */
export function scopesSuffice(
  facts: Pick<Facts, 'viewer' | 'credential'>,
  { actor, operation, credential }: Pick<Question, 'actor' | 'operation' | 'credential'>,
): boolean {
  const { credential: seen } = facts;
  const sameKind = credential === undefined || (credential === 'api-token' && seen?.type === 'api-token');
  return isViewersOwn(actor, facts) && sameKind && operation !== 'merge' && canPush(seen).answer === 'yes';
}
