import { levels, type Facts, type Group, type GroupGrant, type Level, type Listing, type Person } from '../../model';
import type { Resource, UserGrant } from '../../model';
import { everyoneNamed } from '../../people/actor';
import {
  between,
  bothBy,
  movesBetween,
  seenBetween,
  unsureIf,
  type Moves,
  type SeenChanged,
  type Sureness,
} from './lists';

/** What somebody is in the workspace; an owner is its administrator. */
export type Place = 'member' | 'owner';

/** What changed about people and groups. `unsure`: one of the lists was not read whole, so that it may be as before. */
export type PeopleChanged =
  /** The effective permission, whatever it comes from. */
  | ({ changed: 'permission' } & Moves<Person, Level>)
  | ({ changed: 'grant'; on: 'repository' | 'project' } & Moves<Person, Level>)
  | ({ changed: 'group-grant'; on: 'repository' | 'project' } & Moves<Group, Level>)
  | ({ changed: 'workspace' } & Moves<Person, Place>)
  /** Members of a group: as Bitbucket tells them, or as somebody supplied them. */
  | ({ changed: 'joined' | 'left'; group: string; source: 'bitbucket' | 'supplied'; people: Person[] } & Sureness)
  /** A list of the members of a group is kept from now on, or no longer. */
  | { changed: 'members-supplied' | 'members-taken-back'; group: string; people: Person[] }
  | { changed: 'viewer'; from?: Person; to?: Person }
  | { changed: 'viewer-permission'; from?: Level; to?: Level }
  | SeenChanged;

/** What changed about who has which permission, and through what. */
export function peopleSince(before: Facts, after: Facts): PeopleChanged[] {
  return [
    ...viewerSince(before, after),
    ...ofPeople(before.permissions, after.permissions).map((one) => ({ changed: 'permission', ...one }) as const),
    ...[...grantsSince(before, after, 'repository'), ...grantsSince(before, after, 'project')],
    ...workspaceSince(before, after),
    ...membersSince(before, after),
    ...suppliedSince(before, after),
    ...lists.flatMap(([list, what]) => seenBetween({ what }, before[list].gaps, after[list].gaps)),
  ];
}

const lists = [
  ['permissions', 'permissions'],
  ['userGrants', 'user-grants'],
  ['groupGrants', 'group-grants'],
  ['projectUserGrants', 'project-user-grants'],
  ['projectGroupGrants', 'project-group-grants'],
  ['workspaceMembers', 'workspace-members'],
] as const satisfies [keyof Facts, Resource][];

function grantsSince(before: Facts, after: Facts, on: 'repository' | 'project'): PeopleChanged[] {
  const [people, groups] =
    on === 'repository'
      ? (['userGrants', 'groupGrants'] as const)
      : (['projectUserGrants', 'projectGroupGrants'] as const);
  return [
    ...ofPeople(before[people], after[people]).map((one): PeopleChanged => ({ changed: 'grant', on, ...one })),
    ...ofGroups(before[groups], after[groups]).map((one): PeopleChanged => ({ changed: 'group-grant', on, ...one })),
  ];
}

function ofPeople(before: Listing<UserGrant>, after: Listing<UserGrant>): Moves<Person, Level>[] {
  const ranked = ({ items, gaps }: Listing<UserGrant>) => ({
    items: items.map(({ person, level }) => ({ who: person, rank: level })),
    gaps,
  });
  return movesBetween(ranked(before), ranked(after), ({ id }) => id, levels);
}

function ofGroups(before: Listing<GroupGrant>, after: Listing<GroupGrant>): Moves<Group, Level>[] {
  const ranked = ({ items, gaps }: Listing<GroupGrant>) => ({
    items: items.map(({ group, level }) => ({ who: group, rank: level })),
    gaps,
  });
  return movesBetween(ranked(before), ranked(after), ({ slug }) => slug, levels);
}

function workspaceSince(before: Facts, after: Facts): PeopleChanged[] {
  const ranked = ({ workspaceMembers: { items, gaps } }: Facts) => ({
    items: items.map(({ person, owner }) => ({ who: person, rank: owner ? ('owner' as const) : ('member' as const) })),
    gaps,
  });
  const moves = movesBetween(ranked(before), ranked(after), ({ id }) => id, ['none', 'member', 'owner']);
  return moves.map((one) => ({ changed: 'workspace', ...one }));
}

function membersSince(before: Facts, after: Facts): PeopleChanged[] {
  return bothBy(before.members, after.members).flatMap(([group, old, now]): PeopleChanged[] => {
    const none: Listing<Person> = { items: [], gaps: [{ of: { what: 'members', group }, because: 'not-offered' }] };
    const [was, is] = [old ?? none, now ?? none];
    const { come, gone } = between(was, is, ({ id }) => id);
    const of = { group, source: 'bitbucket' } as const;
    return [
      ...seenBetween({ what: 'members', group }, was.gaps, is.gaps),
      ...(gone ? [{ changed: 'left', ...of, people: gone.items, ...unsureIf(gone.unsure === true) } as const] : []),
      ...(come ? [{ changed: 'joined', ...of, people: come.items, ...unsureIf(come.unsure === true) } as const] : []),
    ];
  });
}

function suppliedSince(before: Facts, after: Facts): PeopleChanged[] {
  const named = namesIn([after, before]);
  const people = (ids: Iterable<string>) => [...new Set(ids)].map((id): Person => named(id) ?? { id, name: id });
  return bothBy(before.suppliedMembers, after.suppliedMembers).flatMap(([group, old, now]): PeopleChanged[] => {
    if (!old) return [{ changed: 'members-supplied', group, people: people(now ?? []) }];
    if (!now) return [{ changed: 'members-taken-back', group, people: people(old) }];
    const of = { group, source: 'supplied' } as const;
    const gone = people(old.filter((id) => !now.includes(id)));
    const come = people(now.filter((id) => !old.includes(id)));
    return [
      ...(gone.length > 0 ? [{ changed: 'left', ...of, people: gone } as const] : []),
      ...(come.length > 0 ? [{ changed: 'joined', ...of, people: come } as const] : []),
    ];
  });
}

function viewerSince(before: Facts, after: Facts): PeopleChanged[] {
  const [from, to] = [before, after].map(({ viewer }) => (viewer.known ? viewer.value : undefined));
  const [was, is] = [before, after].map(({ viewerLevel }) => (viewerLevel.known ? viewerLevel.value : undefined));
  return [
    ...(from?.id === to?.id ? [] : [{ changed: 'viewer', ...(from && { from }), ...(to && { to }) } as const]),
    ...(was === is
      ? []
      : [{ changed: 'viewer-permission', ...(was && { from: was }), ...(is && { to: is }) } as const]),
  ];
}

/** Finds somebody by uuid; who is named by a supplied list alone is called by the uuid there. Looked up when asked. */
function namesIn(readings: Facts[]): (id: string) => Person | undefined {
  let known: Map<string, Person>[] | undefined;
  return (id) => {
    known ??= readings.map(everyoneNamed);
    return known.map((all) => all.get(id)).find((one) => one && one.name !== id);
  };
}
