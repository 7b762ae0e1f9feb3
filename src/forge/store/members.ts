import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import type { SuppliedList } from '../../core/people/supplied/lists';
import { bareId } from '../place';
import { person } from './facts-shape';
import { forgetValue, keepValue, valueAt, valuesUnder } from './storage';

const format = 1;
/**
 * Members of a group, as an administrator of the repository supplied them. The earliest entries have no format, and
 * none has who supplied it and when that was kept before these were noted.
 */
const supplied = v.object({
  format: v.optional(v.literal(format), format),
  group: v.string(),
  members: v.array(v.string()),
  by: v.exactOptional(person),
  at: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
});
type Supplied = v.InferOutput<typeof supplied>;

/**
 * Keeps a group's members with the repository; `null` forgets them. Returns those that were kept before. Throws where
 * the storage fails.
 */
export async function keepMembers(
  place: Place,
  group: string,
  members: SuppliedList | null,
): Promise<SuppliedList | undefined> {
  const key = prefixOf(place) + createHash('sha256').update(group).digest('hex');
  const before = await valueAt(key, supplied);
  if (members) await keepValue(key, { format, group, ...members } satisfies Supplied);
  else await forgetValue(key);
  return before && listOf(before);
}

/** The lists kept with a repository, by group slug; uuids as Bitbucket writes them. Throws where the storage fails. */
export async function keptLists(place: Place): Promise<Record<string, SuppliedList>> {
  const kept = await valuesUnder(prefixOf(place), supplied);
  return Object.fromEntries(
    kept.flatMap(([, value]): [string, SuppliedList][] => (value ? [[value.group, listOf(value)]] : [])),
  );
}

/** As `keptLists`, without who supplied them: for whoever may not be told. */
export async function keptMembers(place: Place): Promise<Record<string, string[]>> {
  const lists = Object.entries(await keptLists(place));
  return Object.fromEntries(lists.map(([slug, { members }]) => [slug, members]));
}

function listOf({ members, by, at }: Supplied): SuppliedList {
  return { members, ...(by && { by }), ...(at !== undefined && { at }) };
}

/** Keys hold at most 500 characters, and a slug may be anything: hence its digest. */
function prefixOf({ slug }: Place): string {
  return `members:${bareId(slug)}:`;
}
