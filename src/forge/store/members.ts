import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import { bareId } from '../place';
import { forgetValue, keepValue, valuesUnder } from './storage';

const format = 1;
/** Members of a group, as an administrator of the repository supplied them. The earliest entries have no format. */
const supplied = v.object({
  format: v.optional(v.literal(format), format),
  group: v.string(),
  members: v.array(v.string()),
});
type Supplied = v.InferOutput<typeof supplied>;

/**
 * Keeps a group's members with the repository, replacing those kept before; `null` forgets them. Throws where the
 * storage fails.
 */
export async function keepMembers(place: Place, group: string, members: string[] | null): Promise<void> {
  const key = prefixOf(place) + createHash('sha256').update(group).digest('hex');
  if (members === null) await forgetValue(key);
  else await keepValue(key, { format, group, members } satisfies Supplied);
}

/**
 * The members kept with a repository, by group slug; uuids as Bitbucket writes them. Throws where the storage fails.
 */
export async function keptMembers(place: Place): Promise<Record<string, string[]>> {
  const kept = await valuesUnder(prefixOf(place), supplied);
  return Object.fromEntries(
    kept.flatMap(([, value]): [string, string[]][] => (value ? [[value.group, value.members]] : [])),
  );
}

/** Keys hold at most 500 characters, and a slug may be anything: hence its digest. */
function prefixOf({ slug }: Place): string {
  return `members:${bareId(slug)}:`;
}
