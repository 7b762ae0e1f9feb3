import type { Restriction } from '../model';
import type { Change } from '../questions/change/change';
import { matchKey } from './match-key';
import type { OnRestriction } from './operation';

/**
 * Changes to restrictions in an order in which Bitbucket can take them, as it keeps one for each kind and match:
 * "The combination of kind and match must be unique" (OpenAPI). One that goes and one that comes in its place are one
 * replacement, so that nothing is open in between.
 */
export function restrictionOperations(
  change: Change['restrictions'],
  present: readonly Restriction[],
): OnRestriction[] {
  const byId = new Map(
    present.flatMap((one) => (one.id === undefined || one.supplied ? [] : [[one.id, one] as const])),
  );
  const going = [...new Set(change.remove)];
  const adding: Restriction[] = [];
  const replacing = change.replace.map(({ id, ...restriction }) => ({ id, restriction }));
  for (const restriction of change.add) {
    const at = going.findIndex((id) => {
      const before = byId.get(id);
      return before && !restriction.supplied && keyOf(before) === keyOf(restriction);
    });
    const [id] = at < 0 ? [] : going.splice(at, 1);
    if (id === undefined) adding.push(restriction);
    else replacing.push({ id, restriction });
  }

  const held = new Map([...byId.values()].map((one) => [keyOf(one), one]));
  const operations: OnRestriction[] = [];

  function remove(id: number) {
    const before = byId.get(id);
    operations.push({ does: 'remove', id, ...(before && { before }) });
    if (before && held.get(keyOf(before)) === before) held.delete(keyOf(before));
  }

  function holderOf(restriction: Restriction, id?: number): Restriction | undefined {
    const holder = restriction.supplied ? undefined : held.get(keyOf(restriction));
    return holder && (id === undefined || holder.id !== id) ? holder : undefined;
  }

  const wanted = new Set(replacing.map(({ restriction }) => keyOf(restriction)));
  const first = going.filter((id) => {
    const before = byId.get(id);
    return before && wanted.has(keyOf(before));
  });
  for (const id of first) remove(id);
  while (replacing.length > 0) {
    const free = replacing.findIndex(({ id, restriction }) => !holderOf(restriction, id));
    const [next] = replacing.splice(Math.max(0, free), 1);
    if (!next) break;
    const { id, restriction } = next;
    const before = byId.get(id);
    const taken = holderOf(restriction, id);
    operations.push({ does: 'replace', id, restriction, ...(before && { before }), ...(taken && { taken }) });
    if (taken) continue;
    if (before && held.get(keyOf(before)) === before) held.delete(keyOf(before));
    held.set(keyOf(restriction), { ...restriction, id });
  }
  for (const restriction of adding) {
    const taken = holderOf(restriction);
    operations.push({ does: 'add', restriction, ...(taken && { taken }) });
    if (!taken && !restriction.supplied) held.set(keyOf(restriction), restriction);
  }
  for (const id of going) if (!first.includes(id)) remove(id);
  return operations;
}

function keyOf({ kind, match }: Restriction): string {
  return JSON.stringify([kind, matchKey(match)]);
}
