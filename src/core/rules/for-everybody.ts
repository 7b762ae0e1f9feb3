import type { Cell } from '../cell/cell';
import type { MayI } from '../cell/may-i';
import { presence } from '../cell/lists';
import type { Evidence } from '../evidence';
import type { Operation, Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import type { ForEverybody } from '../reason';
import type { Remedy } from '../remedy';
import type { KnownKind } from '../words/kinds';
import { kindBefore, restrictionNames } from '../words/names';
import { docs } from '../words/pages';
import { namesBranch, notCovered, notCoveredWords } from './covering';
import { cannotTell, denies, type About, type Refusing } from './rule';

/** What a restriction of this kind forbids. */
interface Forbidden {
  kind: KnownKind;
  /** The reason of a refusal. */
  why: 'rewriting-forbidden' | 'deletion-forbidden';
  stops: readonly Operation[];
  /** The ways out, best first, where these restrictions cover the branch. */
  ways: (restrictions: NonEmpty<Restriction>, cell: Cell, mayI: MayI) => NonEmpty<Remedy>;
}

/** All of a rule but its id, where restrictions of one kind forbid something to everybody: they have no list. */
export function forEverybody({ kind, why, stops, ways }: Forbidden): Refusing<ForEverybody> {
  const doing = kindBefore(kind);
  const forbids = ({ restrictions }: { restrictions: Restriction[] }, { branch }: About) => {
    const own = namesBranch(restrictions, branch);
    return `${restrictionNames(restrictions)} is not allowed for anybody${own ? '' : `, and that covers ${branch}`}`;
  };
  return {
    page: docs.restrictions,
    stops,
    kinds: [kind],
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
    remedies(cell, mayI) {
      const present = presence(kind, cell);
      if (present.is !== 'yes') throw new Error('Ways out are asked only of a denial.');
      return ways(present.restrictions, cell, mayI);
    },
    words: {
      ...notCoveredWords(`forbids ${doing}`),
      'covering-not-known': (_, { branch }) => `whether a restriction forbids ${doing} ${branch} could not be settled`,
      'rewriting-forbidden': forbids,
      'deletion-forbidden': forbids,
    },
  };
}
