import { coveringOf, type Cell, type MergeCell } from '../../cell/cell';
import type { MergeCheck } from '../../merge-check';
import type { MergeEvidence, MergeOpinion } from '../../merge-decision';
import { mergeChecks } from '../../merge-checks/merge-checks';
import { checkOf } from '../../merge-checks/index';
import { isSame, nameOf } from '../../merge-checks/check';
import { kindReported, reportedOf, settlingIn } from '../../merge-checks/reported';
import { besideSupplied, unexplainedBy } from '../../mergeability/origin';
import { permission, isPermissionGiven, withPermission } from '../../mergeability/permission';
import { saidBy, toldToTheAskerAlone } from '../../mergeability/says';
import type { Gap } from '../../model';
import { isNonEmpty } from '../../non-empty';
import type { PullRequestFacts } from '../../pull-request';
import type { BitbucketsWord, Disagreement, ReportedCheck, TracedCheck } from '../../reported-check';
import { presence } from '../../cell/lists';
import { mergeRuleOf, mergeRules } from '../../rules/pull-request/index';
import { enforcing, kinds } from '../../rules/kinds';
import { requiredAsReported } from '../../rules/pull-request/merge-checks';
import { isToldTo, traced } from '../../rules/pull-request/mergeability';
import type { MergeRule, Rule } from '../../rules/rule';
import { judge, judgementOf, type Judgement } from '../judge';

/**
 * The merge of a pull request, judged from the rules and from what Bitbucket itself says of it. To whoever asked, a
 * blocking check denies; *mergeable* settles what we cannot tell, and beside a denial of ours neither is said. To
 * anybody else only that holds of Bitbucket's word which is the same for everybody.
 */
export function judgeMerge(cell: MergeCell): MergeJudgement & { bitbucket: BitbucketsWord } {
  const toldTo = isToldTo(cell);
  const { mergeability } = cell.pullRequest;
  const said = toldTo ? saidBy(mergeability) : ({ says: 'unknown', because: toldToTheAskerAlone } as const);
  const { ours, ...judged } = judgeBeside(cell, said.says);
  const checks = traced(mergeability.items, cell);
  const bitbucket: BitbucketsWord = {
    ...said,
    checks: toldTo ? checks : checks.filter(({ check }) => check.type !== permission),
    ours: ours.verdict,
    disagreements: disagreementsIn(cell, ours, said.says, checks, toldTo),
  };
  return { ...judged, bitbucket };
}

/** By the rules alone, and with what Bitbucket says beside them. `among`: by these rules alone. */
function judgeBeside(
  cell: MergeCell,
  says: BitbucketsWord['says'],
  among?: readonly MergeRule[],
): MergeJudgement & { ours: MergeJudgement } {
  const ours = judgeOnPullRequest({ ...cell, pullRequest: withoutReply(cell.pullRequest) }, among);
  const opinions = mergeOpinionsOn(cell, among);
  const isGiven = isToldTo(cell) && isPermissionGiven(cell.pullRequest);
  const judged = judgementOf(isGiven ? withPermission(opinions) : opinions);
  return { ...(says === 'mergeable' ? besideMergeable(ours, judged) : judged), ours };
}

/** The rules that say who may merge, whatever is missing on the pull request. */
const aboutWho: readonly Rule[] = [
  mergeRuleOf['repository-access'],
  mergeRuleOf['merge-restriction'],
  mergeRuleOf['unknown-restriction'],
];

/**
 * Whether whoever asked may merge, whatever is missing on the pull request. Where the repository of the source is gone,
 * nobody may, and that says nothing of them.
 */
export function judgePermission(cell: MergeCell): MergeJudgement {
  const { mergeability, source } = cell.pullRequest;
  const { says } = saidBy(mergeability);
  const items = mergeability.items.filter(({ type }) => type === permission && source.fork !== null);
  const alone = { ...cell.pullRequest, state: 'OPEN', mergeability: { ...mergeability, items } };
  return judgeBeside({ ...cell, pullRequest: alone }, says, [...aboutWho, mergeRuleOf.mergeability]);
}

/** What follows on a pull request. */
type MergeJudgement = Judgement<MergeOpinion>;

const rulesOfMerge = mergeRules.filter(({ stops }) => stops.includes('merge'));

/** What follows on a pull request, by all rules about its merge or by these alone. */
export function judgeOnPullRequest(cell: MergeCell, among?: readonly MergeRule[]): MergeJudgement {
  return judgementOf(mergeOpinionsOn(cell, among));
}

function mergeOpinionsOn(cell: MergeCell, among: readonly MergeRule[] = rulesOfMerge): MergeOpinion[] {
  return among.flatMap((rule): MergeOpinion[] => {
    const said = rule.judge(cell);
    return said ? [{ rule: rule.id, ...said }] : [];
  });
}

function withoutReply(pullRequest: PullRequestFacts): PullRequestFacts {
  return { ...pullRequest, mergeability: { items: [], gaps: [] } };
}

/**
 * What follows beside *mergeable*: `ours` from the rules alone, `judged` with what Bitbucket reports of each check.
 * What we cannot tell is settled; beside a denial neither is said.
 */
export function besideMergeable(ours: MergeJudgement, judged: MergeJudgement): MergeJudgement {
  const letsThrough = judged.opinions.filter(({ verdict }) => verdict === 'allows');
  if (ours.verdict === 'denied' || judged.verdict === 'denied') {
    const refusing = [...ours.opinions, ...judged.opinions].filter(({ verdict }) => verdict === 'denies');
    const gap: Gap = { of: { what: 'denial-beside-mergeable' }, because: 'not-understood' };
    const evidence = refusing.flatMap((one): MergeEvidence[] => one.evidence);
    const both: MergeOpinion = {
      rule: 'mergeability',
      verdict: 'unknown',
      reason: { why: 'mergeable-beside-denial' },
      evidence: [...evidence, { shows: 'reported-mergeable' }],
      gaps: [gap],
    };
    return { verdict: 'unknown', opinions: [...letsThrough, both] };
  }
  const beyond = judged.opinions.filter(isBeyondItsWord);
  if (judged.verdict === 'allowed' || beyond.length > 0) {
    return { verdict: judged.verdict, opinions: [...letsThrough, ...beyond] };
  }
  const settles: MergeOpinion = {
    rule: 'mergeability',
    verdict: 'allows',
    reason: { why: 'mergeable' },
    evidence: [{ shows: 'reported-mergeable' }],
  };
  return { verdict: 'allowed', opinions: [...letsThrough, settles] };
}

/**
 * What even *mergeable* leaves open: dependencies, which the reply leaves out, and what the reply itself leaves open.
 */
function isBeyondItsWord(opinion: MergeOpinion): boolean {
  if (opinion.verdict !== 'unknown') return false;
  return opinion.rule === 'mergeability' || opinion.gaps.some(({ of }) => of.what === 'dependencies');
}

/** Each thing of which the rules say something else than Bitbucket, once. */
function disagreementsIn(
  cell: MergeCell,
  ours: MergeJudgement,
  says: BitbucketsWord['says'],
  all: TracedCheck[],
  toldTo: boolean,
): Disagreement[] {
  const open = cell.pullRequest.state === 'OPEN';
  const each = [
    // Of a pull request that is closed neither says whether its checks are done.
    ...(open ? [...aboutChecks(cell), ...aboutRulesNotSeen(all), ...aboutEnforcement(cell)] : []),
    ...(toldTo ? aboutState(cell) : []),
    ...(toldTo && open ? aboutPermission(cell) : []),
  ];
  const found = each.length > 0 ? each : aboutTheMerge(ours, says, all);
  const beside = besideSupplied(cell);
  return found.map((one) => ({ ...one, ...beside }));
}

/** Merge checks that are done by our count and open by Bitbucket's, or the other way round. */
function aboutChecks(cell: MergeCell): Disagreement[] {
  const { mergeability } = cell.pullRequest;
  const own = mergeChecks(cell, withoutReply(cell.pullRequest));
  return own.flatMap((one): Disagreement[] => {
    const check = checkOf(one.restriction.kind);
    const restriction = wholeOf(one, cell);
    if (!check || !restriction || one.mightNotCover || one.is === 'unknown') return [];
    const { passed } = reportedOf(check, restriction, settlingIn(mergeability));
    if (passed === undefined || passed === (one.is === 'done')) return [];
    const bitbucket = passed ? 'PASSED' : 'FAILED';
    return [{ of: one.restriction.kind, ours: one.is, bitbucket, restriction: one.restriction }];
  });
}

function wholeOf({ restriction: name }: MergeCheck, cell: Cell) {
  return coveringOf(name.kind, cell).find(({ restriction }) => isSame(restriction, name))?.restriction;
}

/** Checks that stop the merge and that no rule of the repository asks for. */
function aboutRulesNotSeen(all: TracedCheck[]): Disagreement[] {
  return all.flatMap(({ check, origin }): Disagreement[] =>
    check.type === 'standard_merge_check' && origin.from === 'project' && isOpen(check)
      ? [{ of: kindReported(check) ?? check.kind, ours: 'no-rule', bitbucket: check.status }]
      : [],
  );
}

function isOpen({ blocking, required, status }: ReportedCheck): boolean {
  return blocking === true || (required === true && status === 'FAILED');
}

function aboutEnforcement(cell: MergeCell): Disagreement[] {
  const required = requiredAsReported(settlingIn(cell.pullRequest.mergeability));
  const own = presence(enforcing, cell);
  if (required === undefined || own.is === 'unknown' || required === (own.is === 'yes')) return [];
  // A rule of a kind that we have not met may be what enforces them.
  if (required && isNonEmpty(unexplainedBy(cell, kinds))) return [];
  if (!required) return [{ of: enforcing, ours: 'enforced', bitbucket: 'not required' }];
  const elsewhere = cell.facts.restrictions.items.find(({ kind }) => kind === enforcing);
  return [
    {
      of: enforcing,
      ours: 'not-enforced',
      bitbucket: 'required',
      ...(elsewhere && { restriction: nameOf(elsewhere) }),
    },
  ];
}

function aboutState(cell: MergeCell): Disagreement[] {
  const { items } = cell.pullRequest.mergeability;
  const check = items.find(({ type }) => type === 'pullrequest_state_check');
  const own = mergeRuleOf['pull-request'].judge(cell)?.verdict;
  // One that waits in a merge queue is open, and takes no merge.
  const queued = check?.type === 'pullrequest_state_check' && check.state === 'OPEN' && own === 'allows';
  return queued ? [] : compared('pull-request', own, check);
}

/** Who may merge, by the rules of the repository, and by what Bitbucket says to whoever asked. */
function aboutPermission(cell: MergeCell): Disagreement[] {
  const { verdict, opinions } = judge(cell, aboutWho);
  // It fails for everybody where the repository of the source is gone.
  if (cell.pullRequest.source.fork === null) return [];
  const check = cell.pullRequest.mergeability.items.find(({ type }) => type === permission);
  const refusing = opinions.find((one) => one.verdict === 'denies');
  const own = { allowed: 'allows', denied: 'denies', unknown: 'unknown' } as const;
  return compared(refusing?.rule ?? 'merge-restriction', own[verdict], check);
}

function compared(
  of: string,
  own: 'allows' | 'denies' | 'unknown' | undefined,
  check: ReportedCheck | undefined,
): Disagreement[] {
  if (!check || own === undefined || own === 'unknown') return [];
  const differs = own === 'allows' ? check.status === 'FAILED' : check.status === 'PASSED';
  return differs ? [{ of, ours: own === 'allows' ? 'allowed' : 'denied', bitbucket: check.status }] : [];
}

/** Checks that we judge ourselves; of the others our own verdict says nothing. */
const judgedByUs: readonly ReportedCheck['type'][] = [
  'pullrequest_state_check',
  'current_user_permission_check',
  'standard_merge_check',
];

function aboutTheMerge({ verdict }: MergeJudgement, says: BitbucketsWord['says'], all: TracedCheck[]): Disagreement[] {
  if (verdict === 'denied' && says === 'mergeable') return [{ of: 'merge', ours: 'denied', bitbucket: says }];
  const queued = all.some(({ check }) => check.type === 'merge_queue_check' && check.blocking === true);
  const blocking = all.filter(({ check }) => check.blocking === true && judgedByUs.includes(check.type));
  const differs = verdict === 'allowed' && says === 'not-mergeable' && !queued && isNonEmpty(blocking);
  return differs ? [{ of: 'merge', ours: 'allowed', bitbucket: says }] : [];
}
