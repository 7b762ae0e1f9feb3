import type { BranchView, Gathered } from '../../cell/cell';
import type { Gap, Restriction } from '../../model';
import { hasList, kinds } from '../../rules/kinds';
import type { Steps } from '../../portions/steps';
import { branchesInClasses, membersOf } from '../classes';
import { branchGaps } from '../survey';

/** Which branches are protected: restrictions limit who can push or merge to them. */
export interface Protection {
  /** Those that limit it. */
  restrictions: Restriction[];
  /** Those of kinds that are new to us, which may limit anything. */
  strange: Restriction[];
  /** What keeps us from having seen every restriction. */
  gaps: Gap[];
  /** Absent until the branches were read. */
  branches?: ProtectedBranches;
}

/** The branches that there are, by whether they are protected. */
export interface ProtectedBranches {
  count: number;
  /** What keeps us from having seen every branch. */
  gaps: Gap[];
  /** Those that are for sure. */
  covered: string[];
  /** How many of those surely limit merging alone, so that whoever can write can push. */
  mergesOnly: number;
  /** How many may be. */
  perhaps: number;
}

/** What protects branches whatever they are called, before those that exist were read. */
export function protection({ facts: { restrictions } }: Pick<Gathered, 'facts'>): Protection {
  return {
    restrictions: restrictions.items.filter(hasList),
    strange: restrictions.items.filter(({ kind }) => !kinds.has(kind)),
    gaps: restrictions.gaps,
  };
}

/** The same of the branches that exist, a little at a time. */
export function* protecting(gathered: Gathered): Steps<Protection> {
  const { items } = gathered.facts.branches;
  const { of, classes } = yield* branchesInClasses(items, gathered);
  const names = membersOf(items, of);
  const isWhole = gathered.facts.restrictions.gaps.length === 0;
  const branches: ProtectedBranches = {
    count: items.length,
    gaps: branchGaps(gathered.facts),
    covered: [],
    mergesOnly: 0,
    perhaps: 0,
  };
  for (const [at, view] of classes.entries()) {
    const own = names[at] ?? [];
    if (isCovered(view)) {
      branches.covered.push(...own);
      if (isWhole && !view.covering.some(({ restriction: { kind } }) => kind === 'push' || !kinds.has(kind)))
        branches.mergesOnly += own.length;
    } else if (view.covering.some(({ restriction }) => hasList(restriction) || !kinds.has(restriction.kind))) {
      branches.perhaps += own.length;
    }
  }
  return { ...protection(gathered), branches };
}

function isCovered({ covering }: BranchView): boolean {
  return covering.some(({ restriction, covers }) => covers.is === 'yes' && hasList(restriction));
}
