import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import type { Comparison, ComparisonOutcome } from '../../core/questions/ledger';
import { countedWith, countsOf, ledgerOf, noCounts, type Ledger } from '../../core/questions/ledger-report';
import { comparisonShape, countsShape, digestOf, digestShape } from '../../ledger-shape';
import { bareId } from '../place';
import { keepValue, valueAt, valuesUnder } from './storage';

/*
 * One value for each repository and day. Whoever shows a pull request reads the value of that day, and writes it only
 * where what they compared is not in it. Of two who write at the same time the later one wins; what the other compared
 * is not in the value then, and counts when the same is next shown on that day.
 */

const format = 1;
/** Days that a value is kept. */
const life = { value: 90, unit: 'DAYS' } as const;
/** Of one day: what counts, and what is kept whole. Forge's store takes 240 KiB for a value. */
const mostStates = 4_000;
const mostKept = 30;

const day = v.object({
  format: v.literal(format),
  counts: countsShape,
  /** Digests of what was compared. */
  states: v.pipe(v.array(digestShape), v.maxLength(mostStates)),
  differed: v.pipe(v.array(comparisonShape), v.maxLength(mostKept)),
});
type Day = v.InferOutput<typeof day>;

/** What was kept of one day, and under which key. */
export interface LedgerDay {
  key: string;
  kept: Day | undefined;
}

/** Only what was compared is kept: a view of which either side is unknown says nothing. */
const worthKeeping: readonly ComparisonOutcome[] = ['agreed', 'differed', 'beyond-the-rules'];

/** What is kept of the day of `at` (RFC 3339, in UTC). Throws where the storage fails. */
export async function ledgerDay(place: Place, at: string): Promise<LedgerDay> {
  const key = prefixOf(place) + at.slice(0, 10);
  return { key, kept: await valueAt(key, day) };
}

/** Adds a comparison to its day, unless the same is there. Throws where the storage fails. */
export async function keepComparison(
  { key, kept }: LedgerDay,
  { comparison, state: text }: { comparison: Comparison; state: string },
): Promise<void> {
  const before: Omit<Day, 'format'> = kept ?? { counts: noCounts(), states: [], differed: [] };
  const digest = digestOf(text);
  const isFull = before.states.length >= mostStates;
  if (!worthKeeping.includes(comparison.outcome) || isFull || before.states.includes(digest)) return;
  const next: Day = {
    format,
    counts: countedWith(before.counts, countsOf([comparison])),
    states: [...before.states, digest],
    differed: comparison.difference ? [...before.differed, comparison].slice(-mostKept) : before.differed,
  };
  await keepValue(key, next, life);
}

/** The ledger of a repository, which is called `name` now. Throws where the storage fails. */
export async function keptLedger(place: Place, name: string): Promise<Ledger> {
  const days = (await valuesUnder(prefixOf(place), day)).flatMap(([key, kept]) => (kept ? [{ key, kept }] : []));
  const since = days.map(({ key }) => key.slice(prefixOf(place).length)).sort()[0];
  return ledgerOf(
    name,
    {
      counts: days.reduce((sum, { kept }) => countedWith(sum, kept.counts), noCounts()),
      ...(since !== undefined && { since }),
    },
    days.flatMap(({ kept }) => kept.differed),
  );
}

function prefixOf({ slug }: Place): string {
  return `ledger:${bareId(slug)}:`;
}
