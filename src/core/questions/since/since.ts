import type { BranchingModel, Fact, Facts, Listing, Project } from '../../model';
import { withoutEmptyList } from '../../people/readings';
import { between, bothBy, seenBetween, unsureIf, type Sureness } from './lists';
import { peopleSince, type PeopleChanged } from './people';
import { restrictionsSince, type RestrictionChanged } from './restrictions';

/** One thing that is otherwise in the later of two readings of a repository. */
export type Changed =
  | RestrictionChanged
  | PeopleChanged
  | { changed: 'project-rules'; from?: Facts['projectRules']; to?: Facts['projectRules'] }
  | { changed: 'main-branch'; from: string | null; to: string | null }
  | { changed: 'project'; from: Project | null; to: Project | null }
  /** What the branching model calls so; undefined where it has no such branch. */
  | { changed: 'model-branch'; of: 'development' | 'production'; from?: string; to?: string }
  /** The prefix of a branch type; undefined where it is switched off. `unsure`: that could not be read. */
  | ({ changed: 'branch-type'; type: string; from?: string; to?: string } & Sureness)
  /** `unsure`: the list that lacks them was not read whole. */
  | ({ changed: 'branches-created' | 'branches-gone'; branches: string[] } & Sureness);

/**
 * What changed from one reading of a repository to a later one: empty only where every verdict is the same in both, but
 * for the credential that read them. What one of the two could not see is never taken for a change: it is `unsure`.
 * Whoever has another name now is the same person.
 */
export function since(earlier: Facts, later: Facts): Changed[] {
  const [before, after] = [withoutEmptyList(earlier), withoutEmptyList(later)];
  return [
    ...repositorySince(before, after),
    ...restrictionsSince(before.restrictions, after.restrictions),
    ...projectRulesSince(before.projectRules, after.projectRules),
    ...modelSince(before.model, after.model),
    ...peopleSince(before, after),
    ...branchesSince(before.branches, after.branches),
  ];
}

/** What changed about the main branch and the project. */
export function repositorySince({ repository: before }: Facts, { repository: after }: Facts): Changed[] {
  const [main, project] = [bothOf(before.mainBranch, after.mainBranch), bothOf(before.project, after.project)];
  return [
    ...seenOf('main-branch', before.mainBranch, after.mainBranch),
    ...seenOf('project', before.project, after.project),
    ...(main && main.from !== main.to ? [{ changed: 'main-branch', ...main } as const] : []),
    ...(project && project.from?.key !== project.to?.key ? [{ changed: 'project', ...project } as const] : []),
  ];
}

/** Whether other restrictions of the project were supplied; each of them is told by itself. */
export function projectRulesSince(from: Facts['projectRules'], to: Facts['projectRules']): Changed[] {
  if (JSON.stringify(aboutOf(from)) === JSON.stringify(aboutOf(to))) return [];
  return [{ changed: 'project-rules', ...(from && { from }), ...(to && { to }) }];
}

function aboutOf(rules: Facts['projectRules']): unknown[] | undefined {
  return rules && [rules.whole, rules.keptFor, rules.supplied.by?.id, rules.supplied.at];
}

/** What changed about the branching model. */
export function modelSince(before: Fact<BranchingModel>, after: Fact<BranchingModel>): Changed[] {
  const both = bothOf(before, after);
  if (!both) return seenOf('branching-model', before, after);
  const { from: was, to: is } = both;
  return [
    ...seenBetween({ what: 'branching-model' }, was.gaps, is.gaps),
    ...(['development', 'production'] as const).flatMap((of) => modelBranchSince(of, was[of], is[of])),
    ...bothBy(was.prefixes, is.prefixes).flatMap(([type, from, to]): Changed[] => {
      if (from === to) return [];
      const without = from === undefined ? was : to === undefined ? is : undefined;
      const prefixes = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      return [{ changed: 'branch-type', type, ...prefixes, ...unsureIf((without?.gaps.length ?? 0) > 0) }];
    }),
  ];
}

type ModelBranch = BranchingModel['development'];

function modelBranchSince(of: 'development' | 'production', before: ModelBranch, after: ModelBranch): Changed[] {
  const none: NonNullable<ModelBranch> = { known: true, value: null };
  const both = bothOf(before ?? none, after ?? none);
  if (!both) return seenOf('branching-model', before ?? none, after ?? none);
  const { from, to } = both;
  return from === to
    ? []
    : [{ changed: 'model-branch', of, ...(from !== null && { from }), ...(to !== null && { to }) }];
}

/** Which branches came and went; `since` tells them too, where the facts hold them. */
export function branchesSince(before: Listing<string>, after: Listing<string>): Changed[] {
  const { come, gone } = between(before, after, (name) => name);
  const told = ({ items, unsure }: { items: string[] } & Sureness) => ({
    branches: items,
    ...unsureIf(unsure === true),
  });
  return [
    ...seenBetween({ what: 'branches' }, before.gaps, after.gaps),
    ...(come ? [{ changed: 'branches-created', ...told(come) } as const] : []),
    ...(gone ? [{ changed: 'branches-gone', ...told(gone) } as const] : []),
  ];
}

/** Both values; undefined where one is not known. */
function bothOf<T>(before: Fact<T>, after: Fact<T>): { from: T; to: T } | undefined {
  return before.known && after.known ? { from: before.value, to: after.value } : undefined;
}

function seenOf(what: 'main-branch' | 'project' | 'branching-model', before: Fact<unknown>, after: Fact<unknown>) {
  const gaps = (fact: Fact<unknown>) => (fact.known ? [] : [fact.gap]);
  return seenBetween({ what }, gaps(before), gaps(after));
}
