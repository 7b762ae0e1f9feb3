import type { Disagreement } from '../reported-check';
import { comparisonOutcomes, type Comparison, type ComparisonOutcome, type Difference } from './ledger';

/** How often each came of a comparison. */
export type OutcomeCounts = Record<ComparisonOutcome, number>;

/** What the ledger holds of one repository. */
export interface Ledger {
  /** `workspace/slug`. */
  repository: string;
  /** When the first comparison was kept, RFC 3339. */
  since?: string;
  counts: OutcomeCounts;
  /** The newest stand first. */
  disagreements: DisagreementSeen[];
  /** How many disagreements are counted above, and stand nowhere below. */
  older: number;
}

/** A disagreement on one pull request, with the facts of the newest time. */
export interface DisagreementSeen extends Omit<Difference, 'disagreements'> {
  disagreement: Disagreement;
  /** RFC 3339. */
  first: string;
  last: string;
  /** In how many states of the pull request, each counted once a day. */
  times: number;
}

/** Disagreements in one report, at most. */
const most = 100;

/** None of any outcome. */
export function noCounts(): OutcomeCounts {
  return { agreed: 0, differed: 0, 'beyond-the-rules': 0, 'ours-unknown': 0, 'bitbucket-unknown': 0 };
}

/** Both counts together. */
export function countedWith(one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts {
  const sum = noCounts();
  for (const outcome of comparisonOutcomes) sum[outcome] = one[outcome] + other[outcome];
  return sum;
}

/** The outcomes of these, counted. */
export function countsOf(comparisons: readonly Pick<Comparison, 'outcome'>[]): OutcomeCounts {
  const counts = noCounts();
  for (const { outcome } of comparisons) counts[outcome] += 1;
  return counts;
}

/**
 * The ledger of one repository: `counts` of everything that was ever kept, and the comparisons that still stand.
 */
export function ledgerOf(
  repository: string,
  { counts, since }: { counts: OutcomeCounts; since?: string },
  comparisons: readonly Comparison[],
): Ledger {
  const found = new Map<string, DisagreementSeen>();
  const inOrder = [...comparisons].sort((one, other) => compare(one.at, other.at));
  for (const { at, difference } of inOrder) {
    if (!difference) continue;
    const { disagreements, ...rest } = difference;
    for (const disagreement of disagreements) {
      const key = JSON.stringify([rest.pullRequest, rest.branch, disagreement]);
      const before = found.get(key);
      found.set(key, { ...rest, disagreement, first: before?.first ?? at, last: at, times: (before?.times ?? 0) + 1 });
    }
  }
  const all = [...found.values()].sort((one, other) => compare(other.last, one.last));
  const first = since ?? inOrder[0]?.at;
  return {
    repository,
    ...(first !== undefined && { since: first }),
    counts,
    disagreements: all.slice(0, most),
    older:
      Math.max(0, counts.differed - inOrder.filter(({ difference }) => difference).length) +
      Math.max(0, all.length - most),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
