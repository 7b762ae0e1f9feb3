import { unlistableActors, type Facts, type Group, type Level, type Person, type Restriction } from '../src/core/model';
import { compareLevels } from '../src/core/people/levels';
import { mulberry32 } from '../src/sandbox/bitbucket/large-world';

/** How much of everything, and whether it is known who is in which group: no API tells an app. */
export interface Size {
  branches: number;
  people: number;
  rules: number;
  members: 'known' | 'unread';
}

/** What every workload but growth is measured on. */
export const usual: Size = { branches: 10_000, people: 5_000, rules: 200, members: 'known' };

const groupCount = 60;
const kinds = { push: 0.7, force: 0.1, delete: 0.1, restrict_merges: 0.1 };
const shapes = { exact: 0.35, prefix: 0.5, infix: 0.15 };

const types = words('feature bugfix chore spike team');
const areas = words(`
  api auth billing cart catalog checkout data docs edge fraud gateway growth identity infra inventory legal
  loyalty mail maps media mobile orders partners payments platform pricing queue reporting risk search security
  shipping sites storefront support tax tools video vouchers web
`);
const verbs = words(`
  add allow batch block cache check clean copy count drop extend fix format guard hide index join keep limit
  lock log merge mock move parse pin prune read rename retry round skip sort split sync test trace trim warn
  wrap
`);
const nouns = words(`
  address alert avatar badge banner basket batch-job button chart cookie coupon cursor digest email event export
  filter footer header image invoice label layout ledger menu metric page price quota receipt refund report
  session sitemap stock tariff token upload widget
`);

/** A repository of this size: the same facts every time, and more of one thing leaves the rest as it is. */
export function repository(size: Partial<Size> = {}): Facts {
  const { branches, people, rules, members } = { ...usual, ...size };
  const everybody = peopleOf(people);
  const [viewer] = everybody;
  if (!viewer) throw new Error('Somebody has to look.');
  const groups = Array.from({ length: groupCount }, (_, at): Group => {
    const slug = `${areas[at % areas.length] ?? ''}-${at < areas.length ? 'developers' : 'leads'}`;
    return { slug, name: slug };
  });
  const joined = membersOf(mulberry32(2), everybody, groups);
  const groupGrants = groups.map((group, at) => ({ group, level: levelOf(at) }));
  const userGrants = everybody.flatMap((person, at) =>
    at % 37 === 0 ? [{ person, level: at % 2 === 0 ? ('write' as const) : ('admin' as const) }] : [],
  );
  const effective = highest(everybody, joined, groupGrants, userGrants);
  const names = branchNames(branches);
  const whole = { gaps: [] };
  const writers = everybody.filter(({ id }) => effective.get(id) === 'write');
  return {
    repository: {
      workspace: 'acme',
      slug: 'monolith',
      fullName: 'acme/monolith',
      project: { known: true, value: { key: 'BIG', name: 'Monolith' } },
      mainBranch: { known: true, value: 'main' },
    },
    viewer: { known: true, value: viewer },
    viewerLevel: { known: true, value: 'admin' },
    restrictions: { items: restrictions(rules, writers, groups), ...whole },
    model: { known: true, value: { development: { known: true, value: 'main' }, prefixes: {}, gaps: [] } },
    permissions: {
      items: everybody.map((person) => ({ person, level: effective.get(person.id) ?? 'none' })),
      ...whole,
    },
    userGrants: { items: userGrants, ...whole },
    groupGrants: { items: groupGrants, ...whole },
    projectUserGrants: { items: [], ...whole },
    projectGroupGrants: { items: [], ...whole },
    workspaceMembers: { items: [{ person: viewer, owner: true }], ...whole },
    members:
      members === 'known'
        ? Object.fromEntries([...joined].map(([{ slug }, items]) => [slug, { items, ...whole }]))
        : {},
    suppliedMembers: {},
    branches: { items: names, ...whole },
  };
}

/** Everybody that a matrix covers: people, and actors that no list can name. */
export function actorCount(size: Pick<Size, 'people'>): number {
  return size.people + unlistableActors.length;
}

/** Names of branches: those of the repository, and with another seed names that it lacks. */
export function branchNames(count: number, seed = 3): string[] {
  const random = mulberry32(seed);
  const names = new Set(seed === 3 ? ['main', 'develop', 'production'].slice(0, count) : []);
  while (names.size < count) {
    const work = `BIG-${String(1_000 * seed + names.size)}-${pick(random, verbs)}-${pick(random, nouns)}`;
    names.add(random() < 0.08 ? release(random) : `${folder(random)}/${work}-${random() < 0.5 ? 'draft' : 'v2'}`);
  }
  return [...names];
}

function release(random: () => number): string {
  const of = () => String(Math.floor(random() * 60));
  return `release/${of()}.${of()}.${of()}`;
}

function folder(random: () => number): string {
  return random() < 0.7
    ? `${pick(random, types)}/${pick(random, areas)}`
    : `user/${pick(random, areas)}${String(Math.floor(random() * 30))}`;
}

/** Bitbucket keeps one restriction of a kind for a pattern. */
function restrictions(count: number, people: readonly Person[], groups: readonly Group[]): Restriction[] {
  const random = mulberry32(4);
  const kindOf = dealt(random, kinds, count);
  const shapeOf = dealt(random, shapes, count);
  const exact = branchNames(count, 3);
  const taken = new Set<string>();
  return kindOf.map((kind, at) => {
    const hasList = kind === 'push' || kind === 'restrict_merges';
    let pattern: string;
    do pattern = patternOf(random, shapeOf[at] ?? 'exact', exact);
    while (taken.has(`${kind} ${pattern}`));
    taken.add(`${kind} ${pattern}`);
    return {
      id: at + 1,
      kind,
      match: { by: 'glob', pattern },
      users: hasList ? some(random, people, 3) : [],
      groups: hasList ? some(random, groups, 3) : [],
      gaps: [],
      pipelinesSourceBranches: [],
    };
  });
}

function patternOf(random: () => number, shape: keyof typeof shapes, exact: readonly string[]): string {
  if (shape === 'exact') return pick(random, exact);
  if (shape === 'prefix') return `${folder(random)}/*`;
  const word = pick(random, random() < 0.5 ? verbs : nouns);
  return `*-${random() < 0.5 ? word : `${pick(random, verbs)}-${pick(random, nouns)}`}-*`;
}

/** So many of each as its share says, in an order of chance. */
function dealt<K extends string>(random: () => number, shares: Record<K, number>, count: number): K[] {
  const deck = (Object.keys(shares) as K[]).flatMap((one) => Array<K>(Math.round(shares[one] * count)).fill(one));
  return deck
    .map((one) => ({ one, by: random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one);
}

function peopleOf(count: number): Person[] {
  const random = mulberry32(1);
  return Array.from({ length: count }, (_, at) => ({
    id: `{00000000-0000-4000-8000-${String(at).padStart(12, '0')}}`,
    name: `${capital(pick(random, verbs))} ${capital(pick(random, areas))}`,
    nickname: `somebody${String(at)}`,
  }));
}

/** Everybody is in one to three groups. */
function membersOf(random: () => number, people: readonly Person[], groups: readonly Group[]): Map<Group, Person[]> {
  const members = new Map<Group, Person[]>(groups.map((group) => [group, []]));
  for (const person of people) {
    const joined = new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, groups)));
    for (const group of joined) members.get(group)?.push(person);
  }
  return members;
}

function levelOf(at: number): Level {
  return at % 20 === 7 ? 'admin' : at % 5 === 3 ? 'read' : 'write';
}

function highest(
  people: readonly Person[],
  members: ReadonlyMap<Group, readonly Person[]>,
  groupGrants: readonly { group: Group; level: Level }[],
  userGrants: readonly { person: Person; level: Level }[],
): Map<string, Level> {
  const levels = new Map<string, Level>(people.map(({ id }, at) => [id, at === 0 ? 'admin' : 'none']));
  const raise = ({ id }: Person, level: Level) => {
    if (compareLevels(level, levels.get(id) ?? 'none') > 0) levels.set(id, level);
  };
  for (const { person, level } of userGrants) raise(person, level);
  for (const { group, level } of groupGrants) for (const person of members.get(group) ?? []) raise(person, level);
  return levels;
}

/** The words of a text. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** One of these by chance. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new RangeError('An empty list has nothing to pick.');
  return found;
}

function some<T>(random: () => number, list: readonly T[], most: number): T[] {
  return [...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(random, list)))];
}
