import type { CredentialType } from '../model';
import { isAccessToken, needs, pushScopes, type ScopeNeed } from '../people/scopes';
import { abilities, type Answer, type ReadCredential } from '../questions/credential';
import { code, enumeration, plain } from '../words/names';
import { sayActor, type SpokenActor } from './decision';

/** Where a credential came from, and when it ends. */
export interface GivenCredential {
  /** `git`: git's own helper keeps it; `world`: a saved world tells of the one that read it. */
  by: 'environment' | 'git' | 'world';
  /** RFC 3339, where its keeper says so. */
  expires?: string;
}

/** `credential --json`. Absent keys are left out. */
export interface SpokenCredential {
  type: CredentialType | 'unknown';
  owner?: SpokenActor;
  /** The scopes that Bitbucket named; empty where it named none. */
  scopes: string[];
  /** Whether that is all of them: where not, what is not among them may still be there. */
  scopesWhole: boolean;
  /** The scopes that our questions need and this credential surely lacks. */
  missing: { scope: string; for: string }[];
  expires?: string;
  by: GivenCredential['by'];
  /** Whether it could push over HTTPS, by its scopes. */
  push: Answer;
  /** What each question needs. */
  answers: { for: string; commands: string; answer: Answer; apiToken: readonly string[]; oauth: readonly string[] }[];
  /** The repository that was asked for with it. */
  repository?: { name: string; read: Answer };
  /** The same for people: who, what it lacks, whether it could push, and what to do. */
  says: { who: string; reads: { answer: Answer; what: string }[]; push: string; ways: string[] };
}

/** What is known of a credential, in words. */
export function sayCredential(read: ReadCredential, given: GivenCredential): SpokenCredential {
  const { owner, seen, repository } = read;
  const { reads, push } = abilities(read);
  const missing = reads.flatMap(({ need, lacks }) => lacks.map((scope) => ({ scope, for: needs[need].reads })));
  return {
    type: seen?.type ?? 'unknown',
    ...(owner.known && { owner: sayActor({ type: 'user', person: owner.value }) }),
    scopes: seen?.scopes ?? [],
    scopesWhole: seen?.scopes !== undefined && seen.whole,
    missing,
    ...(given.expires !== undefined && { expires: given.expires }),
    by: given.by,
    push: push.answer,
    answers: reads.map(({ need, answer }) => {
      const { reads: what, commands, apiToken, oauth } = needs[need];
      return { for: what, commands, answer, apiToken, oauth };
    }),
    ...(repository && { repository: { name: plain(repository.fullName), read: readAnswers[repository.is] } }),
    says: {
      who: whoWords(read, given),
      reads: reads.map(({ need, answer, lacks }) => ({
        answer,
        what: `${needs[need].reads}${tail(needs[need], answer, lacks, seen?.type)}`,
      })),
      push: pushWords(push),
      ways:
        missing.length > 0
          ? [
              makeAnew(
                missing.map(({ scope }) => scope),
                seen?.type,
              ),
            ]
          : [],
    },
  };
}

const readAnswers = { read: 'yes', 'not-found': 'no', forbidden: 'no', unknown: 'unknown' } as const;

const typeWords: Record<CredentialType, string> = {
  'api-token': 'an API token',
  'repository-access-token': 'a repository access token',
  'project-access-token': 'a project access token',
  'workspace-access-token': 'a workspace access token',
};

const byWords: Record<GivenCredential['by'], string> = {
  environment: 'in the environment',
  git: 'that git keeps for bitbucket.org',
  world: 'with which the saved world was read',
};

function whoWords({ owner, seen, repository }: ReadCredential, { by }: GivenCredential): string {
  const kind = seen?.type ? typeWords[seen.type] : 'of a kind that Bitbucket did not name';
  const whose = owner.known
    ? `It acts as ${plain(owner.value.name)}.`
    : isAccessToken(seen?.type)
      ? 'It acts for no person, so Bitbucket names no owner.'
      : 'Bitbucket did not say whose it is.';
  const sees: Record<NonNullable<typeof repository>['is'], string> = {
    read: 'It can read',
    'not-found': 'Bitbucket shows it no',
    forbidden: 'It may not read',
    unknown: 'It could not be seen whether it can read',
  };
  const reach = repository ? ` ${sees[repository.is]} ${plain(repository.fullName)}.` : '';
  return `The credential ${byWords[by]} is ${kind}. ${whose}${reach}`;
}

function tail(
  { commands, apiToken, oauth, peopleOnly }: ScopeNeed,
  answer: Answer,
  lacks: string[],
  type: CredentialType | undefined,
): string {
  if (answer === 'yes') return '';
  const needed = `, for ${commands}`;
  if (answer === 'no' && lacks.length > 0) return `${needed}: it lacks ${scopeNames(lacks)}`;
  if (answer === 'no' && peopleOnly && isAccessToken(type))
    return `${needed}: Bitbucket shows an access token no people and permissions, whatever its scopes`;
  const other = oauth.length > 0 ? `, other tokens ${scopeNames(oauth)}` : '';
  return `${needed}: an API token needs ${scopeNames(apiToken)}${other}`;
}

function pushWords({ answer, lacks }: { answer: Answer; lacks: string[] }): string {
  if (answer === 'yes')
    return 'Its scopes let it push over HTTPS, to branches that `who-can-push explain` says its owner can push to.';
  if (answer === 'no')
    return `It cannot push over HTTPS, as it lacks ${scopeNames(lacks)}. A push by SSH or with another credential is not affected.`;
  return (
    'Whether it could push over HTTPS is not known: ' +
    `an API token needs ${scopeNames(pushScopes.apiToken)}, other tokens ${scopeNames(pushScopes.oauth)}.`
  );
}

function makeAnew(scopes: string[], type: CredentialType | undefined): string {
  const token = isAccessToken(type) ? 'access token' : type === 'api-token' ? 'API token' : 'token';
  return (
    `You can make a new ${token} that has ${scopeNames([...new Set(scopes)])} as well, ` +
    'as scopes cannot be added to a token.'
  );
}

function scopeNames(scopes: readonly string[]): string {
  return enumeration(scopes.map(code));
}
