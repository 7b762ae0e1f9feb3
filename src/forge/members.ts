import { createHash } from 'node:crypto';
import { kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';
import type { Place } from '../bitbucket/access';
import { bareId } from './place';

/** Members of a group, as an administrator of the repository supplied them; the uuids as Bitbucket writes them. */
export interface Supplied {
  group: string;
  members: string[];
}

const stored = v.object({ group: v.string(), members: v.array(v.string()) });
/** As many as a query of Forge's key-value store gives at once. */
const most = 20;

/** Keeps a group's members with the repository, in place of those kept before; `null` forgets them. */
export async function keepMembers(place: Place, group: string, members: string[] | null): Promise<void> {
  const key = prefixOf(place) + createHash('sha256').update(group).digest('hex');
  if (members === null) await kvs.delete(key);
  else await kvs.set<Supplied>(key, { group, members });
}

/** The members kept with a repository, by group slug. */
export async function keptMembers(place: Place): Promise<Record<string, string[]>> {
  const kept: [string, string[]][] = [];
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefixOf(place))).limit(most);
    const { results, nextCursor } = await (cursor === undefined ? query : query.cursor(cursor)).getMany<unknown>();
    for (const { value } of results) {
      const parsed = v.safeParse(stored, value);
      if (parsed.success) kept.push([parsed.output.group, parsed.output.members]);
    }
    cursor = nextCursor;
  } while (cursor);
  return Object.fromEntries(kept);
}

/** Keys take at most 500 characters, and a slug may hold anything: hence its digest. */
function prefixOf({ slug }: Place): string {
  return `members:${bareId(slug)}:`;
}
