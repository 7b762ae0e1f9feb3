import type { MergeCheck } from '../merge-check';
import { distinctGaps } from '../answer';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from '../cell/cell';
import type { Finding, Verdict } from '../decision';
import { withRemedies } from './explain';
import { judge } from './judge';
import { mergeChecks as checksOf } from '../merge-checks/merge-checks';
import type { Facts, Gap, Listing, Person } from '../model';
import { mergersAmong } from './outlook';
import type { PullRequestFacts } from '../pull-request';
import { mergeChecks } from '../rules/merge-checks';
import { pullRequest as pullRequestState } from '../rules/pull-request';
import { everybody } from '../people/everybody';
import { gapsOfEverybody } from './survey';

/** The open pull requests: what stands between each and its merge, and who could merge it now. */
export interface Queue {
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
    return { pullRequest, ...itself(gathered, pullRequest), ...lists };
  });
  return { entries, people: reachOf(people, entries), gaps: distinctGaps([...gaps]) };
}

/** What stands between it and its merge, whoever merges. Neither rule looks at the actor. */
function itself(
  gathered: Gathered,
  pullRequest: PullRequestFacts,
): Pick<QueueEntry, 'verdict' | 'findings' | 'checks'> {
  const cell: Cell = {
    facts: gathered.facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'pipelines' }, gathered),
    pullRequest,
  };
  const { verdict, opinions } = judge(cell, [pullRequestState, mergeChecks]);
  return {
    verdict,
    findings: opinions.map((opinion) => withRemedies(opinion, cell, () => true)),
    checks: checksOf(cell, pullRequest),
  };
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
