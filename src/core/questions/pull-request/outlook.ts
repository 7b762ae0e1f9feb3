import type { NonEmpty } from '../../non-empty';
import { distinctGaps } from '../../answer';
import { viewActor, viewBranch, type Gathered } from '../../cell/cell';
import type { Decision, Verdict } from '../../decision';
import type { MergeDecision } from '../../merge-decision';
import { explainAmong } from '../explain';
import { judgePermission } from './beside-bitbucket';
import { explainMerge } from './explain-merge';
import { isToldToAnother } from '../../mergeability/says';
import type { Actor, Gap, Person, Question, RestrictionName } from '../../model';
import type { PullRequestFacts } from '../../pull-request';
import type { BitbucketsWord } from '../../reported-check';
import { everybody } from '../../people/everybody';
import { enforcement } from '../../rules/pull-request/merge-checks';
import { gapsOfEverybody, whoAmong } from '../survey';

/** What somebody may do about one pull request: merge it, push to its source, push to its destination past it. */
export interface Outlook {
  about: PullRequestNames;
  notes: Note[];
  merge: MergeDecision;
  enforcement: Enforcement;
  /** Absent where the source is another repository's, has no name any more, or is of no use as it is closed. */
  source?: Decision;
  destination: Decision;
  mergers: Mergers;
}

/** Which pull request, and between what. It names nobody. */
export interface PullRequestNames {
  id: number;
  state: string;
  draft: boolean;
  source: string | null;
  destination: string;
}

/** What is particular about it, beside what the decisions say. */
export type Note =
  | { note: 'fork'; repository?: string }
  | { note: 'fork-gone' }
  | { note: 'source-gone' }
  | { note: 'branch-type'; type: 'development' | 'production' };

interface BesideOurs {
  bitbucket?: Pick<BitbucketsWord, 'says' | 'because' | 'ours' | 'disagreements'>;
}

/** Whether the rules that were read refuse what Bitbucket lets through: the merge as a whole, or a part of it. */
export function deniesWhatPasses({ bitbucket }: BesideOurs): boolean {
  if (bitbucket?.ours !== 'denied' || isToldToAnother(bitbucket)) return false;
  // Beside a merge that goes through, a denial always differs.
  return bitbucket.says !== 'not-mergeable' && bitbucket.disagreements.length > 0;
}

/**
 * Whether a second look at a contradiction sees as much as the first: what the rules say, and what Bitbucket does. One
 * that fails must not decide it by being silent.
 */
export function seesAsMuch({ bitbucket: second }: BesideOurs, { bitbucket: first }: BesideOurs): boolean {
  if (!second || second.ours === 'unknown') return false;
  return second.says !== 'unknown' || (first?.says === 'unknown' && second.because?.of.what === 'reported-check');
}

/**
 * Whether a merge check that is not done stops the merge into the destination; where not, Bitbucket only warns. `by` is
 * empty where Bitbucket itself reports it of the pull request, and no rule of the repository is the reason; `reported`:
 * whether Bitbucket itself says that it only warns.
 */
export type Enforcement =
  | { is: 'yes'; by: RestrictionName[] }
  | { is: 'no'; reported?: true }
  | { is: 'unknown'; gaps: NonEmpty<Gap> };

/** Whom the lists let merge into the destination, whatever is still missing on the pull request. */
export interface Mergers {
  /** Empty where whoever reads this may not be told who they are. */
  people: Person[];
  administrators: number;
  others: number;
  /** How many of whom it is not known. */
  unsure: number;
  gaps: Gap[];
}

/** What this actor may do about the pull request. */
export function outlook(
  gathered: Gathered,
  pullRequest: PullRequestFacts,
  asked: Pick<Question, 'actor' | 'credential'>,
): Outlook {
  const { id, state, draft, source, destination, sourceBranch } = pullRequest;
  const gone = sourceBranch.known && !sourceBranch.value;
  const own =
    source.branch !== null && source.fork === undefined && !(gone && state !== 'OPEN') ? source.branch : undefined;
  return {
    about: { id, state, draft: draft.known && draft.value, source: source.branch, destination: destination.branch },
    notes: notesOf(gathered, pullRequest),
    merge: explainMerge(gathered, pullRequest, asked),
    enforcement: enforcementOn(pullRequest, gathered),
    ...(own !== undefined && {
      source: explainAmong(gathered, { ...asked, operation: gone ? 'create' : 'push', branch: own }),
    }),
    destination: explainAmong(gathered, { ...asked, operation: 'push', branch: destination.branch }),
    mergers: mergersOf(gathered, pullRequest),
  };
}

function enforcementOn(pullRequest: PullRequestFacts, gathered: Gathered): Enforcement {
  const branch = viewBranch(pullRequest.destination.branch, gathered);
  const enforced = enforcement({ facts: gathered.facts, branch }, pullRequest);
  switch (enforced.is) {
    case 'yes':
      return { is: 'yes', by: enforced.restrictions };
    case 'no':
      return { is: 'no', ...(enforced.reported && { reported: true }) };
    case 'unknown':
      return { is: 'unknown', gaps: enforced.gaps };
  }
}

function notesOf({ facts: { model } }: Gathered, { source, destination, sourceBranch }: PullRequestFacts): Note[] {
  const types = (['development', 'production'] as const).filter((type) => {
    const name = model.known ? model.value[type] : undefined;
    return name?.known === true && name.value === destination.branch;
  });
  return [
    ...(typeof source.fork === 'string' ? [{ note: 'fork', repository: source.fork } as const] : []),
    ...(source.fork === null ? [{ note: 'fork-gone' } as const] : []),
    ...(source.fork === undefined && (source.branch === null || (sourceBranch.known && !sourceBranch.value))
      ? [{ note: 'source-gone' } as const]
      : []),
    ...types.map((type) => ({ note: 'branch-type', type }) as const),
  ];
}

/** Whom the lists let merge into the destination, of everybody whom the facts name. */
export function mergersOf(gathered: Gathered, pullRequest: PullRequestFacts): Mergers {
  const gaps = new Set<Gap>(gapsOfEverybody(gathered));
  const { branch } = pullRequest.destination;
  const byLists = mergersAmong(everybody(gathered.facts), gathered, branch, gaps);
  const { listed, unsure } = withOwnWord(byLists, gathered, pullRequest);
  const administrators = listed.filter(
    (person) => viewActor({ type: 'user', person }, gathered).level === 'admin',
  ).length;
  return {
    people: listed,
    administrators,
    others: listed.length - administrators,
    unsure: unsure.length,
    gaps: distinctGaps([...gaps]),
  };
}

/** Whom of these the lists let merge into a branch, and of whom it is not known. Adds to `gaps` what keeps it so. */
export function mergersAmong(people: readonly Person[], gathered: Gathered, branch: string, gaps: Set<Gap>): ByLists {
  const settled = whoAmong(
    gathered,
    people.map((person): Actor => ({ type: 'user', person })),
    'merge',
    branch,
    gaps,
  );
  const of = (verdict: Verdict) => people.filter((_, at) => settled[at]?.verdict === verdict);
  return { listed: of('allowed'), unsure: of('unknown') };
}

interface ByLists {
  listed: Person[];
  unsure: Person[];
}

/** The same, with what Bitbucket says to the owner of the credential of their own permission to merge. */
export function withOwnWord(byLists: ByLists, gathered: Gathered, pullRequest: PullRequestFacts): ByLists {
  const { viewer } = gathered.facts;
  if (!viewer.known || pullRequest.mergeability.items.length === 0) return byLists;
  const own = viewer.value;
  const { verdict } = judgePermission({
    facts: gathered.facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'user', person: own }, gathered),
    pullRequest,
  });
  const among = (people: Person[], belongs: boolean) => {
    const isThere = people.some(({ id }) => id === own.id);
    if (isThere === belongs) return people;
    return belongs ? [...people, own] : people.filter(({ id }) => id !== own.id);
  };
  return {
    listed: among(byLists.listed, verdict === 'allowed'),
    unsure: among(byLists.unsure, verdict === 'unknown'),
  };
}
