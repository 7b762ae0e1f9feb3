import type { CredentialType, SeenCredential } from '../model';
import { isAccessToken, needs, pushScopes, type ScopeNeed } from '../people/scopes';
import { abilities, type Answer, type ReadCredential } from '../questions/credential';
import { code, enumeration, plain } from '../words/names';
import { sayActor, type SpokenActor } from './decision';

/** Where a credential came from, and when it ends. */
export interface GivenCredential {
  /** `git`: git's own helper keeps it; `world`: a saved world shows what the one that read it could. */
  by: 'environment' | 'git' | 'world';
  /** RFC 3339, where its keeper says so. */
  expires?: string;
}

/** `credential --json`. Absent keys are left out. */
export interface SpokenCredential {
  type: CredentialType | 'unknown';
  /** Bitbucket's own word for a kind that we do not know. */
  otherType?: string;
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
  /** The repository at hand, and whether the credential can read it. */
  repository?: { name: string; read: Answer };
}

/** The same in sentences: whose it is, what it can read and what it lacks, whether it could push, and what to do. */
export interface CredentialWords {
  who: string;
  scopes: string;
  reads: { answer: Answer; what: string }[];
  push: { answer: Answer; what: string };
  ways: string[];
}

/** What is known of a credential, as data for others. */
export function sayCredential(read: ReadCredential, given: GivenCredential): SpokenCredential {
  const { owner, seen, repository } = read;
  const { reads, push } = abilities(read);
  return {
    type: seen?.type ?? 'unknown',
    ...(seen?.otherType !== undefined && { otherType: seen.otherType }),
    ...(owner.known && { owner: sayActor({ type: 'user', person: owner.value }) }),
    scopes: seen?.scopes ?? [],
    scopesWhole: seen?.scopes !== undefined && seen.whole,
    missing: reads.flatMap(({ need, lacks }) => lacks.map((scope) => ({ scope, for: needs[need].reads }))),
    ...(given.expires !== undefined && { expires: given.expires }),
    by: given.by,
    push: push.answer,
    answers: reads.map(({ need, answer }) => {
      const { reads: what, commands, apiToken, oauth } = needs[need];
      return { for: what, commands, answer, apiToken, oauth };
    }),
    ...(repository && { repository: { name: plain(repository.fullName), read: readAnswers[repository.is] } }),
  };
}

const readAnswers = { read: 'yes', 'not-found': 'no', forbidden: 'no', unknown: 'unknown' } as const;

/** What is known of a credential, in sentences. */
export function tellCredential(read: ReadCredential, given: GivenCredential): CredentialWords {
  const { reads, push } = abilities(read);
  const type = read.seen?.type;
  const lacks = [...new Set(reads.flatMap((one) => one.lacks))];
  const ends = given.expires === undefined ? '' : ` It ends at ${given.expires}.`;
  return {
    who: whoWords(read, given) + ends,
    scopes: scopesWords(read.seen),
    reads: reads.map(({ need, ...said }) => ({ answer: said.answer, what: readWords(needs[need], said, type) })),
    push: { answer: push.answer, what: pushWords(push) },
    ways: [
      ...(lacks.length > 0 ? [makeAnew(lacks, type)] : []),
      ...(push.answer === 'no' ? [pushOtherwise(push.lacks)] : []),
    ],
  };
}

function scopesWords(seen: SeenCredential | undefined): string {
  if (!seen?.scopes) return 'Which scopes it has is not known.';
  return `Its scopes: ${seen.scopes.map(code).join(', ')}${seen.whole ? '' : ', and others that we do not know'}.`;
}

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

const reaches: Record<NonNullable<ReadCredential['repository']>['is'], (name: string) => string> = {
  read: (name) => ` It can read ${name}.`,
  'not-found': (name) => ` Bitbucket does not show it ${name}.`,
  forbidden: (name) => ` It may not read ${name}.`,
  unknown: (name) => ` Whether it can read ${name} is not known.`,
};

function kindWords({ type, otherType }: Pick<SeenCredential, 'type' | 'otherType'> = {}): string {
  if (type) return typeWords[type];
  return otherType === undefined
    ? 'of a kind that is not known'
    : `of a kind that we do not know: Bitbucket names it ${code(otherType)}`;
}

function whoWords({ owner, seen, repository }: ReadCredential, { by }: GivenCredential): string {
  const unowned = isAccessToken(seen?.type) ? 'It acts for no person.' : 'Bitbucket did not say whose it is.';
  const whose = owner.known ? `It acts as ${plain(owner.value.name)}.` : unowned;
  const less = isAccessToken(seen?.type) ? ' Bitbucket shows an access token no permissions, whatever its scopes.' : '';
  const reach = repository ? reaches[repository.is](plain(repository.fullName)) : '';
  return `The credential ${byWords[by]} is ${kindWords(seen)}. ${whose}${reach}${less}`;
}

function readWords(
  { reads, commands, apiToken, oauth }: ScopeNeed,
  { answer, lacks }: { answer: Answer; lacks: string[] },
  type: CredentialType | undefined,
): string {
  if (answer === 'yes') return reads;
  const wanted = `${reads} (for ${commands})`;
  if (lacks.length > 0) return `${wanted}: it lacks ${scopeNames(lacks)}`;
  // Why is said once, with whose it is.
  if (answer === 'no' && isAccessToken(type)) return wanted;
  const other = oauth.length > 0 ? `, any other token ${scopeNames(oauth)}` : '';
  return `${wanted}: an API token needs ${scopeNames(apiToken)}${other}`;
}

function pushWords({ answer, lacks }: { answer: Answer; lacks: string[] }): string {
  if (answer === 'yes') return 'Its scopes let it push over HTTPS; to which branches, `who-can-push where` says.';
  if (answer === 'no')
    return (
      `It cannot push over HTTPS, as it lacks ${scopeNames(lacks)}. ` +
      'A push by SSH or with another credential is not affected.'
    );
  return (
    'Whether it could push over HTTPS is not known: ' +
    `an API token needs ${scopeNames(pushScopes.apiToken)}, any other token ${scopeNames(pushScopes.oauth)}.`
  );
}

function makeAnew(scopes: string[], type: CredentialType | undefined): string {
  const token = isAccessToken(type) ? 'access token' : type === 'api-token' ? 'API token' : 'token';
  return `You can make a new ${token} that has ${scopeNames(scopes)} as well, as scopes cannot be added to a token.`;
}

/** A token that only reads is a good one, so it is not said to need more. */
function pushOtherwise(lacks: readonly string[]): string {
  const wanted = lacks.some((scope) => scope.endsWith(':bitbucket')) ? pushScopes.apiToken : pushScopes.oauth;
  return `You can push over HTTPS with a token that has ${scopeNames(wanted)}, or over SSH, where there are no scopes.`;
}

function scopeNames(scopes: readonly string[]): string {
  return enumeration(scopes.map(code));
}
