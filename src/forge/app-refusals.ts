import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { Place } from '../bitbucket/access';
import { bareId } from './place';

/** Milliseconds for which a refusal is taken to last. */
const life = 3_600_000;

const stored = v.object({ at: v.number(), refused: v.record(v.string(), v.number()) });

/** Keeps for an hour what Bitbucket refused the app of a repository, as statuses by path without query. */
export async function keepRefusals(place: Place, refused: Record<string, number>): Promise<void> {
  await kvs.set(keyOf(place), { at: Date.now(), refused }, { ttl: { value: 1, unit: 'HOURS' } });
}

/** What Bitbucket refused the app within the hour; Forge may take two days to delete what has expired. */
export async function keptRefusals(place: Place): Promise<Record<string, number>> {
  const parsed = v.safeParse(stored, await kvs.get<unknown>(keyOf(place)));
  return parsed.success && Date.now() < parsed.output.at + life ? parsed.output.refused : {};
}

/** Forgets what was refused. */
export async function forgetRefusals(place: Place): Promise<void> {
  await kvs.delete(keyOf(place));
}

function keyOf({ slug }: Place): string {
  return `app-refusals:${bareId(slug)}`;
}
