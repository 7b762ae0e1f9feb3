import type { Gap, Listing, Unknown } from '../../model';

/** The list, or the value, was read whole in one of the two readings alone. */
export interface SeenChanged {
  changed: 'seen';
  of: Unknown;
  is: 'whole' | 'not whole';
}

/** Set where the other list was not read whole: what it seems to lack may stand there all the same. */
export interface Sureness {
  unsure?: true;
}

/** What only the later of two lists holds, and what only the earlier; nothing where that is none. */
export interface Between<T> {
  come?: { items: T[] } & Sureness;
  gone?: { items: T[] } & Sureness;
}

/** What differs between two lists, each entry once. */
export function between<T>(before: Listing<T>, after: Listing<T>, idOf: (item: T) => string): Between<T> {
  const [was, is] = [byId(before.items, idOf), byId(after.items, idOf)];
  const come = [...is].flatMap(([id, item]) => (was.has(id) ? [] : [item]));
  const gone = [...was].flatMap(([id, item]) => (is.has(id) ? [] : [item]));
  return {
    ...(come.length > 0 && { come: { items: come, ...unsureIf(before.gaps.length > 0) } }),
    ...(gone.length > 0 && { gone: { items: gone, ...unsureIf(after.gaps.length > 0) } }),
  };
}

/** What two records hold by the same key, each key once; names come from outside, `constructor` among them. */
export function bothBy<T>(
  before: Record<string, T>,
  after: Record<string, T>,
): [string, T | undefined, T | undefined][] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  return keys.map((key) => [key, was.get(key), is.get(key)]);
}

/** The mark of what may be as before. */
export function unsureIf(unsure: boolean): Sureness {
  return unsure ? { unsure: true } : {};
}

/** That only one of the two was read whole; nothing where both were, or neither. */
export function seenBetween(of: Unknown, before: readonly Gap[], after: readonly Gap[]): SeenChanged[] {
  const [was, is] = [before.length === 0, after.length === 0];
  return was === is ? [] : [{ changed: 'seen', of, is: is ? 'whole' : 'not whole' }];
}

function byId<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [idOf(item), item]));
}

/** Those who had one rank before, and have another now. `none` where a list leaves them out. */
export interface Moves<T, Rank> extends Sureness {
  who: T[];
  from: Rank | 'none';
  to: Rank | 'none';
}

/** What differs between two lists that rank people or groups. Of somebody who comes twice the highest rank holds. */
export function movesBetween<T, Rank extends string>(
  before: Listing<{ who: T; rank: Rank }>,
  after: Listing<{ who: T; rank: Rank }>,
  idOf: (who: T) => string,
  ranks: readonly (Rank | 'none')[],
): Moves<T, Rank>[] {
  const [was, is] = [highest(before.items, idOf, ranks), highest(after.items, idOf, ranks)];
  const moves = new Map<string, Moves<T, Rank>>();
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(id), is.get(id)];
    const who = (now ?? old)?.who;
    const [from, to]: [Rank | 'none', Rank | 'none'] = [old?.rank ?? 'none', now?.rank ?? 'none'];
    const unsure = (!old && before.gaps.length > 0) || (!now && after.gaps.length > 0);
    // Of somebody who is not on a list that was not read whole nobody knows that they have nothing.
    if (who === undefined || (from === to && !unsure)) continue;
    const key = `${from} ${to} ${String(unsure)}`;
    const move = moves.get(key);
    if (move) move.who.push(who);
    else moves.set(key, { who: [who], from, to, ...unsureIf(unsure) });
  }
  return [...moves.values()];
}

function highest<T, Rank extends string>(
  items: readonly { who: T; rank: Rank }[],
  idOf: (who: T) => string,
  ranks: readonly (Rank | 'none')[],
): Map<string, { who: T; rank: Rank }> {
  const highest = new Map<string, { who: T; rank: Rank }>();
  for (const one of items) {
    const before = highest.get(idOf(one.who));
    if (!before || ranks.indexOf(one.rank) > ranks.indexOf(before.rank)) highest.set(idOf(one.who), one);
  }
  return highest;
}
