import { presence } from '../cell/lists';
import type { Evidence } from '../evidence';
import type { Operation } from '../model';
import type { ForEverybody } from '../reason';
import type { KnownKind } from '../words/kinds';
import { notCovered } from './covering';
import { cannotTell, denies, type Judging, type RefusingRule } from './rule';

/** What a restriction of this kind forbids. */
interface Forbidden {
  kind: KnownKind;
  /** The reason of a refusal. */
  why: 'rewriting-forbidden' | 'deletion-forbidden';
  stops: readonly Operation[];
}

/** All of a rule but its id, where restrictions of one kind forbid something to everybody: they have no list. */
function forEverybody({ kind, why, stops }: Forbidden): Judging<ForEverybody> {
  return {
    stops,
    judge(cell) {
      if (cell.actor.actor.type === 'access-key') return undefined;
      const present = presence(kind, cell);
      if (present.is === 'unknown') return cannotTell({ why: 'covering-not-known' }, present.gaps);
      if (present.is === 'no') return notCovered(cell, [kind]);
      const { restrictions } = present;
      const [restriction, ...others] = restrictions;
      // One is enough, but whatever was supplied has to be seen to be.
      const supplied = others.filter((one) => one.supplied);
      return denies(
        { why, restrictions },
        { shows: 'restriction', restriction },
        ...supplied.map((one): Evidence => ({ shows: 'restriction', restriction: one })),
      );
    },
  };
}

/** Rewriting history is forbidden to everybody where one of these covers the branch; it has no list. */
export const forceRestriction: RefusingRule<'force-restriction'> = {
  id: 'force-restriction',
  ...forEverybody({ kind: 'force', why: 'rewriting-forbidden', stops: ['force-push'] }),
};

/** Deletion is forbidden to everybody where one of these covers the branch; it has no list. */
export const deleteRestriction: RefusingRule<'delete-restriction'> = {
  id: 'delete-restriction',
  ...forEverybody({ kind: 'delete', why: 'deletion-forbidden', stops: ['delete'] }),
};
