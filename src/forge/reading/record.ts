import * as v from 'valibot';
import type { Place, Unreadable } from '../../bitbucket/repository/access';
import { highestLimit, spentWithinTheHour, type SpentByAll, type Spending } from './budget';
import { bareId } from '../place';
import { keepValue, valueAt, valuesUnder } from '../store/storage';

/** What is kept about the last reading of a repository for builds, beside the facts. */
export interface ReadingRecord extends Spending {
  /** Bitbucket did not answer some of the requests. */
  failed?: boolean;
  /** Bitbucket did not show the repository at all. */
  unreadable?: Unreadable;
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const stored = v.object({
  at: whole,
  calls: v.pipe(whole, v.maxValue(highestLimit)),
  spent: v.pipe(v.array(v.tuple([whole, whole])), v.maxLength(100)),
  limit: v.exactOptional(v.pipe(v.number(), v.minValue(1), v.maxValue(highestLimit))),
  until: v.exactOptional(v.number()),
  failed: v.exactOptional(v.boolean()),
  unreadable: v.exactOptional(
    v.object({
      because: v.picklist(['no-credential-accepted', 'not-visible']),
      status: whole,
      gap: v.object({
        of: v.object({ what: v.literal('repository') }),
        because: v.picklist(['forbidden', 'not-found', 'not-offered']),
        status: v.exactOptional(whole),
        required: v.exactOptional(v.array(v.string())),
        granted: v.exactOptional(v.array(v.string())),
      }),
    }),
  ),
});

const prefix = 'check-reading:';
/** At most this many repositories are added up; beyond these, Bitbucket's own warning that the limit is near counts. */
const most = 500;

/**
 * The record of a repository; undefined where it has another shape or a time in the future. Throws where the storage
 * fails.
 */
export async function keptRecord(place: Place): Promise<ReadingRecord | undefined> {
  return recordIn(await valueAt(keyOf(place), stored));
}

/** Keeps the record for two hours. Throws where the storage fails. */
export async function keepRecord(place: Place, record: ReadingRecord): Promise<void> {
  await keepValue(keyOf(place), record, { value: 2, unit: 'HOURS' });
}

/** What builds have used within the hour, over all repositories of the installation. Throws where the storage fails. */
export async function spentByAll(): Promise<SpentByAll> {
  const now = Date.now();
  const records = (await valuesUnder(prefix, stored, most)).map(([, value]) => recordIn(value));
  const spent = records.map((record) => (record ? spentWithinTheHour(record, now) : 0)).filter((calls) => calls > 0);
  return { calls: spent.reduce((sum, calls) => sum + calls, 0), repositories: spent.length };
}

/** Milliseconds by which the clocks of two processes may differ. */
const skew = 60_000;

function recordIn(record: ReadingRecord | undefined): ReadingRecord | undefined {
  return record && record.at <= Date.now() + skew ? record : undefined;
}

function keyOf({ slug }: Place): string {
  return prefix + bareId(slug);
}
