import type { Verdict } from '../decision';
import type { Actor, Operation } from '../model';
import type { Changed } from '../questions/since/since';
import type { RepositoryAmongMany } from './digest';

/** What differs between two readings of one repository, and whose verdicts it flipped. Plain JSON. */
export interface RepositoryChanges {
  /** As the later reading names it. */
  repository: RepositoryAmongMany;
  /** The full name that it had in the earlier reading, where that was another. */
  renamedFrom?: string;
  /**
   * RFC 3339: what changed did so after `from`, and at the latest at `to`. Absent where a saved world does not say when
   * it was read.
   */
  from?: string;
  to?: string;
  /**
   * What changed about rules and people; branches come and go all day, and are not told. What only one of the readings
   * could see is told as that alone.
   */
  changed: Changed[];
  shifts: Shift[];
  /** Set where there may be branches that nobody looked at: patterns have too many combinations to go through all. */
  truncated?: true;
}

/** Some for whom the same branches have the same other verdict, for the same causes. */
export interface Shift {
  operation: Operation;
  branches: BranchClass[];
  /** Set where it is so on every branch that there may be, but for deleting the main branch, which nobody ever can. */
  everywhere?: true;
  actors: Actor[];
  before: Verdict;
  after: Verdict;
  /**
   * Places in `changed`: each change without which the verdict would not be what it is, or that alone would have made
   * it so; where it took several together, all of them. Empty only where nothing that was read explains it.
   */
  causes: number[];
}

/** A branch, and whether it stands for all that every rule judges like it. */
export interface BranchClass {
  /** The name of one that there is, or of one that there might be. */
  branch: string;
  /** What covers it, as patterns; empty where nothing does. Left out where it is meant alone. */
  patterns?: string[];
}

/** What is asked of two readings, where it is not all. */
export interface AskedOfChanges {
  /** RFC 3339: until when the earlier reading held, and since when the later does. Else when each was read. */
  from?: string;
  to?: string;
  /** One branch by its name, which need not exist. */
  branch?: string;
  actor?: Actor;
  operation?: Operation;
}

/** What a shift is to those whom it is about; `unclear` where one of the readings could not tell. */
export function turnOf({ before, after }: Pick<Shift, 'before' | 'after'>): 'gained' | 'lost' | 'unclear' {
  if (before === 'unknown' || after === 'unknown') return 'unclear';
  return after === 'allowed' ? 'gained' : 'lost';
}

/** The same, and of what changed only what is kept; causes are places in that. */
export function keepingOf(
  changes: RepositoryChanges,
  isKept: (one: Changed, at: number) => boolean,
): RepositoryChanges {
  const kept = [...changes.changed.entries()].filter(([at, one]) => isKept(one, at));
  if (kept.length === changes.changed.length) return changes;
  const place = new Map(kept.map(([at], now) => [at, now]));
  return {
    ...changes,
    changed: kept.map(([, one]) => one),
    shifts: changes.shifts.map((one) => ({ ...one, causes: one.causes.flatMap((at) => place.get(at) ?? []) })),
  };
}

/** The same, and of what changed only that which caused a shift. */
export function withCausesAlone(changes: RepositoryChanges): RepositoryChanges {
  const causes = new Set(changes.shifts.flatMap((one) => one.causes));
  return keepingOf(changes, (_, at) => causes.has(at));
}
