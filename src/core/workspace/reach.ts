import { distinctGaps } from '../answer';
import { shapeOfPattern } from '../branches/names/shape';
import { gather, viewBranch, type Gathered } from '../cell/cell';
import type { Actor, Facts, Listing, Operation } from '../model';
import { branchGaps, where, type Reach } from '../questions/survey';
import { branchExamples, decidingOn } from '../questions/universal/branches';
import { mainBranches } from './between/examples';
import type { BranchClass } from './changes';

/** Where one actor may do something, whether or not the branches were read. */
export interface ReachAnywhere {
  reach: Reach;
  /** Where the branches were not read whole: what each branch of `reach` stands for, in its order. */
  classes?: BranchClass[];
}

const everyName = [shapeOfPattern('*')];

/** Whether the branches are not known at all, be it that nobody asked for them. */
export function lacksBranches({ branches: { items, gaps } }: Facts): boolean {
  return items.length === 0 && gaps.length > 0;
}

/** The same readings with one branch of each class that they tell apart, as if these were their branches. */
export function withExamples(readings: readonly Facts[]): Facts[] {
  const branches = examplesOf(readings.map(gather));
  return readings.map((facts) => ({ ...facts, branches }));
}

/** The main branches, and a name of each class that these readings tell apart; a gap where there may be more. */
function examplesOf(readings: readonly Gathered[]): Listing<string> {
  const examples = branchExamples(everyName, readings);
  const mains = mainBranches(...readings.map(({ facts }) => facts));
  const items = [...new Set([...mains, ...Array.from(examples.branches, ({ name }) => name)])];
  return { items, gaps: examples.truncated() ? [{ of: { what: 'branch-names' }, because: 'truncated' }] : [] };
}

/**
 * Every branch for one actor. Where the branches were not read, or not all, one of each class that there may be: the
 * main branch, those that are known, and for what else the rules tell apart a name that Git allows.
 */
export function whereAnywhere(facts: Facts, operation: Operation, actor: Actor): ReachAnywhere {
  const { items } = facts.branches;
  if (items.length > 0 && branchGaps(facts).length === 0) return { reach: where(facts, operation, actor) };
  const main = mainBranches(facts);
  const gathered = gather(decidingOn(operation, facts));
  const { items: names, gaps: cut } = examplesOf([gathered]);
  const reach = where({ ...facts, branches: { items: names, gaps: [] } }, operation, actor);
  const classes = names.map((branch): BranchClass => {
    const patterns = viewBranch(branch, gathered).covering.map(({ restriction: { match } }) =>
      match.by === 'glob' ? match.pattern : match.by === 'branch-type' ? match.type : match.word,
    );
    return main.includes(branch) ? { branch } : { branch, patterns: [...new Set(patterns)] };
  });
  return { reach: { ...reach, gaps: distinctGaps([...reach.gaps, ...cut]) }, classes };
}
