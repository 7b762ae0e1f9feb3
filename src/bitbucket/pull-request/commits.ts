import * as v from 'valibot';
import type { Fact, Listing } from '../../core/model';
import { entryOf } from '../repository/people';
import { branchTypes } from '../repository/repository';

/** Limits the reply to each commit's place in the history. */
export const commitQuery = '&fields=values.hash,values.parents.hash,next,size,pagelen,page';

const hash = v.pipe(v.string(), v.regex(/^[\da-f]{7,}$/i));
const commit = v.object({ hash, parents: v.array(v.object({ hash })) });
const read = entryOf(commit, /^commit$/);

/** A commit and its parents, as hashes. */
export interface Commit {
  hash: string;
  parents: string[];
}

/** Reads an entry of a list of commits. */
export function commitOf(entry: unknown): Commit | undefined {
  const one = read(entry);
  return one && { hash: one.hash, parents: one.parents.map((parent) => parent.hash) };
}

const head = v.object({ name: v.string(), target: v.fallback(v.optional(v.object({ hash })), undefined) });
const readHead = entryOf(head, branchTypes);

/** A branch, and the hash of its newest commit where Bitbucket gives it. */
export interface Head {
  name: string;
  hash?: string;
}

/** Reads an entry of the list of branches. */
export function headOf(entry: unknown): Head | undefined {
  const one = readHead(entry);
  return one && { name: one.name, ...(one.target && { hash: one.target.hash }) };
}

/**
 * How many commits of the destination the source lacks. `missed` is the server's list of commits that are on the
 * destination and not in the source. A server that ignores the filter gives more, so we count only ancestors of the
 * destination's head (where that is known) that the source does not certainly hold: its own head, the parents of the
 * commits it is `ahead` by, and all their ancestors.
 */
export function behindOf(
  missed: Listing<Commit>,
  ahead: Listing<Commit>,
  source: string,
  destination?: string,
): Fact<number> {
  const [gap] = [...ahead.gaps, ...missed.gaps];
  if (gap) return { known: false, gap };
  const byHash = new Map(missed.items.map((one) => [one.hash, one]));
  const own = new Set(ahead.items.map((one) => one.hash));
  const roots = [source, ...ahead.items.flatMap(({ parents }) => parents)].filter((one) => !own.has(one));
  if (destination !== undefined && roots.some((one) => same(one, destination))) return { known: true, value: 0 };
  const onDestination = destination === undefined ? new Set(byHash.keys()) : ancestry([destination], byHash);
  // The branch moved between two requests, or the list is about something else.
  if (destination !== undefined && onDestination.size === 0)
    return { known: false, gap: { of: { what: 'behind' }, because: 'not-understood' } };
  const held = ancestry(roots, byHash);
  return { known: true, value: [...onDestination].filter((one) => !held.has(one)).length };
}

/** These commits and all their ancestors, as far as the list goes. Hashes may be shortened. */
function ancestry(from: string[], byHash: Map<string, Commit>): Set<string> {
  const hashes = [...byHash.keys()];
  const reached = new Set<string>();
  const queue = [...new Set(from)].flatMap((one) =>
    byHash.has(one) ? [one] : hashes.filter((other) => same(one, other)),
  );
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...(byHash.get(next)?.parents ?? []).filter((parent) => byHash.has(parent)));
  }
  return reached;
}

/** Whether two hashes are the same; Bitbucket shortens hashes in some places. */
function same(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}
