import { gather } from '../../src/core/cell/cell';
import type { MergeFinding, MergeRuleId } from '../../src/core/merge-decision';
import { explainMerge } from '../../src/core/questions/pull-request/explain-merge';
import type { Because, Fact, Gap, Listing, Person, PullRequestUnknown } from '../../src/core/model';
import type { Participant, PullRequestFacts } from '../../src/core/pull-request';
import type { ReportedCheck } from '../../src/core/reported-check';
import { ben, cem, dea, facts, named, type Told } from './facts';

/** Who opened the pull request, unless a row says otherwise. */
export const author = named('Tom');

/** What a row says of a pull request; what it leaves out is ordinary, done and was read whole. */
export interface Opened {
  state?: string;
  draft?: boolean;
  author?: Person | null;
  from?: string | null;
  fork?: string | null;
  into?: string;
  sourceGone?: boolean;
  approvedBy?: Person[];
  wantsChanges?: Person[];
  reviewers?: Person[];
  defaultReviewers?: Person[];
  /** By state: `SUCCESSFUL`, `FAILED`, … */
  builds?: string[];
  openTasks?: number;
  openComments?: number;
  behind?: number;
  /** What Bitbucket itself reports; nothing where it was not asked. */
  reported?: ReportedCheck[];
  /** What was not read whole, and why. What a list still holds is what was read before. */
  unread?: Partial<Record<PullRequestUnknown, Because>>;
}

/** Pull request 7 of `acme/web`, from `topic` into `main`. */
export function pullRequest(opened: Opened = {}): PullRequestFacts {
  const { approvedBy = [], wantsChanges = [], reviewers = [] } = opened;
  const unread: Partial<Record<PullRequestUnknown, Because>> = {
    ...(!opened.reported && { mergeability: 'not-found' }),
    ...opened.unread,
  };

  function gapsOf(what: PullRequestUnknown): Gap[] {
    const because = unread[what];
    return because ? [{ of: { what }, because }] : [];
  }

  function fact<T>(what: PullRequestUnknown, value: T): Fact<T> {
    const [gap] = gapsOf(what);
    return gap ? { known: false, gap } : { known: true, value };
  }

  function listing<T>(what: PullRequestUnknown, items: T[]): Listing<T> {
    return { items, gaps: gapsOf(what) };
  }

  const participants: Participant[] = [
    ...approvedBy.map((person) => ({ person, reviewer: true, says: 'approved' as const })),
    ...wantsChanges.map((person) => ({ person, reviewer: true, says: 'changes-requested' as const })),
    ...reviewers.map((person) => ({ person, reviewer: true })),
  ];
  const { from = 'topic', fork } = opened;
  return {
    id: 7,
    title: 'A change',
    state: opened.state ?? 'OPEN',
    draft: fact('draft', opened.draft ?? false),
    author: opened.author === undefined ? author : opened.author,
    source: { branch: from, commit: 'aaaaaaaaaaaa', ...(fork !== undefined && { fork }) },
    destination: { branch: opened.into ?? 'main' },
    participants: listing('participants', participants),
    sourceBranch: fact('source-branch', !opened.sourceGone),
    openTasks: fact('tasks', opened.openTasks ?? 0),
    defaultReviewers: listing('default-reviewers', opened.defaultReviewers ?? [ben, cem, dea]),
    builds: listing(
      'builds',
      (opened.builds ?? ['SUCCESSFUL']).map((state, at) => ({ name: `build ${String(at + 1)}`, state })),
    ),
    openComments: fact('comments', opened.openComments ?? 0),
    behind: fact('behind', opened.behind ?? 0),
    mergeability: listing('mergeability', opened.reported ?? []),
  };
}

/** What one rule says of a merge by Ana; nothing where it is silent. */
export function saidOf(rule: MergeRuleId, told: Told, opened: Opened): MergeFinding | undefined {
  const gathered = gather(facts(told));
  const { viewer } = gathered.facts;
  if (!viewer.known) throw new Error('Ana asks.');
  return explainMerge(gathered, pullRequest(opened), { actor: { type: 'user', person: viewer.value } }).findings.find(
    (one) => one.rule === rule,
  );
}
