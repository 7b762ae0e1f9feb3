import fc from 'fast-check';
import { KINDS, type Reply, type World } from './oracle';

type Json = Record<string, unknown>;
type Members = Record<string, string[]>;

/** Draws from one random world. Every draw shrinks towards the dull: no, the first, few. */
interface Draw {
  chance(percent: number): boolean;
  pick<T>(first: T, ...others: T[]): T;
  some<T>(from: readonly T[], percent: number): T[];
}

/** What is so, whatever the replies let us see. */
interface Truth {
  people: string[];
  groups: string[];
  members: Members;
  users: Record<'repository' | 'project', Record<string, string>>;
  grants: Record<'repository' | 'project', Record<string, string>>;
  owners: string[];
  hasProject: boolean;
  /** Groups explain what people may do, and little stands in the way of seeing so. */
  grouped: boolean;
}

const NAMES = ['Ana', 'Ben', 'Cem', 'Dee', 'Eve'];
const GROUPS = ['devs', 'leads', 'ops', 'qa'];
const BRANCHES = [
  'main',
  'develop',
  'release/1.0',
  'feature/x',
  'feature/x/y',
  'hotfix/ü',
  'release',
  'Main',
  'x+y(1)',
  'constructor',
  'feature/release/1.0',
  '{b}$',
];
const PATTERNS = [
  'main',
  '*',
  'release/*',
  'feature/*',
  'm*n',
  '**',
  '*/*',
  '*e*e*',
  'r*/*.*',
  'main*',
  '*main',
  'Main',
  'rel?ase/*',
  '*x*',
  '',
  '[mM]ain',
  '*(*)',
  'develop',
];
const TYPES = ['feature', 'development', 'release', 'production', 'bugfix', 'hotfix', 'epic'];
const LEVELS = ['none', 'read', 'write', 'admin'];
const GARBAGE = [
  null,
  {},
  'x',
  7,
  [],
  { permission: 'write' },
  { user: {}, group: {}, permission: 'admin' },
  { kind: 7, pattern: '*', user: null, group: null },
];
const REPOSITORY = '/2.0/repositories/acme/web';
const WORKSPACE = '/2.0/workspaces/acme';
const UUID = '{0e5a7d54-0000-4000-8000-0000000000ff}';

function uuidOf(name: string): string {
  return `{${String(NAMES.indexOf(name) + 1).repeat(8)}-0000-4000-8000-000000000000}`;
}

function person(uuid: string): Json {
  const name = NAMES.find((one) => uuidOf(one) === uuid) ?? '?';
  return {
    type: 'user',
    uuid,
    display_name: name,
    nickname: name.toLowerCase(),
    account_id: `557058:${name.toLowerCase()}`,
  };
}

function group(slug: string): Json {
  // old and new shapes both occur
  return {
    type: 'group',
    slug,
    name: slug,
    ...(slug.length % 2 === 0 ? { full_slug: `acme:${slug}` } : { owner: { username: 'acme' } }),
  };
}

function rank(level: string): number {
  return LEVELS.indexOf(level === 'create-repo' ? 'write' : level);
}

function drawTruth({ chance, pick, some }: Draw): Truth {
  const people = NAMES.slice(0, pick(3, 2, 4, 5)).map(uuidOf);
  const groups = GROUPS.slice(0, pick(2, 1, 2, 3, 3, 4, 0));
  const hasProject = pick(true, true, false);
  const grouped = chance(60);
  const levels = (of: string[], percent: number, ...from: [string, ...string[]]): Record<string, string> =>
    Object.fromEntries(some(of, percent).map((one) => [one, pick(...from)]));
  return {
    people,
    groups,
    hasProject,
    grouped,
    members: Object.fromEntries(groups.map((slug) => [slug, some(people, 45)])),
    users: {
      repository: levels(people, grouped ? 12 : 35, 'write', 'read', 'read', 'admin', 'none'),
      project: hasProject ? levels(people, 14, 'read', 'write', 'create-repo', 'create-repo', 'admin', 'none') : {},
    },
    grants: {
      repository: levels(groups, 80, 'write', 'admin', 'write', 'admin', 'write', 'read', 'none'),
      project: hasProject ? levels(groups, 35, 'create-repo', 'read', 'create-repo', 'write', 'admin') : {},
    },
    owners: some(people, chance(grouped ? 25 : 50) ? 30 : 0),
  };
}

/** The highest of everything that gives somebody something. */
function effectiveOf(truth: Truth, uuid: string): string {
  const sources = [truth.users, truth.grants].flatMap((of) =>
    [of.repository, of.project].flatMap((grants) => Object.entries(grants)),
  );
  const given = sources
    .filter(([to]) => to === uuid || truth.members[to]?.includes(uuid))
    .map(([, level]) => rank(level));
  return LEVELS[Math.max(0, ...given, truth.owners.includes(uuid) ? 3 : 0)] ?? 'none';
}

function drawRestriction({ chance, pick, some }: Draw, truth: Truth, id: number): Json {
  const open = truth.grouped && id === 1 && chance(60); // a rule over everything, with groups alone on its list
  const kind = open
    ? 'push'
    : pick(
        'push',
        'push',
        'push',
        'push',
        'restrict_merges',
        'restrict_merges',
        'force',
        'delete',
        ...(chance(25) ? [...KINDS, 'require_blessing', 'require_blessing'] : []),
      );
  const fragments = ['*', 'main', 'feature', '/', 'x', 'release', '1.0', 'e'];
  const pattern = open
    ? pick('*', 'main*', '*e*')
    : chance(15)
      ? [0, 1, 2, 3].map(() => pick('*', '', ...fragments)).join('')
      : pick('main', '*', 'main', '*', '*', '*e*', ...PATTERNS);
  const match = open
    ? { branch_match_kind: 'glob', pattern }
    : pick<Json>(
        { branch_match_kind: 'glob', pattern },
        { branch_match_kind: 'glob', pattern },
        { pattern },
        { branch_match_kind: 'branching_model', branch_type: pick('feature', 'production', ...TYPES), pattern: '' },
        chance(30)
          ? pick<Json>(
              { branch_match_kind: 'regex', pattern },
              { branch_match_kind: 'glob' },
              { branch_match_kind: 'branching_model' },
            )
          : { branch_match_kind: 'glob', pattern },
      );
  const lists = kind === 'push' || kind === 'restrict_merges' || chance(5);
  const users: unknown[] = lists && !open ? some(truth.people, truth.grouped ? 10 : 25).map(person) : [];
  const groups: unknown[] = lists ? some(chance(8) ? GROUPS : truth.groups, 50).map(group) : [];
  if (chance(4))
    (chance(50) ? users : groups).push(pick<unknown>({ display_name: '?' }, { name: '?' }, null, { uuid: 7, slug: 7 }));
  return {
    type: 'branchrestriction',
    kind,
    ...match,
    value: null,
    ...(chance(3) ? {} : { id }),
    ...(chance(4) ? {} : { users }),
    ...(chance(4) ? {} : { groups }),
    ...(kind !== 'force' && chance(15)
      ? { pipelines_source_branches: pick<string[]>(['main'], [], ['main', 'feature/*']) }
      : {}),
  };
}

function drawModel({ chance, pick, some }: Draw): Json {
  const place = (): Json =>
    pick<Json>(
      { name: 'develop', use_mainbranch: false },
      { name: 'main', use_mainbranch: true },
      { name: null, use_mainbranch: true },
      { use_mainbranch: true },
      { name: 'release/1.0', use_mainbranch: false, enabled: chance(30) },
      { name: 'gone', use_mainbranch: false },
    );
  const types = some(['feature', 'release', 'hotfix', 'bugfix', ...(chance(5) ? ['epic'] : [])], 70).map((kind) => ({
    kind,
    prefix: `${kind}/`,
    ...(chance(35) ? { enabled: chance(40) } : {}),
  }));
  const places = { ...(chance(5) ? {} : { development: place() }), ...(chance(65) ? { production: place() } : {}) };
  return { type: 'effective_repository_branching_model', ...places, ...(chance(8) ? {} : { branch_types: types }) };
}

/** The replies of a repository in which this is so. With `lies`, Bitbucket's answers need not agree with each other. */
function drawReplies(draw: Draw, truth: Truth, lies: boolean): World {
  const { chance, pick, some } = draw;
  const failing = truth.grouped ? pick(0, 0, 3) : pick(0, 3, 10, 25);
  const garbling = truth.grouped ? pick(0, 0, 3) : pick(0, 0, 6, 20);
  const replies: Record<string, Reply> = {};
  const failure = (): Reply => ({ status: pick(403, 404, 500), body: { type: 'error', error: { message: 'no' } } });

  function put(path: string, body: unknown, percent = failing): void {
    if (!chance(percent)) replies[path] = { status: 200, body };
    else if (!chance(20))
      replies[path] = chance(10) ? { status: 200, body: pick<unknown>({}, 'maintenance', { values: {} }) } : failure();
  }

  /** A list, one entry of which may be hidden behind something that does not parse. */
  function putList(path: string, entries: Json[], percent = failing): void {
    const values: unknown[] = entries;
    const one = entries.length > 0 && chance(50) ? entries.length - 1 : 0;
    if (chance(garbling))
      values[one] = chance(60)
        ? pick<unknown>(...(GARBAGE as [unknown]))
        : { ...entries[one], permission: 'maintain', kind: 7 };
    put(path, { values }, percent);
  }

  function byUser(grants: Record<string, string>): Json[] {
    return Object.entries(grants).map(([uuid, permission]) => ({ user: person(uuid), permission }));
  }

  function byGroup(grants: Record<string, string>): Json[] {
    return Object.entries(grants).map(([slug, permission]) => ({ group: group(slug), permission }));
  }

  const main = pick('main', 'main', 'main', 'develop');
  const mainbranch = pick<Json>(
    { mainbranch: { type: 'branch', name: main } },
    { mainbranch: { name: main } },
    { mainbranch: { name: main } },
    chance(50) ? { mainbranch: null } : {},
  );
  const project = chance(9)
    ? {}
    : { project: truth.hasProject ? { type: 'project', key: 'PRJ', name: 'Project' } : null };
  put(
    REPOSITORY,
    { type: 'repository', uuid: UUID, full_name: 'acme/web', name: 'web', ...mainbranch, ...project },
    failing / 4,
  );
  put(
    `${REPOSITORY}/refs/branches`,
    { values: [...new Set([main, ...some(BRANCHES, 45)])].map((name) => ({ name })) },
    failing / 4,
  );
  const count = pick(2, 3, 1, 4, 5, 6, 0);
  putList(
    `${REPOSITORY}/branch-restrictions`,
    [1, 2, 3, 4, 5, 6].slice(0, count).map((id) => drawRestriction(draw, truth, id)),
  );
  put(`${REPOSITORY}/effective-branching-model`, drawModel(draw));

  const told = Object.fromEntries(
    truth.people.map((uuid) => [
      uuid,
      lies && chance(35) ? pick('write', 'read', 'admin', 'none', 'create-repo') : effectiveOf(truth, uuid),
    ]),
  );
  const seen = Object.entries(told).filter(([, level]) => level !== 'none' || chance(10));
  putList(`${WORKSPACE}/permissions/repositories/web`, byUser(Object.fromEntries(seen)), failing + 9);
  putList(`${REPOSITORY}/permissions-config/users`, byUser(truth.users.repository));
  putList(`${REPOSITORY}/permissions-config/groups`, byGroup(truth.grants.repository));
  putList(
    `${WORKSPACE}/permissions`,
    truth.people.map((uuid) => ({
      user: person(uuid),
      permission: truth.owners.includes(uuid) ? 'owner' : pick('member', 'collaborator'),
    })),
    failing + 6,
  );
  if (truth.hasProject) {
    putList(`${WORKSPACE}/projects/PRJ/permissions-config/users`, byUser(truth.users.project));
    putList(`${WORKSPACE}/projects/PRJ/permissions-config/groups`, byGroup(truth.grants.project));
  }

  // mostly silent, so that deduction has something to do
  const answering = pick(0, 0, 0, 30, 80);
  for (const slug of truth.groups) {
    const members = lies && chance(10) ? some(truth.people, 50) : (truth.members[slug] ?? []);
    const silence = pick<Reply | undefined>(
      undefined,
      { status: 200, body: [] },
      { status: 403 },
      { status: 404 },
      { status: 400, body: 'This workspace is managed elsewhere' },
    );
    const reply = chance(answering) ? { status: 200, body: members.map(person) } : silence;
    if (reply !== undefined) replies[`/1.0/groups/acme/${slug}/members`] = { body: '', ...reply };
  }

  // without a viewer nobody can tell whose the entries are
  const viewer = chance(20) ? undefined : pick(truth.people[0] ?? '', ...truth.people);
  const user = viewer === undefined ? {} : { user: person(viewer) };
  const others = some(['acme/api', 'acme/webs', 'other/web'], 60).map((name, index) => ({
    ...user,
    repository: { full_name: name, uuid: `{${String(index)}}` },
    permission: pick('admin', 'write', 'read'),
  }));
  const own = told[viewer ?? truth.people[0] ?? ''] ?? 'none';
  const mine =
    own === 'none'
      ? []
      : [
          {
            ...user,
            repository: { type: 'repository', full_name: 'acme/web', name: 'web', uuid: UUID },
            permission: own,
          },
        ];
  putList('/2.0/user/workspaces/acme/permissions/repositories', [...others, ...mine]);
  if (viewer !== undefined && !chance(15)) put('/2.0/user', person(viewer));
  return {
    about: lies ? 'random' : 'truthful',
    ...(viewer !== undefined && (replies['/2.0/user']?.status !== 200 || !chance(15)) ? { viewer } : {}),
    replies,
  };
}

/** Without bias: fast-check would otherwise draw the rare as often as the common. */
function upTo(last: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat(last));
}

function drawing<T>(build: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.gen().map((generate) => {
    const chance = (percent: number): boolean => percent > 0 && generate(upTo, 99) >= 100 - percent;
    function pick<V>(...from: V[]): V {
      return from[generate(upTo, from.length - 1)] as V;
    }
    return build({ chance, pick, some: (from, percent) => from.filter(() => chance(percent)) });
  });
}

/**
 * Small worlds in which anything may be missing, garbled or at odds with the rest; some with a list of members that
 * somebody supplied.
 */
export const randomWorlds: fc.Arbitrary<{ world: World; members?: Members }> = drawing((draw) => {
  const truth = drawTruth(draw);
  const world = drawReplies(draw, truth, draw.chance(40));
  if (!draw.chance(30)) return { world };
  const supplied = draw.some([...truth.groups, ...(draw.chance(10) ? ['strangers'] : [])], 60);
  return {
    world,
    members: Object.fromEntries(
      supplied.map((slug) => [slug, draw.chance(75) ? (truth.members[slug] ?? []) : draw.some(truth.people, 40)]),
    ),
  };
});

/** Worlds that hide things but never lie, with the true members of their groups. */
export const consistentWorlds: fc.Arbitrary<{ world: World; truth: { members: Members } }> = drawing((draw) => {
  const truth = drawTruth(draw);
  return { world: drawReplies(draw, truth, false), truth: { members: truth.members } };
});

/** A reply of `…/mergeability/checks`, or what may come in its place; `undefined`: nothing is there. */
function drawWord({ chance, pick, some }: Draw): Reply | undefined {
  if (chance(8)) return pick<Reply | undefined>(undefined, { status: 404 }, { status: 500 }, { status: 403 });
  const mostly = (check: Json): Json => {
    const weight = pick<Json>(
      { status: 'PASSED', required: true, blocking: false },
      { status: 'PASSED', required: true, blocking: false },
      { status: 'PASSED', required: true, blocking: false },
      { status: 'SKIPPED', required: false, blocking: false },
      { status: 'FAILED', required: false, blocking: false },
      ...(chance(20)
        ? [
            { status: 'FAILED', required: true, blocking: true },
            { status: 'PENDING', required: true, blocking: false },
            { status: pick('UNKNOWN', 'BEWILDERED'), required: chance(50), blocking: chance(20) },
            { status: 'FAILED', required: false },
            { blocking: chance(50) },
            { status: 7, required: 'no', blocking: null },
          ]
        : []),
    );
    return { ...weight, ...check };
  };
  const kind = pick('minimum_approvals', 'failed_builds', 'resolved_tasks', 'blessed');
  const checks = [
    { type: 'pullrequest_state_check', state: 'OPEN' },
    { type: 'current_user_permission_check' },
    { type: 'git_mergeability_check', reason: pick('clean', 'conflicts') },
    ...some<Json>(
      [
        { type: 'standard_merge_check', ...(chance(90) && { check: { kind } }), requirement: { [kind]: 1 } },
        { type: 'custom_pre_merge_check', check: { name: 'Licences' }, uuid: '{1}' },
        { type: 'custom_on_merge_check', check: { name: 'Licences' }, uuid: '{1}' },
        {
          type: 'merge_queue_check',
          queued: false,
          merge_queue: { state: pick('ACTIVE', 'INACTIVE', 'SUSPENDED', 'DRAINING') },
        },
        { type: 'release_train_check' },
      ],
      20,
    ),
  ].map(mostly);
  const values: unknown[] = chance(5) ? [...checks, pick<unknown>(null, 'x', 7, [], {}, { type: 7 })] : checks;
  if (chance(3)) return { status: 200, body: pick<unknown>({}, '<html>', null, { values: [] }) };
  return { status: 200, body: { size: values.length, values } };
}

/**
 * Random worlds with pull request 7 into one of their branches, with what Bitbucket itself says of its merge, and
 * without rules that ask for merge checks.
 */
export const worldsWithWord: fc.Arbitrary<{ world: World; members?: Members; into: string; draft: boolean }> = drawing(
  (draw) => {
    const { chance, pick } = draw;
    const truth = drawTruth(draw);
    const world = drawReplies(draw, truth, chance(20));
    const rules = world.replies[`${REPOSITORY}/branch-restrictions`];
    const [into, draft] = [pick('main', 'main', 'release/1.0', 'feature/x'), chance(10)];
    const branch = (name: string) => ({ branch: { name }, repository: { uuid: UUID, full_name: 'acme/web' } });
    const word = drawWord(draw);
    const isList = rules && !Array.isArray(rules) && typeof rules.body === 'object' && rules.body !== null;
    const values: unknown = isList ? Reflect.get(rules.body as object, 'values') : undefined;
    return {
      into,
      draft,
      members: truth.members,
      world: {
        ...world,
        replies: {
          ...world.replies,
          ...(Array.isArray(values) && {
            [`${REPOSITORY}/branch-restrictions`]: {
              status: 200,
              body: {
                values: values.filter((one: unknown) => {
                  const kind: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'kind') : undefined;
                  return typeof kind !== 'string' || !/^(?:require_(?!blessing)|enforce_)/.test(kind);
                }),
              },
            },
          }),
          [`${REPOSITORY}/pullrequests/7`]: {
            status: 200,
            body: {
              id: 7,
              state: 'OPEN',
              draft,
              author: null,
              participants: [],
              source: branch('topic'),
              destination: branch(into),
            },
          },
          ...(word && { [`${REPOSITORY}/pullrequests/7/mergeability/checks`]: word }),
        },
      },
    };
  },
);
