import { useMemo, useState } from 'react';
import type { Listed } from './listed';
import { sorted, type Order } from './shown';

/**
 * These in the chosen order. While repositories are being read, each stays where it was: a row that jumps away from
 * under somebody's hand is worse than one that will stand elsewhere later. What is new meanwhile stands behind.
 */
export function useSettled(some: readonly Listed[], sort: Order, isReading: boolean): readonly Listed[] {
  const [kept, setKept] = useState<{ sort: Order; places: ReadonlyMap<string, number> }>();
  const isHeld = isReading && kept?.sort === sort;
  const rows = useMemo(() => {
    const anew = sorted(some, sort);
    if (!isHeld) return anew;
    const place = ({ key }: Listed) => kept.places.get(key) ?? kept.places.size;
    return anew.sort((a, b) => place(a) - place(b));
  }, [some, sort, isHeld, kept]);
  if (isReading && !isHeld) setKept({ sort, places: new Map(rows.map(({ key }, at) => [key, at])) });
  if (!isReading && kept) setKept(undefined);
  return rows;
}
