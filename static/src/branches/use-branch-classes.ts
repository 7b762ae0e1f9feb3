import type { BranchView, Gathered } from '../../../src/core/cell/cell';
import { branchesInClasses, membersOf } from '../../../src/core/questions/classes';
import type { Steps } from '../../../src/core/portions/steps';
import { recalled, useRemembered } from '../settings/work/use-remembered';

/** Branches that meet the same rules. */
export interface BranchClass {
  /** The first of them, which stands for all. */
  view: BranchView;
  names: readonly string[];
}

/** All branches in classes: that of the main branch first, then those of most branches. */
export interface BranchClasses {
  classes: readonly BranchClass[];
  /** The class of each branch, by its name. */
  byName: ReadonlyMap<string, BranchClass>;
}

/** The branches in classes, worked out in short tasks; undefined until all branches were read and it is done. */
export function useBranchClasses(everything: Gathered | undefined): BranchClasses | undefined {
  useRemembered(everything, classesInSteps);
  return everything && recalled(everything, classesInSteps)?.value;
}

function* classesInSteps(everything: Gathered): Steps<BranchClasses> {
  const names = everything.facts.branches.items;
  const { of, classes: views } = yield* branchesInClasses(names, everything);
  const members = membersOf(names, of);
  const classes = views
    .map((view, at): BranchClass => ({ view, names: members[at] ?? [] }))
    .sort(
      (a, b) => Number(b.view.main.is === 'yes') - Number(a.view.main.is === 'yes') || b.names.length - a.names.length,
    );
  const byName = new Map(classes.flatMap((one) => one.names.map((name) => [name, one] as const)));
  return { classes, byName };
}
