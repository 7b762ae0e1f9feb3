import type { NonEmpty } from '../../non-empty';
import { distinctGaps } from '../../answer';
import { viewActor, viewBranch, type Gathered } from '../../cell/cell';
import type { Decision, Verdict } from '../../decision';
import type { MergeDecision } from '../../merge-decision';
import { explainAmong } from '../explain';
import { explainMerge } from './explain-merge';
import type { Actor, Facts, Gap, Person, Question, RestrictionName } from '../../model';
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

type WordAndOurs = Pick<BitbucketsWord, 'says' | 'ours'>;

/** Whether the rules that were read refuse a merge of which Bitbucket says that it would go through. */
export function deniesTheMergeable({ merge: { bitbucket } }: { merge: { bitbucket?: WordAndOurs } }): boolean {
  return bitbucket?.says === 'mergeable' && bitbucket.ours === 'denied';
}

/**
 * Whether it is known what the rules say and what Bitbucket does. A second look at a contradiction counts only then:
 * one that fails must not decide it by being silent.
 */
export function saysBoth({ merge: { bitbucket } }: { merge: { bitbucket?: WordAndOurs } }): boolean {
  return bitbucket !== undefined && bitbucket.says !== 'unknown' && bitbucket.ours !== 'unknown';
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
  const { listed, unsure } = withOwnWord(
    mergersAmong(everybody(gathered.facts), gathered, branch, gaps),
    gathered.facts,
    pullRequest,
  );
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

/**
 * The same, with what Bitbucket says to the owner of the credential of their own permission to merge: it settles what
 * the lists leave open, and beside what they settle otherwise neither is said. Where the repository of the source is
 * gone, nobody may merge, and that says nothing of the lists.
 */
export function withOwnWord(
  { listed, unsure }: ByLists,
  { viewer }: Facts,
  { mergeability, source }: PullRequestFacts,
): ByLists {
  const check = mergeability.items.find(({ type }) => type === 'current_user_permission_check');
  const said = check?.blocking === true ? 'FAILED' : check?.status;
  if (!viewer.known || source.fork === null || (said !== 'PASSED' && said !== 'FAILED')) return { listed, unsure };
  const own = viewer.value;
  const isOwn = ({ id }: Person) => id === own.id;
  const others = (people: Person[]) => people.filter((person) => !isOwn(person));
  if (said === 'FAILED') return { listed: others(listed), unsure: others(unsure) };
  if (unsure.some(isOwn)) return { listed: [...listed, own], unsure: others(unsure) };
  return listed.some(isOwn) ? { listed, unsure } : { listed, unsure: [...unsure, own] };
}
