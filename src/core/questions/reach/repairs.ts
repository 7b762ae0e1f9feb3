import { coveringOf, type Cell } from '../../cell/cell';
import type { Person, Restriction } from '../../model';
import type { RuleId } from '../../reason';
import { isTag } from '../../branches/glob';
import { kinds } from '../../rules/kinds';
import type { Numbered, Single } from './single';
import { distinctGroups, writingGroups } from './sole-source';

/** Sets of single changes, each of which may keep a rule from refusing; whether it does is judged afterwards. */
export type Repairs = (cell: Cell) => Single[][];

/**
 * For each rule what would keep it from standing in the way. Nothing where no change to rules, groups and permissions
 * could: then it takes another credential, or something else than this branch.
 */
export const repairsOf: Readonly<Record<RuleId, Repairs>> = {
  credential: () => [],
  'repository-access': (cell) => withPerson(cell, (person) => writing(person, cell)),
  'push-restriction': (cell) => pastLists('push', ['push'], cell),
  'force-restriction': (cell) => without('force', cell),
  'main-branch': () => [],
  'delete-restriction': (cell) => without('delete', cell),
  'merge-restriction': (cell) => pastLists('restrict_merges', ['restrict_merges', 'push'], cell),
  // Nothing lists such an actor, and an access key never writes: the lists themselves have their repairs.
  'unlistable-actor': (cell) => (cell.actor.actor.type === 'access-key' ? [] : [[]]),
  'unknown-restriction': (cell) =>
    removing(cell.branch.covering.map(({ restriction }) => restriction).filter(({ kind }) => !kinds.has(kind))),
};

function withPerson(cell: Cell, repairs: (person: Person) => Single[][]): Single[][] {
  const { actor } = cell.actor;
  return actor.type === 'user' ? repairs(actor.person) : [];
}

/** A permission of their own, on the repository or its project, or through a group that has one. */
function writing(person: Person, { facts }: Cell): Single[][] {
  const { project } = facts.repository;
  return [
    [{ does: 'set-permission', person, level: 'write', on: 'repository' }],
    ...writingGroups(facts).map((group): Single[] => [{ does: 'join-group', group, person }]),
    ...(project.known && project.value
      ? [[{ does: 'set-permission', person, level: 'write', on: 'project' } as const]]
      : []),
  ];
}

/**
 * Past lists of this kind, to which those of the kinds `lists` exempt: being listed, joining a group that is, a new
 * restriction for this branch alone, or none of the kind at all. A new one takes nothing from anybody where the branch
 * is covered already, as restrictions combine by the union of their exemptions.
 */
function pastLists(kind: string, lists: readonly string[], cell: Cell): Single[][] {
  const covering = lists.flatMap((one) => coveringOf(one, cell));
  // On a list that may cover the branch somebody is exempt where it does, and needs no exemption where it does not.
  const every = covering.map(({ restriction }) => restriction);
  const sure = covering.flatMap(({ restriction, covers }) => (covers.is === 'yes' ? [restriction] : []));
  const own = sure.filter((one) => one.kind === kind);
  const listing = withPerson(cell, (person) => [
    ...every.filter(isListKnown).map((restriction): Single[] => [{ does: 'list-person', restriction, person }]),
    ...distinctGroups(every.flatMap(({ groups }) => groups)).map((group): Single[] => [
      { does: 'join-group', group, person },
    ]),
    // Only beside one that covers the branch for sure does a new one take nothing, and Bitbucket has one of a name.
    ...(isTag(cell.branch.name) || own.length === 0 || own.some((one) => !one.supplied && isAlone(one, cell))
      ? []
      : [[{ does: 'add-restriction', restriction: forBranch(kind, cell.branch.name, [person]) } as const]]),
  ]);
  return [...listing, ...without(kind, cell)];
}

/** Whether it is for this branch by its name: Bitbucket's screen has one such of a kind, and another says no more. */
function isAlone({ match }: Restriction, { branch }: Cell): boolean {
  return match.by === 'glob' && match.pattern === branch.name;
}

/** Without any restriction of this kind on the branch. */
function without(kind: string, cell: Cell): Single[][] {
  return removing(coveringOf(kind, cell).map(({ restriction }) => restriction));
}

function removing(restrictions: readonly Restriction[]): Single[][] {
  // What is set on the project has no number, and cannot be taken away here.
  if (restrictions.length === 0 || !restrictions.every(isNumbered)) return [];
  return [restrictions.filter(isNumbered).map((restriction): Single => ({ does: 'remove-restriction', restriction }))];
}

/** A restriction for this branch alone. Git allows no star in a name, so the name is a pattern of itself. */
export function forBranch(kind: string, branch: string, users: Person[]): Restriction {
  return {
    kind,
    match: { by: 'glob', pattern: branch },
    users,
    groups: [],
    gaps: [],
    pipelinesSourceBranches: [],
  };
}

/** Whether it is one of the repository's own, which has a number. */
export function isNumbered(restriction: Restriction): restriction is Numbered {
  return restriction.id !== undefined && !restriction.supplied;
}

/** Whether its list can be written anew: what was not read of it would be taken off. */
export function isListKnown(restriction: Restriction): restriction is Numbered {
  const { gaps, otherUsers = 0 } = restriction;
  return isNumbered(restriction) && gaps.length + otherUsers === 0;
}
