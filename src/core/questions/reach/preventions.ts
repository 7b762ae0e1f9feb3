import { coveringOf, type Cell, type Gathered } from '../../cell/cell';
import type { Person } from '../../model';
import type { RuleId } from '../../reason';
import { forBranch, isListKnown } from './repairs';
import { distinctGroups, isOwnGrantAlone, isSurelyOut, writingGroups } from './sole-source';
import type { Numbered, Single } from './single';

/** Those who may do it now, beside whom it is to be taken from: a new list has to name them. */
export type Others = readonly Person[];

/** Lists of more people than this are no way to keep somebody out. */
const longestList = 200;

/**
 * For each rule what would make it stand in the way of one actor. One rule is enough. Nothing where no change to rules,
 * groups and permissions makes it.
 */
export function preventionsOf(others: Others): Record<RuleId, (cell: Cell & Gathered) => Single[][]> {
  return {
    credential: () => [],
    'repository-access': readOnly,
    'push-restriction': (cell) => (cell.operation === 'delete' ? [] : offLists('push', ['push'], cell, others)),
    'force-restriction': (cell) => forbidden('force', cell),
    'main-branch': () => [],
    'delete-restriction': (cell) => forbidden('delete', cell),
    'merge-restriction': (cell) => offLists('restrict_merges', ['restrict_merges', 'push'], cell, others),
    'unlistable-actor': () => [],
    'unknown-restriction': () => [],
  };
}

/**
 * Without permission to write: their own lowered, where that is surely all that gives it, or out of every group that
 * gives one.
 */
function readOnly({ actor, facts, people }: Cell & Gathered): Single[][] {
  if (actor.actor.type !== 'user') return [];
  const { person } = actor.actor;
  const leaving = writingGroups(facts)
    .filter((group) => !isSurelyOut(group, actor))
    .map((group): Single => ({ does: 'leave-group', group, person }));
  return [
    ...(isOwnGrantAlone(person, { facts, people })
      ? [[{ does: 'set-permission', person, level: 'read', on: 'repository' } as const]]
      : []),
    ...(leaving.length > 0 ? [leaving] : []),
  ];
}

/**
 * Off every list that exempts the actor, or, where it exempts nobody else either, a new one for the branch alone of
 * everybody else who may do it now.
 */
function offLists(kind: string, lists: readonly string[], cell: Cell, others: Others): Single[][] {
  const covering = lists.flatMap((one) => coveringOf(one, cell)).map(({ restriction }) => restriction);
  const { actor } = cell.actor;
  const off =
    actor.type === 'user' && covering.every(isListKnown)
      ? waysOff(covering.filter(isListKnown), actor.person, cell)
      : [];
  const restriction = forBranch(kind, cell.branch.name, [...others]);
  return [...off, ...(others.length > longestList ? [] : [[{ does: 'add-restriction', restriction } as const]])];
}

/** So many groups are combined each in two ways; of more, all are left or all are taken off. */
const mostGroups = 4;

/** What takes a person off these lists: off each that names them, and of each group that may, the one or the other. */
function waysOff(restrictions: readonly Numbered[], person: Person, { actor }: Cell): Single[][] {
  const off = restrictions
    .filter(({ users }) => users.some(({ id }) => id === person.id))
    .map((restriction): Single => ({ does: 'unlist-person', restriction, person }));
  const choices = distinctGroups(restrictions.flatMap(({ groups }) => groups))
    .filter((group) => !isSurelyOut(group, actor))
    .map((group): { leave: Single[]; unlist: Single[] } => ({
      leave: [{ does: 'leave-group', group, person }],
      unlist: restrictions
        .filter((one) => one.groups.some(({ slug }) => slug === group.slug))
        .map((restriction) => ({ does: 'unlist-group', restriction, group })),
    }));
  const ways =
    choices.length > mostGroups
      ? [choices.flatMap(({ leave }) => leave), choices.flatMap(({ unlist }) => unlist)]
      : choices.reduce<Single[][]>(
          (sets, { leave, unlist }) =>
            sets.flatMap((set) => [
              [...set, ...leave],
              [...set, ...unlist],
            ]),
          [[]],
        );
  return ways.map((way) => [...off, ...way]);
}

/** Forbidden to everybody on this branch. */
function forbidden(kind: string, cell: Cell): Single[][] {
  return [[{ does: 'add-restriction', restriction: forBranch(kind, cell.branch.name, []) }]];
}
