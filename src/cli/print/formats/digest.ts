import { createHash } from 'node:crypto';
import { gapKey } from '../../../core/answer';
import type { Decision } from '../../../core/decision';
import type { MergeDecision, MergeNotChecked, MergeOpinion } from '../../../core/merge-decision';
import type { Facts, Gap } from '../../../core/model';
import type { Health } from '../../../core/health/health';
import type { AccessReport } from '../../../core/questions/access';
import { actorId } from '../../../core/people/actor';
import { problemKey } from '../../../core/say/rules/health';
import { rowsByClass } from '../../../core/say/survey';
import type { Comparison } from '../../../core/questions/compare/compare';
import type { Queue } from '../../../core/questions/pull-request/queue';
import type { Matrix, Reach, Roster, Settled } from '../../../core/questions/survey';

/**
 * Digests of answers: a second reading of the same configuration gives the same, and any verdict that changes, or the
 * rule that it rests on, another. Times, words, who reads, and the order of Bitbucket's lists do not count.
 */

/** Of one decision. */
export function digestOfDecision(decision: MergeDecision): string {
  const { verdict, question, repository, findings, checks = [] } = decision;
  const { actor, operation, branch, credential, pullRequest } = question;
  return digestOf('decision', repository.fullName, decision, [
    [verdict, actorId(actor), operation, branch, credential ?? '', pullRequest ?? 0],
    ...findings.map((finding) => ['finding', ...opinionKey(finding)]),
    ...checks.map(({ restriction, is }) => ['check', restriction.kind, is]),
  ]);
}

/** Of everybody on one branch. */
export function digestOfRoster(roster: Roster, { repository }: Facts): string {
  const { operation, branch, actors } = roster;
  return digestOf('who', repository.fullName, roster, [
    [operation, branch],
    ...actors.map(({ actor, ...settled }) => [actorId(actor), ...settledKey(settled)]),
  ]);
}

/** Of every branch for one actor. */
export function digestOfReach(reach: Reach, { repository }: Facts): string {
  const { operation, actor, branches } = reach;
  return digestOf('where', repository.fullName, reach, [
    [operation, actorId(actor)],
    ...branches.map(({ branch, ...settled }) => ['branch', branch, ...settledKey(settled)]),
  ]);
}

/** Of everybody on every branch. */
export function digestOfMatrix(matrix: Matrix, { repository }: Facts): string {
  const { operation, branches, branchClass, actors } = matrix;
  const ids = actors.map(actorId);
  const order = [...ids.keys()].sort((a, b) => compare(ids[a], ids[b]));
  const rows = rowsByClass(matrix).map((row) => sha256([order.map((at) => row[at] ?? '').join('')]));
  return digestOf('matrix', repository.fullName, matrix, [
    [operation, ...order.map((at) => ids[at])],
    ...branches.map((branch, at) => ['branch', branch, rows[branchClass[at] ?? -1]]),
  ]);
}

/** Of everybody's permission and its sources. */
export function digestOfAccess({ people, gaps }: AccessReport, { repository }: Facts): string {
  return digestOf(
    'access',
    repository.fullName,
    { gaps },
    people.map(({ person, access: { level, atLeast, path, unseen } }) => [
      person.id,
      level,
      atLeast ?? false,
      // Which of two equal sources decides depends on the order in which they came.
      ...path.map((one) => [one.source, 'group' in one ? one.group.slug : '', one.level].join(' ')).sort(compare),
      ...(unseen ? ['unseen', ...[...unseen.groups].sort(compare), unseen.surely] : []),
    ]),
  );
}

/** Of the open pull requests. */
export function digestOfQueue(queue: Queue, { repository }: Facts): string {
  return digestOf('prs', repository.fullName, queue, [
    ...queue.entries.map(({ pullRequest: { id, source, destination }, verdict, findings, checks }) => [
      [id, source.branch, destination.branch, verdict],
      ...findings.map(opinionKey),
      ...checks.map(({ restriction, is }) => [restriction.kind, is]),
    ]),
    ...queue.people.map(({ person, canMerge, unsure }) => [person.id, canMerge, unsure]),
  ]);
}

/** Of what is wrong with the rules. */
export function digestOfHealth(health: Health, { repository }: Facts): string {
  return digestOf(
    'lint',
    repository.fullName,
    health,
    health.problems.map((problem) => [problem.level, problemKey(problem)]),
  );
}

/** Of what differs between two people, branches or repositories. */
export function digestOfComparison(comparison: Comparison): string {
  const { operation, sides, differences, unknownOnBoth, gaps, notChecked } = comparison;
  const { left, right } = sidesKey(sides);
  // By branch, as which actors share a reason depends on which of several restrictions that list them came first.
  const byBranch = new Map<string, string[]>();
  for (const { branches, actors, ...one } of differences) {
    const ids = actors.map(actorId);
    for (const branch of branches.length > 0 ? branches : ['']) {
      const key = JSON.stringify([branch, one.left.verdict, one.right.verdict]);
      const known = byBranch.get(key);
      if (known) known.push(...ids);
      else byBranch.set(key, [...ids]);
    }
  }
  const beside = {
    gaps: [...gaps.left, ...gaps.right],
    notChecked: [...notChecked.left, ...notChecked.right],
  };
  return digestOf('compare', left, beside, [
    [operation, sides.of, left, right, unknownOnBoth],
    ...[comparison.supplied.left, comparison.supplied.right].map(({ projectRules: rules }) =>
      rules ? ['supplied', rules.count, rules.whole] : [],
    ),
    ...[...byBranch].map(([key, ids]) => [key, sha256(ids.sort(compare))]),
  ]);
}

function sidesKey(sides: Comparison['sides']): { left: string; right: string } {
  if (sides.of === 'repositories')
    return { left: sides.left.repository.fullName, right: sides.right.repository.fullName };
  const { fullName } = sides.facts.repository;
  if (sides.of === 'branches') return { left: `${fullName} ${sides.left}`, right: `${fullName} ${sides.right}` };
  return { left: `${fullName} ${actorId(sides.left)}`, right: `${fullName} ${actorId(sides.right)}` };
}

/** What stands beside an answer. */
interface Beside {
  gaps?: Gap[];
  notChecked?: MergeNotChecked[];
  projectRules?: Decision['projectRules'];
}

/** The digest of an answer of this kind: its parts in any order. */
function digestOf(kind: string, repository: string, beside: Beside, parts: readonly unknown[]): string {
  const { gaps = [], notChecked = [], projectRules } = beside;
  const all = [
    ...parts,
    ...gapNames(gaps).map((gap) => ['gap', gap]),
    ...notChecked.map(({ what }) => ['not checked', what]),
    ...(projectRules ? [['supplied', projectRules.count, projectRules.whole]] : []),
  ];
  return sha256([format, kind, repository, ...all.map((part) => JSON.stringify(part)).sort(compare)]);
}

/** To be raised where what a digest is made of changes. */
const format = '1';

function settledKey({ verdict, through }: Settled): unknown[] {
  return [verdict, ...(through ? opinionKey(through) : [])];
}

function opinionKey(opinion: Pick<MergeOpinion, 'rule' | 'verdict' | 'reason'> & { gaps?: Gap[] }): unknown[] {
  const { rule, verdict, reason, gaps = [] } = opinion;
  return [rule, verdict, reason.why, ...gapNames(gaps)];
}

/** Each gap once. Which of several readings a contradiction names depends on the order in which they came. */
function gapNames(gaps: readonly Gap[]): string[] {
  return [...new Set(gaps.map((gap) => (gap.of.what === 'contradiction' ? gap.of.what : gapKey(gap))))].sort(compare);
}

function sha256(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}

/** By code units, whatever the language of the machine. */
function compare(a: string | undefined = '', b: string | undefined = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
