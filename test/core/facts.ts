import type {
  Because,
  BranchingModel,
  Fact,
  Facts,
  Gap,
  Group,
  Level,
  Listing,
  Match,
  Operation,
} from '../../src/core/model';
import type { Person, Project, Question, Resource, Restriction } from '../../src/core/model';
import { credentials, operations, unlistableActors } from '../../src/core/model';

/** Whom the tables speak of. Unless a row says otherwise: Ana and Ben write, Cem reads, Dea is an administrator. */
export const people = { ana: named('Ana'), ben: named('Ben'), cem: named('Cem'), dea: named('Dea') };
export const { ana, ben, cem, dea } = people;
export const devs: Group = { slug: 'devs', name: 'Developers' };
export const leads: Group = { slug: 'leads', name: 'Leads' };
export const core: Project = { key: 'CORE', name: 'Core' };

type Name = keyof typeof people;
type Levels<K extends string> = Partial<Record<K, Level>>;

/** What a row says about the repository; what it leaves out is ordinary and was read whole. */
export interface Told {
  main?: string | null;
  project?: Project;
  viewer?: Person;
  viewerLevel?: Level;
  /** Numbered 1, 2, … as they are written, unless they have an id. */
  restrictions?: Restriction[];
  model?: Partial<BranchingModel>;
  permissions?: Levels<Name>;
  userGrants?: Levels<Name>;
  groupGrants?: Levels<'devs' | 'leads' | 'others'>;
  projectUserGrants?: Levels<Name>;
  projectGroupGrants?: Levels<'devs' | 'leads' | 'others'>;
  owners?: Name[];
  /** Members of the workspace who do not own it. */
  others?: Name[];
  /** As the 1.0 endpoint tells them. */
  members?: Record<string, Name[]>;
  membersUnread?: string[];
  supplied?: Record<string, Name[]>;
  branches?: string[];
  /** What was not read whole, and why. What a list still holds is what was read before. */
  unread?: Partial<Record<Resource, Because>>;
}

/** The facts of `acme/web`. */
export function facts(told: Told = {}): Facts {
  const { unread = {}, members = {}, membersUnread = [], supplied = {} } = told;

  function gapsOf(what: Resource): Gap[] {
    const because = unread[what];
    return because ? [{ of: { what }, because }] : [];
  }

  function listing<T>(what: Resource, items: T[]): Listing<T> {
    return { items, gaps: gapsOf(what) };
  }

  function fact<T>(what: Resource, value: T): Fact<T> {
    const [gap] = gapsOf(what);
    return gap ? { known: false, gap } : { known: true, value };
  }

  function toPeople(what: Resource, levels: Levels<Name> = {}) {
    return listing(
      what,
      entries(levels).map(([name, level]) => ({ person: people[name], level })),
    );
  }

  function toGroups(what: Resource, levels: Levels<string> = {}) {
    return listing(
      what,
      entries(levels).map(([slug, level]) => ({ group: { slug, name: slug }, level })),
    );
  }

  const viewerLevel: Fact<Level> = told.viewerLevel
    ? { known: true, value: told.viewerLevel }
    : { known: false, gap: { of: { what: 'viewer-permission' }, because: 'not-offered' } };
  const membersOf: Record<string, Listing<Person>> = {};
  for (const [slug, names] of Object.entries(members))
    membersOf[slug] = { items: names.map((name) => people[name]), gaps: [] };
  for (const group of membersUnread)
    membersOf[group] = { items: [], gaps: [{ of: { what: 'members', group }, because: 'forbidden' }] };
  return {
    repository: {
      workspace: 'acme',
      slug: 'web',
      fullName: 'acme/web',
      project: fact('project', told.project ?? null),
      mainBranch: fact('main-branch', told.main === undefined ? 'main' : told.main),
    },
    viewer: fact('viewer', told.viewer ?? ana),
    viewerLevel,
    restrictions: listing(
      'restrictions',
      (told.restrictions ?? []).map((one, at) => ({ id: at + 1, ...one })),
    ),
    model: fact('branching-model', {
      development: { known: true, value: 'develop' },
      production: { known: true, value: 'main' },
      prefixes: { feature: 'feature/', release: 'release/' },
      gaps: [],
      ...told.model,
    }),
    permissions: toPeople('permissions', told.permissions ?? { ana: 'write', ben: 'write', cem: 'read', dea: 'admin' }),
    userGrants: toPeople('user-grants', told.userGrants),
    groupGrants: toGroups('group-grants', told.groupGrants),
    projectUserGrants: toPeople('project-user-grants', told.projectUserGrants),
    projectGroupGrants: toGroups('project-group-grants', told.projectGroupGrants),
    workspaceMembers: listing('workspace-members', [
      ...(told.owners ?? []).map((name) => ({ person: people[name], owner: true })),
      ...(told.others ?? []).map((name) => ({ person: people[name], owner: false })),
    ]),
    members: membersOf,
    suppliedMembers: Object.fromEntries(
      Object.entries(supplied).map(([slug, names]) => [slug, names.map((name) => people[name].id)]),
    ),
    branches: listing('branches', told.branches ?? ['main']),
  };
}

/** What stands beside the pattern of a restriction. */
export type Rest = Partial<Pick<Restriction, 'id' | 'users' | 'groups' | 'gaps' | 'pipelinesSourceBranches' | 'value'>>;

/** A restriction of any kind. A text is a pattern. */
export function restriction(kind: string, match: string | Match, rest: Rest = {}): Restriction {
  return {
    kind,
    match: typeof match === 'string' ? { by: 'glob', pattern: match } : match,
    users: [],
    groups: [],
    gaps: [],
    pipelinesSourceBranches: [],
    ...rest,
  };
}

/** Only these may push; nobody where the row names nobody. */
export const push = restriction.bind(null, 'push');
/** Only these may merge by pull request. */
export const merges = restriction.bind(null, 'restrict_merges');
/** Nobody may rewrite history. */
export const noForce = restriction.bind(null, 'force');
/** Nobody may delete the branch. */
export const noDelete = restriction.bind(null, 'delete');

/** By a type of the branching model. */
export function ofType(type: string): Match {
  return { by: 'branch-type', type };
}

/** By something that we have not met. */
export function by(word: string): Match {
  return { by: 'unknown', word };
}

/** `push main`, then who (`as pipelines`, `as dea`; Ana where left out) and their credential (`with ssh`). */
export type Asked = `${Operation} ${string}`;

/** A question as a row writes it. */
export function question(asked: Asked): Question {
  const [, op, branch = '', who = 'ana', means] = /^(\S+) (\S+)(?: as (\S+))?(?: with (\S+))?$/.exec(asked) ?? [];
  const operation = operations.find((one) => one === op);
  const word = unlistableActors.find((type) => type === who);
  const person = entries(people).find(([name]) => name === who)?.[1];
  const credential = credentials.find((one) => one === means);
  if (!operation || (!word && !person)) throw new Error(`Not a question: ${asked}`);
  return {
    operation,
    branch,
    actor: person ? { type: 'user', person } : { type: word ?? 'pipelines' },
    ...(credential && { credential }),
  };
}

/** A person with everything that Bitbucket tells of one. */
export function named(name: string): Person {
  const nickname = name.toLowerCase();
  return { id: `{${nickname}-0000}`, name, nickname, accountId: `557058:${nickname}` };
}

function entries<K extends string, T>(record: Partial<Record<K, T>>): [K, T][] {
  return Object.entries(record) as [K, T][];
}
