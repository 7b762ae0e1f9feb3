import type { Group, Match, Person, Restriction } from '../../../src/core/model';
import type { ProjectRuleDraft } from '../../../src/core/reported-check';
import { wordsOfKind } from '../../../src/core/words/kinds';
import { hasList, owned } from '../../../src/core/rules/kinds';
import { sentence } from '../../../src/core/words/names';

/** A restriction set on the project, as somebody enters it. */
export interface RuleDraft {
  kind: string;
  match: Match;
  users: Person[];
  groups: Group[];
  value?: number;
}

/** A form in which nothing was entered yet. */
export const emptyDraft: RuleDraft = { kind: 'push', match: { by: 'glob', pattern: '' }, users: [], groups: [] };

/** A rule for one branch, as a refusal or another reply shows it: whom it lists is not shown there. */
export function draftFor({ kind, pattern, value }: ProjectRuleDraft): RuleDraft {
  return { kind, match: { by: 'glob', pattern }, users: [], groups: [], ...(value !== undefined && { value }) };
}

/** Every kind that the app knows, with what it is called in the form. */
export const kindOptions = owned.map(({ kind }) => ({ value: kind, label: titleOf(kind) }));

/** What a kind is called in the form. */
export function titleOf(kind: string): string {
  return sentence(wordsOfKind(kind)?.name ?? kind.replaceAll('_', ' '));
}

/** Whether a rule of this kind lists those whom it exempts. */
export function takesList(kind: string): boolean {
  return hasList({ kind });
}

/** What the number of a rule of this kind counts; undefined where the kind takes none (OpenAPI, `value`). */
export function valueLabelOf(kind: string): string | undefined {
  return valueLabels[kind];
}

const valueLabels: Record<string, string> = {
  require_approvals_to_merge: 'Approvals, at least',
  require_default_reviewer_approvals_to_merge: 'Approvals, at least',
  require_review_group_approvals_to_merge: 'Approvals, at least',
  require_passing_builds_to_merge: 'Builds, at least',
  require_commits_behind: 'Commits behind, at most',
};

/** What is missing from a rule before it can be kept, in a sentence. */
export function missingFrom({ kind, match, value }: RuleDraft): string | undefined {
  if (match.by === 'glob' && match.pattern.trim() === '') return 'Say for which branches: a name, or a pattern with *.';
  const label = valueLabelOf(kind);
  if (label !== undefined && value === undefined) return `Say how many: ${label.toLowerCase()}.`;
  return undefined;
}

/** The draft without what belongs to another kind that was chosen before. */
export function fitting({ kind, match, users, groups, value }: RuleDraft): RuleDraft {
  return {
    kind,
    match,
    users: takesList(kind) ? users : [],
    groups: takesList(kind) ? groups : [],
    ...(valueLabelOf(kind) !== undefined && value !== undefined && { value }),
  };
}

/** The rule as Bitbucket's REST writes one of a repository. */
export function restOf(rule: RuleDraft | Restriction): object {
  const { kind, match, users, groups, value } = rule;
  const branches = 'pipelinesSourceBranches' in rule ? rule.pipelinesSourceBranches : [];
  return {
    kind,
    ...restOfMatch(match),
    users: users.map(({ id, name, nickname, accountId }) => ({
      uuid: id,
      display_name: name,
      ...(nickname !== undefined && { nickname }),
      ...(accountId !== undefined && { account_id: accountId }),
    })),
    groups: groups.map(({ slug, name }) => ({ slug, name })),
    ...(value !== undefined && { value }),
    ...(branches.length > 0 && { pipelines_source_branches: branches }),
  };
}

function restOfMatch(match: Match): object {
  switch (match.by) {
    case 'glob':
      return { branch_match_kind: 'glob', pattern: match.pattern.trim() };
    case 'branch-type':
      return { branch_match_kind: 'branching_model', branch_type: match.type };
    case 'unknown':
      return { branch_match_kind: match.word };
  }
}
