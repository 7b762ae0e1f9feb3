import type { Gathered } from '../../cell/cell';
import type { Restriction } from '../../model';
import type { Change } from './change';

/** Why a change cannot be tried on these facts: it speaks of a restriction that is not there. */
export interface NoSuchRestriction {
  noRestriction: number;
  /** Set where not every restriction was read, so that it may exist all the same. */
  unread?: true;
}

/**
 * The facts with this change made. Memberships and permissions that it does not name stay those of the facts as they
 * were read: what was deduced from them is not deduced anew.
 */
export function tried({ facts, people }: Gathered, { restrictions, groups, permissions }: Change): Gathered {
  const gone = new Set(restrictions.remove);
  const instead = new Map(restrictions.replace.map((one) => [one.id, one]));
  const kept = facts.restrictions.items.flatMap((one): Restriction[] => {
    if (one.id === undefined || one.supplied) return [one];
    const next = instead.get(one.id);
    return next ? [next] : gone.has(one.id) ? [] : [one];
  });
  const moves = Object.keys(groups).length + Object.keys(permissions).length > 0;
  return {
    facts: { ...facts, restrictions: { ...facts.restrictions, items: [...kept, ...restrictions.add] } },
    people: moves ? { ...people, moved: { groups, permissions } } : people,
  };
}

/** What keeps the change from being tried: the first restriction that it takes or replaces and that is not there. */
export function notThere({ restrictions }: Change, { facts }: Pick<Gathered, 'facts'>): NoSuchRestriction | undefined {
  const ids = new Set(facts.restrictions.items.flatMap(({ id, supplied }) => (supplied ? [] : (id ?? []))));
  const missing = [...restrictions.remove, ...restrictions.replace.map(({ id }) => id)].find((id) => !ids.has(id));
  if (missing === undefined) return undefined;
  return { noRestriction: missing, ...(facts.restrictions.gaps.length > 0 && { unread: true }) };
}
