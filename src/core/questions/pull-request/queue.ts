import type { MergeCheck } from '../../merge-check';
import { distinctGaps } from '../../answer';
import { gather, viewActor, viewBranch, type Cell, type Gathered, type MergeCell } from '../../cell/cell';
import type { Verdict } from '../../decision';
import type { MergeFinding, MergeNotChecked } from '../../merge-decision';
import { withRemedies } from './explain-merge';
import { mergeChecks as checksOf } from '../../merge-checks/merge-checks';
import type { Facts, Gap, Listing, Person } from '../../model';
import { besideMergeable, judgeMerge, judgeOnPullRequest } from './beside-bitbucket';
import { mergersAmong, withOwnWord } from './outlook';
import { suppliedIn } from '../not-checked';
import { notCheckedOfQueue } from './not-checked';
import type { PullRequestFacts } from '../../pull-request';
import type { BitbucketsWord } from '../../reported-check';
import { mergeRuleOf } from '../../rules/pull-request/index';
import { everybody } from '../../people/everybody';
import { gapsOfEverybody, type Beside } from '../survey';

/** The open pull requests: what stands between each and its merge, and who could merge it now. */
export interface Queue extends Omit<Beside, 'notChecked'> {
  notChecked: MergeNotChecked[];
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
  findings: MergeFinding[];
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
  const judged = pullRequests.items.map((pullRequest): Judged => {
    const { branch } = pullRequest.destination;
    const lists = byDestination.get(branch) ?? mergersAmong(people, gathered, branch, gaps);
    byDestination.set(branch, lists);
    const own = judgedForViewer(gathered, pullRequest);
    const { forOthers, ...about } = itself(gathered, pullRequest, own?.bitbucket);
    const entry = {
      pullRequest,
      ...about,
      ...withOwnWord(lists, gathered, pullRequest),
      ...(own && { bitbucket: own.bitbucket }),
    };
    return { entry, forOthers, ...(own && { own }) };
  });
  return {
    entries: judged.map(({ entry }) => entry),
    people: reachOf(people, judged),
    gaps: distinctGaps([...gaps]),
    notChecked: notCheckedOfQueue(facts, pullRequests.items),
    ...suppliedIn(facts),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/** An entry, what follows for whoever is not the owner of the credential, and what for its owner. */
interface Judged {
  entry: QueueEntry;
  forOthers: Verdict;
  own?: { viewer: Person; verdict: Verdict; bitbucket: BitbucketsWord };
}

/**
 * What stands between it and its merge, whoever merges: no rule looks at the actor. That Bitbucket would let the owner
 * of the credential merge settles nothing for others, and beside a denial of ours neither is said.
 */
function itself(
  gathered: Gathered,
  pullRequest: PullRequestFacts,
  own: BitbucketsWord | undefined,
): Pick<QueueEntry, 'verdict' | 'findings' | 'checks'> & Pick<Judged, 'forOthers'> {
  const cell: MergeCell = {
    facts: gathered.facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'pipelines' }, gathered),
    pullRequest,
  };
  const judged = judgeOnPullRequest(cell, [
    mergeRuleOf['pull-request'],
    mergeRuleOf['merge-checks'],
    mergeRuleOf.mergeability,
  ]);
  const contradicted = judged.verdict === 'denied' && own?.says === 'mergeable';
  const { verdict, opinions } = contradicted ? besideMergeable(judged, judged) : judged;
  return {
    forOthers: judged.verdict,
    verdict,
    findings: opinions.map((opinion) => withRemedies(opinion, cell, () => true)),
    checks: checksOf(cell, pullRequest),
  };
}

/** The merge by the owner of the credential, to whom Bitbucket's own word is told. */
function judgedForViewer(gathered: Gathered, pullRequest: PullRequestFacts): Judged['own'] {
  const { facts } = gathered;
  if (!facts.viewer.known) return undefined;
  const viewer = facts.viewer.value;
  const cell: Cell = {
    facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'user', person: viewer }, gathered),
  };
  const { verdict, bitbucket } = judgeMerge({ ...cell, pullRequest });
  return { viewer, verdict, bitbucket };
}

function reachOf(people: readonly Person[], judged: Judged[]): Queue['people'] {
  const reach = new Map(
    people.map((person) => [person.id, { person, canMerge: [] as number[], unsure: [] as number[] }]),
  );
  const note = ({ id }: PullRequestFacts, person: Person, verdict: Verdict) => {
    if (verdict !== 'denied') reach.get(person.id)?.[verdict === 'allowed' ? 'canMerge' : 'unsure'].push(id);
  };
  for (const { entry, forOthers, own } of judged) {
    const { pullRequest, listed, unsure } = entry;
    const isOther = ({ id }: Person) => id !== own?.viewer.id;
    for (const person of listed.filter(isOther)) note(pullRequest, person, forOthers);
    for (const person of unsure.filter(isOther))
      note(pullRequest, person, forOthers === 'denied' ? 'denied' : 'unknown');
    if (own) note(pullRequest, own.viewer, own.verdict);
  }
  return [...reach.values()].filter(({ canMerge, unsure }) => canMerge.length + unsure.length > 0);
}
