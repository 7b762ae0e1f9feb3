import { coveringOf, type Cell } from '../../cell/cell';
import type { Group, Person } from '../../model';
import type { RuleId } from '../../reason';
import { writes } from '../../people/levels';
import { forBranch, isNumbered, type Repairs } from './repairs';
import type { Numbered, Single } from './single';

/** Those who may do it now, beside whom it is to be taken from: a new list has to name them. */
export type Others = readonly Person[];

/** Lists of more people than this are no way to keep somebody out. */
const longestList = 200;
const mostCombined = 1_000;

/**
 * For each rule what would make it stand in the way of one actor. One rule is enough. Nothing where no change to rules,
 * groups and permissions makes it.
 */
export function preventionsOf(others: Others): Record<RuleId, Repairs> {
  return {
    credential: () => [],
    'repository-access': readOnly,
    'pull-request': () => [],
    'push-restriction': (cell) => (cell.operation === 'delete' ? [] : offLists('push', ['push'], cell, others)),
    'force-restriction': (cell) => forbidden('force', cell),
    'main-branch': () => [],
    'delete-restriction': (cell) => forbidden('delete', cell),
    'merge-restriction': (cell) => offLists('restrict_merges', ['restrict_merges', 'push'], cell, others),
    'merge-checks': () => [],
    mergeability: () => [],
    'unlistable-actor': () => [],
    'unknown-restriction': () => [],
  };
}

/** Without permission to write: as one permission, or out of every group that gives it. */
function readOnly({ actor: { actor }, facts: { groupGrants, projectGroupGrants } }: Cell): Single[][] {
  if (actor.type !== 'user') return [];
  const { person } = actor;
  const giving = new Map<string, Group>();
  for (const { group, level } of [...groupGrants.items, ...projectGroupGrants.items])
    if (writes(level)) giving.set(group.slug, group);
  return [
    [{ does: 'set-permission', person, level: 'read', on: 'repository' }],
    [...giving.values()].map((group): Single => ({ does: 'leave-group', group, person })),
    ...[...giving.values()].map((group): Single[] => [{ does: 'leave-group', group, person }]),
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
    actor.type === 'user' && covering.every(isNumbered)
      ? combined(covering.filter(isNumbered).flatMap((one) => waysOff(one, actor.person, cell)))
      : [];
  const restriction = forBranch(kind, cell.branch.name, [...others]);
  return [...off, ...(others.length > longestList ? [] : [[{ does: 'add-restriction', restriction } as const]])];
}

/** What takes a person off one list, a choice for each entry that may exempt them: the group goes, or they leave it. */
function waysOff(restriction: Numbered, person: Person, { actor }: Cell): Single[][] {
  const { users, groups } = restriction;
  const mayBeIn = groups.filter(
    (group) => actor.lists({ ...restriction, users: [], groups: [group], gaps: [] }).is !== 'no',
  );
  return [
    ...(users.some(({ id }) => id === person.id) ? [[{ does: 'unlist-person', restriction, person } as const]] : []),
    ...mayBeIn.map((group): Single[] => [
      { does: 'leave-group', group, person },
      { does: 'unlist-group', restriction, group },
    ]),
  ];
}

/** One of each choice, in every combination, up to a bound. */
function combined(choices: readonly (readonly Single[])[]): Single[][] {
  return choices.reduce<Single[][]>(
    (sets, choice) => sets.flatMap((set) => choice.map((single) => [...set, single])).slice(0, mostCombined),
    [[]],
  );
}

/** Forbidden to everybody on this branch. */
function forbidden(kind: string, cell: Cell): Single[][] {
  return [[{ does: 'add-restriction', restriction: forBranch(kind, cell.branch.name, []) }]];
}
