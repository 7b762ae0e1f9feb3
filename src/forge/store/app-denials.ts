import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import { bareId } from '../place';
import { forgetValue, keepValue, valueAt } from './storage';

/** Milliseconds for which a denial is taken to last. */
const life = 3_600_000;
const format = 1;

const shape = v.object({
  format: v.literal(format),
  at: v.number(),
  refused: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(499))),
});

/**
 * Keeps for an hour which paths of a repository Bitbucket denied the app: statuses by path without query. Throws where
 * the storage fails.
 */
export async function keepDenials(place: Place, refused: Record<string, number>): Promise<void> {
  await keepValue(keyOf(place), { format, at: Date.now(), refused } satisfies v.InferOutput<typeof shape>, {
    value: 1,
    unit: 'HOURS',
  });
}

/**
 * The paths that Bitbucket denied the app within the hour, with the status; Forge may take two days to delete what has
 * expired. Throws where the storage fails.
 */
export async function keptDenials(place: Place): Promise<Record<string, number>> {
  const kept = await valueAt(keyOf(place), shape);
  return kept && Date.now() < kept.at + life ? kept.refused : {};
}

/** Forgets what was denied. Throws where the storage fails. */
export async function forgetDenials(place: Place): Promise<void> {
  await forgetValue(keyOf(place));
}

function keyOf({ slug }: Place): string {
  return `app-refusals:${bareId(slug)}`;
}
