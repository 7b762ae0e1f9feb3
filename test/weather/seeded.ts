import fc from 'fast-check';
import { operations, unlistableActors } from '../../src/core/model';
import { pathsIn } from '../../src/sandbox/bitbucket/replies';
import type { Ask, Face, Fault, NextTo, Plan } from './plan';
import { placeNamed, worldNames, type Place } from './worlds';

const bool = fc.boolean();
const operation = fc.constantFrom(...operations);
const often = <T>(most: fc.Arbitrary<T>, rest: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: most }, { weight: 1, arbitrary: rest });

/** The plan of a seed: the same seed always gives the same one. */
export function planOf(seed: number): Plan {
  // Consecutive seeds give similar generators, so they are spread.
  const [plan] = fc.sample(anyPlan(), { seed: Math.imul(seed, 0x9e3779b1) | 0, numRuns: 1 });
  if (!plan) throw new Error('fast-check gives one sample for one run.');
  return JSON.parse(JSON.stringify({ seed, ...plan })) as Plan;
}

function anyPlan(): fc.Arbitrary<Omit<Plan, 'seed'>> {
  const weighted = worldNames.map((name) => ({
    weight:
      name === 'pull-requests' ? 5 : name === 'mergeability' ? 4 : name === 'ordinary-team' || name === 'large' ? 2 : 1,
    arbitrary: fc.constant(name),
  }));
  return fc.oneof(...weighted).chain((world) => {
    const place = placeNamed(world);
    return askIn(place).chain((ask) =>
      fc.record({ world: fc.constant(world), ask: fc.constant(ask), faults: faultsIn(place, ask) }),
    );
  });
}

function askIn(place: Place): fc.Arbitrary<Ask> {
  const branch = fc.constantFrom(...place.branches.slice(0, 40), 'main', 'release/9.9', 'nowhere/yet');
  const person = fc.constantFrom(...place.people.slice(0, 40));
  const as = often(person, fc.constantFrom<string[]>(...unlistableActors));
  const maybeAs = fc.option(as, { nil: undefined, freq: 4 });
  const viewer = place.views.administrator
    ? place.views.developer
      ? fc.constantFrom('administrator' as const, 'administrator' as const, 'developer' as const)
      : fc.constant('administrator' as const)
    : fc.constant('developer' as const);
  const app = fc.constantFrom('all' as const, 'what-everybody-may-see' as const);
  const before = {
    visited: place.views.administrator ? bool : fc.constant(false),
    supplied: place.views.administrator ? bool : fc.constant(false),
  };
  const one = <F extends Face>(face: F) => fc.constant(face);
  const id = fc.constantFrom(...(place.pullRequests.length > 0 ? place.pullRequests : [1]));
  const group = fc.constantFrom(...Object.keys(place.groups), 'developers');
  const ofRepository: fc.Arbitrary<Ask>[] = [
    fc.record({ face: one('explain'), branch, as: maybeAs }) as fc.Arbitrary<Ask>,
    fc.record({ face: one('explain'), branch, as: maybeAs }) as fc.Arbitrary<Ask>,
    fc.record({ face: one('who'), branch, operation }),
    fc.record({ face: one('where'), operation, as: maybeAs }) as fc.Arbitrary<Ask>,
    fc.record({ face: one('matrix'), operation }),
    ...(place.views.administrator
      ? [1, 2, 3].map(() => fc.record({ face: one('webhook'), as, branch, operation, app, ...before }))
      : []),
    fc.record({ face: one('facts'), operation, viewer, ...before }),
    fc.record({ face: one('facts'), operation, viewer, ...before }),
    fc.record({ face: one('checkKeys'), viewer }),
    fc.record({ face: one('saveMembers'), group, viewer, ...before }),
  ];
  const ofPullRequests: fc.Arbitrary<Ask>[] = [
    fc.record({
      face: one('explain --pr'),
      id,
      as: fc.option(person, { nil: undefined, freq: 2 }),
    }) as fc.Arbitrary<Ask>,
    fc.record({ face: one('pullRequest'), id, viewer, app, ...before }),
    fc.record({ face: one('pullRequest'), id, viewer, app, ...before }),
    fc.record({ face: one('prs') }),
    fc.record({ face: one('pullRequests'), viewer }),
  ];
  return fc.oneof(
    ...(place.pullRequests.length > 1
      ? [...ofPullRequests, ...ofPullRequests, ...ofPullRequests, ...ofRepository]
      : place.pullRequests.length > 0
        ? [...ofRepository, ...ofPullRequests]
        : ofRepository),
  );
}

const inForge: readonly Face[] = ['webhook', 'facts', 'pullRequest', 'pullRequests', 'checkKeys', 'saveMembers'];
const ofStorage: readonly Face[] = ['webhook', 'facts', 'pullRequest', 'checkKeys', 'saveMembers'];

/** The paths that an answer may be made from; which of them are asked for is for the app to say. */
function pathsFor(place: Place, ask: Ask): string[] {
  const { repository = '', own = '' } = pathsIn(place.world) ?? {};
  if (ask.face === 'checkKeys' || ask.face === 'saveMembers') return [repository, own];
  const numbered = /\/pullrequests\/(\d+)/;
  return place.paths.filter((path) => {
    if (path.startsWith('/1.0/') && inForge.includes(ask.face)) return false;
    const number = numbered.exec(path)?.[1];
    const below = number !== undefined || /\/(pullrequests|commits|effective-default-reviewers)$/.test(path);
    if (ask.face === 'prs' || ask.face === 'pullRequests') return true;
    return !below || ('id' in ask && (number === undefined || number === String(ask.id)));
  });
}

function faultsIn(place: Place, ask: Ask): fc.Arbitrary<Fault[]> {
  const paths = pathsFor(place, ask);
  const lists = paths.filter((path) => place.lists.includes(path));
  const storage = ofStorage.includes(ask.face);
  const settings = storage && (ask.face === 'checkKeys' || ask.face === 'saveMembers');
  const one = fc.oneof(
    {
      weight: settings ? 3 : 8,
      arbitrary: replyFault(
        paths,
        paths.filter((path) => !place.lists.includes(path) && isObjectAt(place, path)),
      ),
    },
    ...(lists.length > 0
      ? [
          { weight: 5, arbitrary: pageFault(lists) },
          { weight: 4, arbitrary: worldFault(lists, paths) },
        ]
      : []),
    {
      weight: 1,
      arbitrary: fc.record({
        fault: fc.constant('clock' as const),
        by: fc.constantFrom(-3_600_000, -60_000, 60_000, 30_000, 3_600_000, 691_200_000),
        from: fc.integer({ min: 1, max: 6 }),
      }),
    },
    ...(storage ? [{ weight: settings ? 8 : 4, arbitrary: storeFault() }] : []),
  );
  return fc.oneof(
    { weight: 7, arbitrary: fc.array(one, { minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.array(one, { minLength: 2, maxLength: 3 }) },
  );
}

const when = {
  from: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 2, 3),
  times: fc.constantFrom(undefined, undefined, undefined, 1, 2),
};
const statuses = fc.constantFrom(400, 401, 403, 404, 410, 429, 429, 429, 500, 502, 503, 504);
const retryAfter = fc.constantFrom(
  undefined,
  undefined,
  '0',
  '1',
  '2',
  '20',
  '3600',
  '-5',
  'soon',
  '',
  '1e9',
  'NaN',
  '@3',
  '@40',
  'Wed, 21 Oct 2037 07:28:00 GMT',
  'Wed, 21 Oct 2015 07:28:00 GMT',
);

function isObjectAt({ world }: Place, path: string): boolean {
  const body = [world.replies[path] ?? []].flat().at(-1)?.body;
  return typeof body === 'object' && body !== null && !Array.isArray(body) && !('values' in body);
}

function there(paths: string[]) {
  return {
    at: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: fc.constant('*') }),
    ...when,
  };
}

/** Of bodies of others only objects: a list is one of `list-of`. */
function replyFault(paths: string[], objects: string[]): fc.Arbitrary<Fault> {
  const at = there(paths);
  const body = fc.oneof(
    fc.constantFrom(
      '{}' as const,
      '[]' as const,
      'error' as const,
      'null' as const,
      'number' as const,
      'deep' as const,
      'empty-string' as const,
    ),
    fc.record({ of: fc.constantFrom(...objects) }),
  );
  const redirects = fc.constantFrom(
    'https://other.example/2.0/x',
    '//other.example/x',
    '/2.0/user',
    'https://api.bitbucket.org//other.example/x',
    'http://[',
  );
  return fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        fault: fc.constant('latency'),
        ...at,
        milliseconds: fc.constantFrom(200, 3_000, 9_000, 14_000, 19_500, 21_000, 30_000, 120_000),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        fault: fc.constant('status'),
        ...at,
        status: statuses,
        retryAfter,
        body: fc.constantFrom('none', 'error', 'html', 'as-ever'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ fault: fc.constant('reset'), ...at, how: fc.constantFrom('nothing', 'thrown') }),
    },
    { weight: 2, arbitrary: fc.record({ fault: fc.constantFrom('cut', 'html'), ...at }) },
    { weight: 3, arbitrary: fc.record({ fault: fc.constant('body'), ...at, body }) },
    { weight: 1, arbitrary: fc.record({ fault: fc.constant('redirect'), ...at, to: redirects }) },
  ) as fc.Arbitrary<Fault>;
}

function pageFault(lists: string[]): fc.Arbitrary<Fault> {
  const at = { ...there(lists), pagelen: fc.constantFrom(1, 2, 3, 100) };
  const how = fc.constantFrom(
    'repeat',
    'first-again',
    'skip',
    'reordered',
    'shrinks',
    'shrinks-unsaid',
    'size-too-large',
    'size-missing',
    'short',
  );
  const to = fc.constantFrom<NextTo[]>(
    'nowhere',
    'nowhere',
    'itself',
    'loop',
    'other-host',
    '//host',
    'host-in-path',
    '%2f',
    'outside',
    'no-address',
    'number',
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.record({ fault: fc.constant('pages'), ...at, how }) },
    { weight: 1, arbitrary: fc.record({ fault: fc.constant('next'), ...at, to }) },
  ) as fc.Arbitrary<Fault>;
}

function worldFault(lists: string[], paths: string[]): fc.Arbitrary<Fault> {
  const members = paths.filter((path) => path.startsWith('/1.0/'));
  const at = fc.constantFrom(...lists, ...members);
  return fc.oneof(
    fc.record({ fault: fc.constant('empty-list'), at }),
    fc.record({ fault: fc.constant('left-out'), at, entries: fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }) }),
    fc.record({ fault: fc.constant('list-of'), at: fc.constantFrom(...lists), other: fc.constantFrom(...lists) }),
  );
}

function storeFault(): fc.Arbitrary<Fault> {
  const on = { on: fc.constantFrom('*', '*', 'get', 'set', 'delete', 'query', 'secret/get'), ...when };
  const of = fc.constantFrom(
    'snapshot',
    'snapshot',
    'snapshot-facts',
    'snapshot-facts',
    'members',
    'check-keys',
    'check-key',
    'check-calls',
    'app-refusals',
  );
  const how = fc.constantFrom(
    'null',
    'text',
    'number',
    'list',
    'nested',
    'field-gone',
    'field-odd',
    'format-0',
    'format-1',
    'cut',
  );
  return fc.oneof(
    fc.record({ fault: fc.constant('store-fails'), ...on, how: fc.constantFrom('thrown', 500, 429) }),
    fc.record({ fault: fc.constant('store-slow'), ...on, milliseconds: fc.constantFrom(500, 1_900, 4_000, 26_000) }),
    fc.record({ fault: fc.constant('store-hangs'), ...on }),
    fc.record({ fault: fc.constant('store-race'), ...on, how: fc.constantFrom('gone', 'other-generation') }),
    fc.record({ fault: fc.constant('store-format'), of, how }),
  ) as fc.Arbitrary<Fault>;
}
