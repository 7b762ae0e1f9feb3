import fc from 'fast-check';
import type { Verdict } from '../../../src/core/decision';
import { operations, type Actor, type Facts, type Group, type Level, type Match } from '../../../src/core/model';
import type { Operation, Person, Resource, Restriction } from '../../../src/core/model';
import type { Changed } from '../../../src/core/questions/since/since';
import { explain } from '../../../src/core/questions/explain';
import { ana, ben, cem, dea, devs, leads, named, ofType, restriction } from '../facts';

/*
 * A repository as it truly is, and a year of edits of it. What a reading shows is made from the truth alone: effective
 * permissions are worked out here, from grants and memberships, and never told apart.
 */

export const eli = named('Eli');
export const everyone: readonly Person[] = [ana, ben, cem, dea, eli];
export const others: Group = { slug: 'others', name: 'Others' };
const groups: readonly Group[] = [devs, leads, others];
const levels = ['none', 'read', 'write', 'admin'] as const;

/** The truth at one moment. */
export interface Truth {
  slug: string;
  main: string;
  development: string | null;
  prefixes: Record<string, string>;
  /** By uuid: whoever is absent is not in the workspace. */
  workspace: Record<string, 'member' | 'owner'>;
  members: Record<string, string[]>;
  /** `repository {uuid}`, `project devs`: what somebody or a group was given there. */
  grants: Record<string, Level>;
  restrictions: Restriction[];
  nextId: number;
  /** What a reading cannot see. */
  unread: Resource[];
  /** Groups of which a reading cannot see the members. */
  hidden: string[];
}

export const start: Truth = {
  slug: 'web',
  main: 'main',
  development: 'develop',
  prefixes: { feature: 'feature/', release: 'release/' },
  workspace: Object.fromEntries(everyone.map(({ id }) => [id, id === dea.id ? 'owner' : 'member'])),
  members: { devs: [ana.id, ben.id], leads: [ben.id], others: [] },
  grants: { 'repository devs': 'write', 'project leads': 'write', [`repository ${cem.id}`]: 'read' },
  restrictions: [
    restriction('push', 'main', { id: 1, groups: [leads] }),
    restriction('restrict_merges', 'main', { id: 2, groups: [devs], users: [dea] }),
  ],
  nextId: 3,
  unread: [],
  hidden: [],
};

/** What somebody has, whatever they have it from: the highest of all sources. */
function effective(person: Person, { workspace, members, grants }: Truth): Level {
  const who = [person.id, ...groups.flatMap(({ slug }) => (members[slug]?.includes(person.id) ? [slug] : []))];
  const given = who.flatMap((one) => [grants[`repository ${one}`] ?? 'none', grants[`project ${one}`] ?? 'none']);
  const own: Level[] = workspace[person.id] === 'owner' ? ['admin'] : [];
  return [...own, ...given].reduce<Level>(
    (high, one) => (levels.indexOf(one) > levels.indexOf(high) ? one : high),
    'none',
  );
}

/** What a reading shows of it. */
export function factsOf(truth: Truth, readAt?: string): Facts {
  const { unread, restrictions, workspace, grants } = truth;
  const gap = (what: Resource) => ({ of: { what }, because: 'forbidden' as const });
  const listing = <T>(what: Resource, items: T[]) =>
    unread.includes(what) ? { items: [], gaps: [gap(what)] } : { items, gaps: [] };
  const fact = <T>(what: Resource, value: T) =>
    unread.includes(what) ? ({ known: false, gap: gap(what) } as const) : ({ known: true, value } as const);
  const grantsTo = <T>(on: string, all: readonly T[], keyOf: (one: T) => string) =>
    all.flatMap((one) => {
      const level = grants[`${on} ${keyOf(one)}`];
      return level && level !== 'none' ? [{ one, level }] : [];
    });
  const people = (on: string) =>
    grantsTo(on, everyone, ({ id }) => id).map(({ one: person, level }) => ({ person, level }));
  const ofGroups = (on: string) =>
    grantsTo(on, groups, ({ slug }) => slug).map(({ one: group, level }) => ({ group, level }));
  return {
    repository: {
      ...{ workspace: 'acme', slug: truth.slug, fullName: `acme/${truth.slug}`, id: '{web}' },
      project: { known: true, value: { key: 'CORE', name: 'Core' } },
      mainBranch: fact('main-branch', truth.main),
    },
    viewer: { known: true, value: dea },
    viewerLevel: { known: false, gap: { of: { what: 'viewer-permission' }, because: 'not-offered' } },
    restrictions: listing('restrictions', restrictions),
    model: fact('branching-model', {
      development: { known: true, value: truth.development },
      prefixes: truth.prefixes,
      gaps: [],
    }),
    permissions: listing(
      'permissions',
      everyone.flatMap((person) => {
        const level = effective(person, truth);
        return level === 'none' ? [] : [{ person, level }];
      }),
    ),
    userGrants: listing('user-grants', people('repository')),
    groupGrants: listing('group-grants', ofGroups('repository')),
    projectUserGrants: listing('project-user-grants', people('project')),
    projectGroupGrants: listing('project-group-grants', ofGroups('project')),
    workspaceMembers: listing(
      'workspace-members',
      everyone.flatMap((person) => (workspace[person.id] ? [{ person, owner: workspace[person.id] === 'owner' }] : [])),
    ),
    members: Object.fromEntries(
      groups.map(({ slug }) => [
        slug,
        truth.hidden.includes(slug)
          ? { items: [], gaps: [{ of: { what: 'members', group: slug }, because: 'not-offered' as const }] }
          : { items: everyone.filter(({ id }) => truth.members[slug]?.includes(id)), gaps: [] },
      ]),
    ),
    suppliedMembers: {},
    branches: { items: [], gaps: [gap('branches')] },
    ...(readAt !== undefined && { readAt }),
  };
}

/** One edit, and whether an entry of `changed` names it. */
export interface Edit {
  says: string;
  /** What it is an edit of: of two edits of the same a later reading shows but what came of both. */
  of: string;
  apply: (truth: Truth) => Truth;
  isNamedBy: (one: Changed) => boolean;
}

const kinds = ['push', 'restrict_merges', 'force', 'delete', 'push', 'enforce_merge_checks'];
const patterns: readonly Match[] = [
  ...['main', 'release/*', 'feature/*', '*', 'develop', 'm*'].map((pattern): Match => ({ by: 'glob', pattern })),
  ofType('release'),
  ofType('development'),
];

type Pick3 = <T>(list: readonly T[], which: 'a' | 'b' | 'c') => T;
/** An edit of the truth as it is, and of how it was in the reading before. */
type Make = (pick: Pick3, truth: Truth, before: Truth) => Edit | undefined;

function without<T>(record: Record<string, T>, gone: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone(key)));
}

function toggled<T>(list: readonly T[], one: T, isSame: (other: T) => boolean): T[] {
  return list.some(isSame) ? list.filter((other) => !isSame(other)) : [...list, one];
}

/** Does something to the restriction of this number, if it is still there. */
function onRestriction(id: number | undefined, change: (one: Restriction) => Restriction[]): Edit['apply'] {
  return (truth) => ({
    ...truth,
    restrictions: truth.restrictions.flatMap((one) => (one.id === id ? change(one) : [one])),
  });
}

function isOf(one: Changed, id: number | undefined, ...changed: Changed['changed'][]): boolean {
  return changed.includes(one.changed) && 'restriction' in one && one.restriction.id === id;
}

/** Which branches a restriction is for, and what for. */
type Look = Pick<Restriction, 'kind' | 'match'>;

/** One that is taken away and set anew for the same branches is told as one that is otherwise. */
function isAbout(one: Changed, id: number | undefined, ...looks: Look[]): boolean {
  if (!('restriction' in one)) return false;
  const { restriction: now } = one;
  return (
    now.id === id ||
    looks.some(({ kind, match }) => now.kind === kind && JSON.stringify(now.match) === JSON.stringify(match))
  );
}

function given(what: 'grant' | 'group-grant', on: string, to: string): Edit['isNamedBy'] {
  return (one) =>
    one.changed === what && one.on === on && one.who.some((who) => ('slug' in who ? who.slug : who.id) === to);
}

function isMoveOf(one: Changed, person: Person): boolean {
  return one.changed === 'workspace' && one.who.some(({ id }) => id === person.id);
}

/** Each kind of edit. One that needs a restriction where there is none is none. */
const makes: readonly Make[] = [
  function added(pick, { nextId: id }) {
    const [kind, match] = [pick(kinds, 'a'), pick(patterns, 'b')];
    const hasList = kind === 'push' || kind === 'restrict_merges';
    const lists = hasList ? { users: [pick(everyone, 'c')], groups: [pick(groups, 'b')] } : {};
    const one = restriction(kind, match, { id, ...lists });
    return {
      says: `${kind} ${JSON.stringify(match)} added`,
      of: `restriction ${String(id)}`,
      apply: (truth) => ({ ...truth, nextId: id + 1, restrictions: [...truth.restrictions, one] }),
      isNamedBy: (entry) => isAbout(entry, id, one),
    };
  },
  function removed(pick, { restrictions }, before) {
    if (restrictions.length === 0) return undefined;
    const one = pick(restrictions, 'a');
    const { id } = one;
    // What is gone is told as the reading before had it, whatever was done to it between.
    const first = before.restrictions.filter((other) => other.id === id);
    return {
      says: `${String(id)} removed`,
      of: `restriction ${String(id)}`,
      apply: onRestriction(id, () => []),
      isNamedBy: (entry) => isAbout(entry, id, one, ...first),
    };
  },
  function moved(pick, { restrictions }) {
    if (restrictions.length === 0) return undefined;
    const { id } = pick(restrictions, 'a');
    const match = pick(patterns, 'b');
    return {
      says: `${String(id)} for ${JSON.stringify(match)}`,
      of: `restriction ${String(id)}`,
      apply: onRestriction(id, (one) => [{ ...one, match }]),
      isNamedBy: (entry) => isOf(entry, id, 'restriction-match'),
    };
  },
  function kindChanged(pick, { restrictions }, before) {
    if (restrictions.length === 0) return undefined;
    const was = pick(restrictions, 'a');
    const { id } = was;
    const kind = pick(kinds, 'b');
    const first = before.restrictions.filter((other) => other.id === id);
    return {
      says: `${String(id)} is ${kind}`,
      of: `restriction ${String(id)}`,
      apply: onRestriction(id, (one) => [{ ...one, kind }]),
      isNamedBy: (entry) => isAbout(entry, id, was, { ...was, kind }, ...first),
    };
  },
  function listedUser(pick, { restrictions }) {
    const lists = restrictions.filter(({ kind }) => kind === 'push' || kind === 'restrict_merges');
    if (lists.length === 0) return undefined;
    const { id } = pick(lists, 'a');
    const person = pick(everyone, 'b');
    return {
      says: `${person.name} on or off the list of ${String(id)}`,
      of: `restriction ${String(id)}`,
      apply: onRestriction(id, (one) => [
        { ...one, users: toggled(one.users, person, (other) => other.id === person.id) },
      ]),
      isNamedBy: (entry) =>
        isOf(entry, id, 'listed', 'unlisted') && 'users' in entry && entry.users.some((one) => one.id === person.id),
    };
  },
  function listedGroup(pick, { restrictions }) {
    const lists = restrictions.filter(({ kind }) => kind === 'push' || kind === 'restrict_merges');
    if (lists.length === 0) return undefined;
    const { id } = pick(lists, 'a');
    const group = pick(groups, 'b');
    return {
      says: `${group.slug} on or off the list of ${String(id)}`,
      of: `restriction ${String(id)}`,
      apply: onRestriction(id, (one) => [
        { ...one, groups: toggled(one.groups, group, (other) => other.slug === group.slug) },
      ]),
      isNamedBy: (entry) =>
        isOf(entry, id, 'listed', 'unlisted') &&
        'groups' in entry &&
        entry.groups.some((one) => one.slug === group.slug),
    };
  },
  function grantToPerson(pick) {
    const [person, on, level] = [pick(everyone, 'a'), pick(['repository', 'project'], 'b'), pick(levels, 'c')];
    return {
      says: `${person.name} has ${level} on the ${on}`,
      of: `grant ${on} ${person.id}`,
      apply: (truth) =>
        // Nobody outside the workspace is given anything here.
        truth.workspace[person.id] ? { ...truth, grants: { ...truth.grants, [`${on} ${person.id}`]: level } } : truth,
      isNamedBy: given('grant', on, person.id),
    };
  },
  function grantToGroup(pick) {
    const [group, on, level] = [pick(groups, 'a'), pick(['repository', 'project'], 'b'), pick(levels, 'c')];
    return {
      says: `${group.slug} has ${level} on the ${on}`,
      of: `grant ${on} ${group.slug}`,
      apply: (truth) => ({ ...truth, grants: { ...truth.grants, [`${on} ${group.slug}`]: level } }),
      isNamedBy: given('group-grant', on, group.slug),
    };
  },
  function membership(pick) {
    const [person, { slug }] = [pick(everyone, 'a'), pick(groups, 'b')];
    return {
      says: `${person.name} in or out of ${slug}`,
      of: `member ${person.id} ${slug}`,
      apply: (truth) =>
        truth.workspace[person.id]
          ? {
              ...truth,
              members: {
                ...truth.members,
                [slug]: toggled(truth.members[slug] ?? [], person.id, (other) => other === person.id),
              },
            }
          : truth,
      isNamedBy: (entry) =>
        ((entry.changed === 'joined' || entry.changed === 'left') &&
          entry.group === slug &&
          entry.people.some(({ id }) => id === person.id)) ||
        // Where nobody may see the members, the permission is all that shows.
        (entry.changed === 'permission' && entry.who.some(({ id }) => id === person.id)),
    };
  },
  function owner(pick) {
    const person = pick(everyone, 'a');
    return {
      says: `${person.name} is or is not an administrator of the workspace`,
      of: `place of ${person.id}`,
      apply: (truth) => {
        const now = truth.workspace[person.id];
        return now
          ? { ...truth, workspace: { ...truth.workspace, [person.id]: now === 'owner' ? 'member' : 'owner' } }
          : truth;
      },
      isNamedBy: (entry) => isMoveOf(entry, person),
    };
  },
  function development(pick) {
    const development = pick(['develop', 'next', null], 'a');
    return {
      says: `development is ${String(development)}`,
      of: 'development',
      apply: (truth) => ({ ...truth, development }),
      isNamedBy: (entry) => entry.changed === 'model-branch' && entry.of === 'development',
    };
  },
  function prefix(pick) {
    const [type, to] = [pick(['feature', 'release'], 'a'), pick(['feature/', 'release/', 'x/', undefined], 'b')];
    return {
      says: `${type} begins with ${String(to)}`,
      of: `prefix ${type}`,
      apply: (truth) => ({
        ...truth,
        prefixes: { ...without(truth.prefixes, (key) => key === type), ...(to !== undefined && { [type]: to }) },
      }),
      isNamedBy: (entry) => entry.changed === 'branch-type' && entry.type === type,
    };
  },
  function mainBranch(pick) {
    const main = pick(['main', 'master', 'release/1'], 'a');
    return {
      says: `main branch ${main}`,
      of: 'main branch',
      apply: (truth) => ({ ...truth, main }),
      isNamedBy: (entry) => entry.changed === 'main-branch',
    };
  },
  function leavesWorkspace(pick) {
    const person = pick(everyone, 'a');
    return {
      says: `${person.name} leaves the workspace`,
      of: `place of ${person.id}`,
      apply: (truth) => ({
        ...truth,
        workspace: without(truth.workspace, (id) => id === person.id),
        grants: without(truth.grants, (key) => key.endsWith(` ${person.id}`)),
        members: Object.fromEntries(
          Object.entries(truth.members).map(([slug, ids]) => [slug, ids.filter((id) => id !== person.id)]),
        ),
      }),
      isNamedBy: (entry) =>
        isMoveOf(entry, person) ||
        (entry.changed === 'grant' && entry.who.some(({ id }) => id === person.id)) ||
        (entry.changed === 'left' && entry.people.some(({ id }) => id === person.id)),
    };
  },
  function rename(pick) {
    const slug = pick(['web', 'site', 'shop'], 'a');
    return { says: `renamed ${slug}`, of: 'name', apply: (truth) => ({ ...truth, slug }), isNamedBy: () => false };
  },
];

const mayBeUnread = [
  'restrictions',
  'permissions',
  'branching-model',
  'main-branch',
  'group-grants',
  'workspace-members',
];

/** Something comes out of sight, or into sight again: no edit of the repository, but of what a reading shows. */
const makesSight: readonly Make[] = [
  function unread(pick) {
    const what = pick(mayBeUnread, 'a') as Resource;
    return {
      says: `${what} in or out of sight`,
      of: `sight of ${what}`,
      apply: (truth) => ({ ...truth, unread: toggled(truth.unread, what, (other) => other === what) }),
      isNamedBy: (entry) => entry.changed === 'seen' && entry.of.what === what,
    };
  },
  function hidden(pick) {
    const { slug } = pick(groups, 'a');
    return {
      says: `members of ${slug} in or out of sight`,
      of: `sight of ${slug}`,
      apply: (truth) => ({ ...truth, hidden: toggled(truth.hidden, slug, (other) => other === slug) }),
      isNamedBy: (entry) => entry.changed === 'seen' && entry.of.what === 'members' && entry.of.group === slug,
    };
  },
];

/** An edit as fast-check draws it: it becomes one where the truth of that moment is known. */
interface Drawn {
  kind: number;
  a: number;
  b: number;
  c: number;
}

function drawn(of: readonly Make[]): fc.Arbitrary<Drawn> {
  return fc.record({ kind: fc.nat(of.length - 1), a: fc.nat(11), b: fc.nat(11), c: fc.nat(11) });
}

/** The edits between two readings. */
export interface Period {
  edits: Edit[];
  before: Truth;
  after: Truth;
  [fc.toStringMethod]: () => string;
}

function periodsOf(of: readonly Make[], batches: readonly (readonly Drawn[])[], first: Truth): Period[] {
  let truth = first;
  return batches.map((batch) => {
    const before = truth;
    const edits = batch.flatMap(({ kind, ...places }) => {
      const pick: Pick3 = (list, which) => list[places[which] % list.length] as (typeof list)[number];
      const edit = of[kind]?.(pick, truth, before);
      if (!edit) return [];
      truth = edit.apply(truth);
      return [edit];
    });
    return { edits, before, after: truth, [fc.toStringMethod]: () => edits.map(({ says }) => says).join('; ') };
  });
}

/** Edits without anything coming in or out of sight, between readings that enclose at most so many of them. */
export function edits(most: number): fc.Arbitrary<Period[]> {
  return fc
    .array(fc.array(drawn(makes), { minLength: 1, maxLength: most }), { minLength: 1, maxLength: 12 })
    .map((batches) => periodsOf(makes, batches, start));
}

/** A year in which things come in and out of sight too. */
export function yearsOf(most: number): fc.Arbitrary<Period[]> {
  const all = [...makes, ...makesSight, ...makesSight];
  return fc
    .array(fc.array(drawn(all), { minLength: 1, maxLength: most }), { minLength: 1, maxLength: 16 })
    .map((batches) => periodsOf(all, batches, start));
}

/** Periods in which nothing is edited: something comes in or out of sight. */
export const sights: fc.Arbitrary<Period[]> = fc
  .tuple(
    fc.array(drawn(makes), { maxLength: 12 }),
    fc.array(fc.array(drawn(makesSight), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 5 }),
  )
  .map(([first, batches]) => {
    const [period] = periodsOf(makes, [first], start);
    return periodsOf(makesSight, batches, period?.after ?? start);
  });

/** Branches of every kind that the patterns tell apart. */
export const branches = [
  'main',
  'master',
  'develop',
  'next',
  'mx',
  'release/1',
  'release/2',
  'feature/a',
  'x/y',
  'topic',
];
export const actors: readonly Actor[] = [
  ...everyone.map((person): Actor => ({ type: 'user', person })),
  { type: 'pipelines' },
  { type: 'access-key' },
  { type: 'oauth-client' },
];

/** A cell and its verdict, in words that tests can compare. */
export function verdictOf(facts: Facts, operation: Operation, branch: string, actor: Actor): Verdict {
  return explain(facts, { operation, branch, actor }).verdict;
}

/** Every cell of these branches. */
export function cells(): { operation: Operation; branch: string; actor: Actor }[] {
  return operations.flatMap((operation) =>
    branches.flatMap((branch) => actors.map((actor) => ({ operation, branch, actor }))),
  );
}
