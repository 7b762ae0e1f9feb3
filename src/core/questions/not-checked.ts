import { globMatches, isTag } from '../branches/glob';
import { coveringOf, unseenRestrictions, type BranchView, type Cell } from '../cell/cell';
import type { Decision, NotChecked, Opinion } from '../decision';
import type { Actor, Facts, Operation, Restriction } from '../model';
import { isNonEmpty } from '../non-empty';
import { hasPassed } from '../merge-checks/reported';
import { scopesSuffice } from '../people/scopes';
import type { PullRequestFacts } from '../pull-request';
import type { BitbucketsWord, ReportedCheck } from '../reported-check';
import { kinds } from '../rules/index';

/** What no API shows about any question of this repository: always said, never a verdict by itself. */
export function notCheckedAnyhow({ repository: { project }, projectRules }: Facts): NotChecked[] {
  const named = project.known && project.value ? { project: project.value } : {};
  return [
    ...(projectRules?.whole ? [] : [{ what: 'project-restrictions', ...named } as const]),
    { what: 'two-step-verification' },
    { what: 'ip-allowlist' },
    { what: 'plan-and-size' },
    { what: 'credential-scopes' },
  ];
}

/** What an answer takes for granted because somebody supplied it: the rules of the project. */
export function suppliedIn({ restrictions, projectRules }: Facts): Pick<Decision, 'projectRules'> {
  if (!projectRules) return {};
  const { whole, supplied } = projectRules;
  return { projectRules: { count: restrictions.items.filter((one) => one.supplied).length, whole, supplied } };
}

/** What was not checked of one cell, with or without a pull request at hand. */
export function notCheckedOfCell(
  { facts, branch, actor: { actor }, operation, credential }: Cell,
  opinions: Opinion[],
  pullRequest: PullRequestFacts | undefined,
  bitbucket: BitbucketsWord | undefined,
): NotChecked[] {
  const checked = new Set<NotChecked['what']>();
  // Bitbucket's own word on a merge counts the rules of the project too.
  if (bitbucket && bitbucket.says !== 'unknown') checked.add('project-restrictions');
  if (scopesSuffice(facts, { actor, operation, ...(credential && { credential }) })) checked.add('credential-scopes');
  const leftOut = bitbucket?.says === 'mergeable' && !areDependenciesRead({ facts, branch });
  const throughGroup = opinions.some(({ evidence }) => evidence.some(({ shows }) => shows === 'lists-group'));
  return [
    ...(pullRequest ? notCheckedOfMerges([pullRequest]) : withoutPullRequest(operation, [branch])),
    ...(leftOut ? [{ what: 'dependencies' } as const] : []),
    ...notCheckedAnyhow(facts).filter(({ what }) => !checked.has(what)),
    ...byLetterCase(facts, branch.name),
    ...(credential === 'oauth' && throughGroup ? [{ what: 'group-exemption-by-oauth' } as const] : []),
  ];
}

/**
 * Whether it is known which rules ask for dependencies to be merged: those of the project count too, and Bitbucket's
 * own word on a merge says nothing of any.
 */
function areDependenciesRead({ facts, branch }: Pick<Cell, 'facts' | 'branch'>): boolean {
  const isRead = facts.projectRules?.whole === true && unseenRestrictions({ facts, branch }).length === 0;
  return isRead || coveringOf('require_all_dependencies_merged', { branch }).length > 0;
}

/**
 * What was not checked of anybody on these branches, or of one `actor` alone; on a single branch, letter case too.
 * Everybody has a credential of their own.
 */
export function notCheckedOfSurvey(
  facts: Facts,
  operation: Operation,
  branches: BranchView[],
  actor?: Actor,
): NotChecked[] {
  const [only, ...others] = branches;
  const suffice = actor !== undefined && scopesSuffice(facts, { actor, operation });
  return [
    ...withoutPullRequest(operation, branches),
    ...notCheckedAnyhow(facts).filter(({ what }) => !(suffice && what === 'credential-scopes')),
    ...(only && others.length === 0 ? byLetterCase(facts, only.name) : []),
  ];
}

/** What was not checked of these pull requests, whoever merges them. */
export function notCheckedOfQueue(facts: Facts, pullRequests: PullRequestFacts[]): NotChecked[] {
  return [...notCheckedOfMerges(pullRequests), ...notCheckedAnyhow(facts)];
}

/** Without a pull request at hand, what a merge needs of one. */
function withoutPullRequest(operation: Operation, branches: BranchView[]): NotChecked[] {
  if (operation !== 'merge') return [];
  const covering = new Map<number, Restriction>();
  for (const branch of branches) {
    for (const { at, restriction } of branch.covering) if (isOfMergeChecks(restriction)) covering.set(at, restriction);
  }
  const inOrder = [...covering].sort(([a], [b]) => a - b).map(([, restriction]) => restriction);
  return [{ what: 'merge-checks', restrictions: inOrder }];
}

function isOfMergeChecks({ kind }: Restriction): boolean {
  const owner = kinds.get(kind);
  return owner?.is === 'merge-check' || (owner?.is === 'rule' && owner.rule === 'merge-checks');
}

/** What Bitbucket's own word on these pull requests leaves open. */
function notCheckedOfMerges(pullRequests: PullRequestFacts[]): NotChecked[] {
  const inFork = pullRequests.some(({ source }) => typeof source.fork === 'string' && source.branch !== null);
  const apps = new Set(pullRequests.flatMap(({ mergeability }) => mergeability.items.flatMap(appInDoubt)));
  const named = [...apps];
  return [
    ...(isNonEmpty(pullRequests) && pullRequests.every(areConflictsKnown) ? [] : [{ what: 'conflicts' } as const]),
    ...(isNonEmpty(pullRequests) && pullRequests.every(isReportWhole)
      ? []
      : [{ what: 'custom-merge-checks' } as const]),
    ...(isNonEmpty(named) ? [{ what: 'checks-of-apps', apps: named } as const] : []),
    ...(inFork ? [{ what: 'fork-branch' } as const] : []),
  ];
}

function areConflictsKnown({ mergeability: { items } }: PullRequestFacts): boolean {
  return items.some(
    (check) => check.type === 'git_mergeability_check' && (check.status === 'PASSED' || check.blocking),
  );
}

function isReportWhole({ mergeability: { items, gaps } }: PullRequestFacts): boolean {
  return items.length > 0 && gaps.length === 0;
}

/** The app whose check has not passed, and does not stop the merge by itself. */
function appInDoubt(check: ReportedCheck): string[] {
  return 'app' in check && !hasPassed(check) && !check.blocking ? [check.app] : [];
}

/** Restrictions that would cover the branch if letter case did not count. */
function byLetterCase({ restrictions }: Facts, branch: string): NotChecked[] {
  const alike = restrictions.items.filter(
    ({ match }) =>
      match.by === 'glob' &&
      !isTag(branch) &&
      !globMatches(match.pattern, branch) &&
      globMatches(match.pattern.toLowerCase(), branch.toLowerCase()),
  );
  return isNonEmpty(alike) ? [{ what: 'letter-case', restrictions: alike }] : [];
}
