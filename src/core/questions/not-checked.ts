import { coverageOf } from '../branches/coverage';
import type { BranchView, Cell } from '../cell/cell';
import type { Decision, NotChecked } from '../decision';
import type { MergeOpinion } from '../merge-decision';
import type { Actor, Facts, Operation, Restriction } from '../model';
import { isNonEmpty } from '../non-empty';
import { scopesSuffice } from '../people/scopes';
import { kinds } from '../rules/kinds';

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

/** What was not checked of one cell, without a pull request at hand. */
export function notCheckedOfCell(cell: Cell, opinions: MergeOpinion[]): NotChecked[] {
  return [...withoutPullRequest(cell.operation, [cell.branch]), ...notCheckedBeside(cell, opinions)];
}

/** What was not checked of one cell, whatever is at hand, but `checked`. */
export function notCheckedBeside(
  { facts, branch, actor: { actor }, operation, credential }: Cell,
  opinions: MergeOpinion[],
  checked: NotChecked['what'][] = [],
): NotChecked[] {
  const left = new Set<NotChecked['what']>(checked);
  if (scopesSuffice(facts, { actor, operation, ...(credential && { credential }) })) left.add('credential-scopes');
  const throughGroup = opinions.some(({ evidence }) => evidence.some(({ shows }) => shows === 'lists-group'));
  return [
    ...notCheckedAnyhow(facts).filter(({ what }) => !left.has(what)),
    ...byLetterCase(facts, branch.name),
    ...(credential === 'oauth' && throughGroup ? [{ what: 'group-exemption-by-oauth' } as const] : []),
  ];
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

/** Restrictions that would cover the branch if letter case did not count. */
function byLetterCase(facts: Facts, branch: string): NotChecked[] {
  const alike = coverageOf(facts).besideCase(branch);
  return isNonEmpty(alike) ? [{ what: 'letter-case', restrictions: alike }] : [];
}
