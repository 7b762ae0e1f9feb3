import type { Gathered } from '../../cell/cell';
import type { Restriction } from '../../model';
import type { Change } from './change';

/** What a change touches, told apart by how far it reaches. */
export interface Touched {
  /** Restrictions that go, and ones that come: they may change anybody's verdict. */
  gone: ReadonlySet<Restriction>;
  come: Restriction[];
  /** Restrictions of which only the list of people is another: they change nobody's verdict but theirs. */
  relisted: Map<Restriction, Restriction>;
  /** The people whom a list, a group or a permission is about, by uuid: each stands apart from everybody else. */
  people: ReadonlySet<string>;
  /** The people who were put into or taken out of a group, or whose permission is another. */
  moved: ReadonlySet<string>;
}

/** What differs between the facts as they were read, and as they are with the change. */
export function touchedBy({ groups, permissions }: Change, before: Gathered, after: Gathered): Touched {
  const was = before.facts.restrictions.items;
  const is = after.facts.restrictions.items;
  const kept = new Set(is);
  const old = new Set(was);
  const come = is.filter((one) => !old.has(one));
  const byId = new Map(come.flatMap((one): [number, Restriction][] => (one.id === undefined ? [] : [[one.id, one]])));
  const gone = was.filter((one) => !kept.has(one));
  const relisted = new Map(
    gone.flatMap((one): [Restriction, Restriction][] => {
      const next = one.id === undefined ? undefined : byId.get(one.id);
      return next && differInPeopleOnly(one, next) ? [[one, next]] : [];
    }),
  );
  const instead = new Set(relisted.values());
  const moved = new Set([
    ...Object.values(groups).flatMap(({ add, remove }) => [...add, ...remove]),
    ...Object.keys(permissions),
  ]);
  const listed = [...relisted].flatMap(([one, next]) => apart(one, next));
  const named = come.filter((one) => !instead.has(one)).flatMap(({ users }) => users.map(({ id }) => id));
  return {
    gone: new Set(gone.filter((one) => !relisted.has(one))),
    come: come.filter((one) => !instead.has(one)),
    relisted,
    people: new Set([...moved, ...listed, ...named]),
    moved,
  };
}

function differInPeopleOnly(one: Restriction, next: Restriction): boolean {
  return JSON.stringify(sorted({ ...one, users: [] })) === JSON.stringify(sorted({ ...next, users: [] }));
}

/** In one order of keys, so that two restrictions from different hands compare. */
function sorted(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Those whom only one of the two lists. */
function apart(one: Restriction, next: Restriction): string[] {
  const before = new Set(one.users.map(({ id }) => id));
  const after = new Set(next.users.map(({ id }) => id));
  return [...[...before].filter((id) => !after.has(id)), ...[...after].filter((id) => !before.has(id))];
}
