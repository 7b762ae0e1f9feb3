import type { MergeCheck } from '../merge-check';
import { distinctGaps } from '../answer';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from '../cell/cell';
import type { Finding, Verdict } from '../decision';
import { withRemedies } from './explain';
import { judge } from './judge';
import { mergeChecks as checksOf } from '../merge-checks/merge-checks';
import type { Facts, Gap, Listing, Person } from '../model';
import { besideMergeable, judgeMerge } from './beside-bitbucket';
import { mergersAmong, withOwnWord } from './outlook';
import { notCheckedOfQueue, suppliedIn } from './not-checked';
import type { PullRequestFacts } from '../pull-request';
import type { BitbucketsWord } from '../reported-check';
import { mergeChecks } from '../rules/merge-checks';
import { mergeability } from '../rules/mergeability';
import { pullRequest as pullRequestState } from '../rules/pull-request';
import { everybody } from '../people/everybody';
import { gapsOfEverybody, type Beside } from './survey';

/** The open pull requests: what stands between each and its merge, and who could merge it now. */
export interface Queue extends Beside {
  entries: QueueEntry[];
  /** Everybody who could merge something now, or might. */
  people: { person: Person; canMerge: number[]; unsure: number[] }[];
  gaps: Gap[];
}

/** One open pull request. */
export interface QueueEntry {
  pullRequest: PullRequestFacts;
  /** `denied` where nobody can merge it as it stands, `unknown` where that could not be seen. */
  verdict: Verdict;
  /** What its state and its merge checks say, whoever merges. */
  findings: Finding[];
  checks: MergeCheck[];
  /** Whom the lists let merge into its destination. */
  listed: Person[];
  unsure: Person[];
  /** What Bitbucket itself says to the owner of the credential; absent where nobody knows who that is. */
  bitbucket?: BitbucketsWord;
}

/** Judges every pull request once, and every person once for each destination. */
export function queue(facts: Facts, pullRequests: Listing<PullRequestFacts>): Queue {
  const gathered = gather(facts);
  const people = everybody(facts);
  const gaps = new Set<Gap>([...pullRequests.gaps, ...gapsOfEverybody(gathered)]);
  const byDestination = new Map<string, { listed: Person[]; unsure: Person[] }>();
  const entries = pullRequests.items.map((pullRequest): QueueEntry => {
    const { branch } = pullRequest.destination;
    const lists = byDestination.get(branch) ?? mergersAmong(people, gathered, branch, gaps);
    byDestination.set(branch, lists);
    const own = ownWord(gathered, pullRequest);
    return {
      pullRequest,
      ...itself(gathered, pullRequest, own),
      ...withOwnWord(lists, facts, pullRequest),
      ...(own && { bitbucket: own }),
    };
  });
  return {
    entries,
    people: reachOf(people, entries),
    gaps: distinctGaps([...gaps]),
    notChecked: notCheckedOfQueue(facts, pullRequests.items),
    ...suppliedIn(facts),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/**
 * What stands between it and its merge, whoever merges. No rule looks at the actor, and what can be merged by one has
 * nothing of its own in the way.
 */
function itself(
  gathered: Gathered,
  pullRequest: PullRequestFacts,
  own: BitbucketsWord | undefined,
): Pick<QueueEntry, 'verdict' | 'findings' | 'checks'> {
  const cell: Cell = {
    facts: gathered.facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'pipelines' }, gathered),
    pullRequest,
  };
  const judged = judge(cell, [pullRequestState, mergeChecks, mergeability]);
  const { verdict, opinions } = own?.says === 'mergeable' ? besideMergeable(judged, judged) : judged;
  return {
    verdict,
    findings: opinions.map((opinion) => withRemedies(opinion, cell, () => true)),
    checks: checksOf(cell, pullRequest),
  };
}

/** Bitbucket's own word on the merge by the owner of the credential, beside the rules. */
function ownWord(gathered: Gathered, pullRequest: PullRequestFacts): BitbucketsWord | undefined {
  const { facts } = gathered;
  if (!facts.viewer.known) return undefined;
  const cell: Cell = {
    facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'user', person: facts.viewer.value }, gathered),
  };
  return judgeMerge({ ...cell, pullRequest }).bitbucket;
}

function reachOf(people: Person[], entries: QueueEntry[]): Queue['people'] {
  const reach = new Map(
    people.map((person) => [person.id, { person, canMerge: [] as number[], unsure: [] as number[] }]),
  );
  for (const {
    pullRequest: { id },
    verdict,
    listed,
    unsure,
  } of entries) {
    if (verdict === 'denied') continue;
    for (const person of listed) reach.get(person.id)?.[verdict === 'allowed' ? 'canMerge' : 'unsure'].push(id);
    for (const person of unsure) reach.get(person.id)?.unsure.push(id);
  }
  return [...reach.values()].filter(({ canMerge, unsure }) => canMerge.length + unsure.length > 0);
}
