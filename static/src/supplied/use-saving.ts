import { useState } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import { suppliedListOf, type SuppliedList } from '../../../src/core/people/supplied/lists';

/** What is kept of a group from then on, and what that took the place of. */
type Saved = Record<'kept' | 'replaced', SuppliedList | null>;

/** What names are looked up and answers are compared in, and what saves a group's members. */
export interface Supply {
  gathered: Gathered;
  onMembers: (group: string, members: string[] | null) => Promise<Saved | 'closed'>;
}

/** What was saved last, and what takes it back. */
export interface Done extends Saved {
  is: 'saved' | 'undone';
  /** Somebody had saved another list than this page showed. */
  byOthers: boolean;
}

/** Saving who is in a group, one change at a time. */
export interface Saving {
  busy: boolean;
  /** Why the last attempt may have come to nothing. */
  wrong: string;
  done: Done | undefined;
  /** Gives whether it is kept. */
  save: (members: string[] | null) => Promise<boolean>;
  undo: () => Promise<boolean>;
}

/** Saves the members of a group, and knows the way back. */
export function useSaving(group: string, { gathered: { facts }, onMembers }: Supply): Saving {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [done, setDone] = useState<Done>();

  async function put(members: string[] | null, is: Done['is']): Promise<boolean> {
    if (busy) return false;
    const shown = suppliedListOf(group, facts) ?? null;
    setBusy(true);
    setWrong('');
    try {
      const saved = await onMembers(group, members);
      if (saved === 'closed') return false;
      // A second attempt finds what the first one kept, though its answer was lost.
      const again = isSame(saved.replaced, saved.kept);
      const replaced = again ? shown : saved.replaced;
      setDone({ is, kept: saved.kept, replaced, byOthers: !isSame(replaced, shown) });
      return true;
    } catch {
      setWrong('The list may not have been saved. You can try again.');
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    wrong,
    done,
    save: (members) => put(members, 'saved'),
    undo: () => put(done?.replaced?.members ?? null, done?.is === 'undone' ? 'saved' : 'undone'),
  };
}

/** Whether two lists, or the lack of one, have the same members. */
export function isSame(one: SuppliedList | null, other: SuppliedList | null): boolean {
  if (!one || !other) return one === other;
  return isSameSet(one.members, other.members);
}

/** Whether these are the same members, in whatever order. */
export function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const all = new Set(some);
  return all.size === new Set(others).size && others.every((id) => all.has(id));
}
