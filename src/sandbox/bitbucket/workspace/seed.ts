import { at, firstNames, hex, lastNames, mulberry32, pick, some, uuid, words, type Random } from '../seeded';
import type { Group, Level, Person, Project, Repository, Workspace } from './model';
import { ofServices, profiles, ruleMaker, trunk, type RuleMaker } from './rules';
import { known, strays, telling, type Telling } from './telling';

const projects: readonly (readonly [key: string, name: string, teams: string])[] = [
  ['SHOP', 'Storefront', 'storefront catalog search'],
  ['CORE', 'Core', 'checkout cart service'],
  ['PAY', 'Payments', 'payments billing'],
  ['MOB', 'Mobile', 'mobile'],
  ['DATA', 'Data', 'data reporting'],
  ['PLAT', 'Platform', 'platform gateway identity security'],
  ['OPS', 'Operations', 'shipping inventory'],
  ['TOOLS', 'Tools and documentation', 'support'],
];
const parts = words('api worker web jobs schema client docs tools config e2e');
const services = [
  ...words('invoices refunds prices vouchers addresses accounts sessions emails images labels parcels pickups'),
  ...words('stock suppliers taxes totals tracking wishlists reviews rankings exports imports audit'),
];
const branchesOfMany = ['bugfix/rounding', 'feature/search', 'main', 'release/1.4', 'release/1.5'];
/** How many repositories and people there are in the beginning. */
const size = { repositories: 200, people: 160 };
const day = 86_400_000;

/** The workspace as it is in the beginning: the same seed gives the same one. */
export function seededWorkspace(seed: number): Workspace {
  const random = mulberry32(seed);
  const people = makePeople(random);
  const present = [...people.keys()].filter((person) => person !== known.nadia);
  const groups = makeGroups(random, present);
  const workspace: Workspace = {
    people,
    members: new Map(present.map((person) => [person, isOwner(person) ? 'owner' : 'member'])),
    groups,
    projects: makeProjects(random),
    repositories: new Map(),
  };
  const make = ruleMaker(40_000_001);
  for (const one of [...telling, ...serviceList(), ...plausible(random)].slice(0, size.repositories)) {
    const repository = makeRepository(random, make, one, workspace);
    workspace.repositories.set(repository.uuid, repository);
  }
  return workspace;
}

function isOwner(person: string): boolean {
  return person === known.ana || person === known.olu;
}

const named: readonly (readonly [uuid: string, name: string, nickname: string, account: string])[] = [
  [known.ana, 'Ana Lovell', 'ana', '62dd96b74c9e04060fd15709'],
  [known.harvey, 'Harvey Jones', 'harvey', '62f48175b263cf8c6ade7273'],
  [known.priya, 'Priya Raman', 'priya', '627b24d38ff19055bb98944d'],
  [known.tomas, 'Tomás Vidal', 'tomas', '626652731622fb6a42db696d'],
  [known.mei, 'Mei Tanaka', 'mei', '6266411c41b5d67cd225fdad'],
  [known.jonas, 'Jonas Weber', 'jonas', '62304a208976b788ae9b6043'],
  [known.olu, 'Olu Adeyemi', 'olu', '624f7009e606a5fa654eb46b'],
  [known.nadia, 'Nadia Haddad', 'nadia', '62b19e0f7d4c5a3e8f6a0c42'],
];

function makePeople(random: Random): Map<string, Person> {
  const people = new Map<string, Person>(
    named.map(([id, display_name, nickname, account_id]) => [
      id,
      { type: 'user', uuid: id, display_name, nickname, account_id },
    ]),
  );
  while (people.size <= size.people) {
    const person = makePerson(random);
    people.set(person.uuid, person);
  }
  return people;
}

/** Somebody new. */
export function makePerson(random: Random): Person {
  const [given, family] = [pick(random, firstNames), pick(random, lastNames)];
  return {
    type: 'user',
    uuid: uuid(random),
    display_name: `${given} ${family}`,
    nickname: `${given}.${family}`.toLowerCase(),
    account_id: `62${hex(random, 22)}`,
  };
}

function makeGroups(random: Random, people: readonly string[]): Map<string, Group> {
  const others = people.filter((person) => !named.some(([id]) => id === person));
  const teams = projects.flatMap(([, , all]) => words(all).map((team) => `${team}-developers`));
  const groups = new Map<string, Group>(
    [...teams, 'release-managers', 'platform-leads', 'contractors'].map((slug) => [
      slug,
      { slug, name: nameOf(slug), members: new Set<string>() },
    ]),
  );
  others.forEach((person, index) => groups.get(at(teams, index))?.members.add(person));
  for (const group of ['release-managers', 'platform-leads', 'contractors'])
    groups.get(group)?.members.add(pick(random, others));
  for (const [slug, { members }] of groups)
    for (const person of some(random, others, slug.endsWith('-developers') ? 2 : 8)) members.add(person);
  groups.get('storefront-developers')?.members.add(known.tomas).add(known.mei);
  groups.get('release-managers')?.members.add(known.mei).add(known.olu);
  return groups;
}

/** `release-managers` as people read it. */
export function nameOf(slug: string): string {
  return slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
}

function makeProjects(random: Random): Map<string, Project> {
  return new Map(
    projects.map(([key, name, teams]) => [
      key,
      {
        key,
        name,
        uuid: uuid(random),
        users: new Map<string, Level>(),
        groups: new Map<string, Level>([
          ['release-managers', 'write'],
          [`${at(words(teams), 0)}-developers`, 'read'],
          ...(key === 'PLAT' ? [['platform-leads', 'admin'] as const] : []),
        ]),
      },
    ]),
  );
}

function serviceList(): Telling[] {
  return services.map((name) => {
    const slug = `service-${name}`;
    return {
      slug,
      project: 'CORE',
      group: 'service-developers',
      profile: (make, team) => {
        const { rules } = ofServices(make, team);
        return { rules: strays[slug]?.(rules) ?? rules };
      },
    };
  });
}

/** One repository after the other for each part that the teams work on. */
function plausible(random: Random): Telling[] {
  return parts.flatMap((part) =>
    projects.flatMap(([project, , teams]) =>
      words(teams).map((team) => ({
        slug: `${team}-${part}`,
        project,
        group: `${team}-developers`,
        profile: pick(random, profiles),
      })),
    ),
  );
}

/** A repository as its profile has it; what the profile does not say is as in most. */
export function makeRepository(
  random: Random,
  make: RuleMaker,
  { slug, project, group, profile }: Telling,
  { groups }: Pick<Workspace, 'groups'>,
): Repository {
  const [lead = known.ana, ...team] = groups.get(group)?.members ?? [];
  const created = -Math.floor((100 + random() * 900) * day);
  const more = profile(make, { group, lead });
  return {
    uuid: uuid(random),
    slug,
    project,
    isPrivate: true,
    mainBranch: 'main',
    branches: branchesOfMany,
    model: trunk,
    createdAt: created,
    updatedAt: Math.floor(created * random()),
    users: new Map<string, Level>([
      [lead, 'admin'],
      ...some(random, team, 2).map((person) => [person, pick(random, ['read', 'write'] as const)] as const),
    ]),
    groups: new Map<string, Level>([
      [group, 'write'],
      ['release-managers', 'write'],
    ]),
    ...more,
  };
}
