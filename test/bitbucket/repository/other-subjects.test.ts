import { describe, expect, test } from '@jest/globals';
import { explain } from '../../../src/core/questions/explain';
import { settled } from '../../../src/core/questions/asked';
import type { Operation, Person } from '../../../src/core/model';
import type { World } from '../../../src/bitbucket/worlds/world';
import { who } from '../../../src/core/questions/survey';
import { peopleIn } from './people-in';
import { factsOf, patient, savedWorld } from '../saved-worlds';

const world = savedWorld('ordinary-team');
const effective = Object.keys(world.replies).find((path) => path.includes('/permissions/repositories/')) ?? '';
const model = '/2.0/repositories/acme/web/effective-branching-model';

function listAt(path: string): unknown[] {
  return ([world.replies[path] ?? []].flat().at(-1) as { body: { values: unknown[] } }).body.values;
}

function over(replies: World['replies']): World {
  return { ...world, replies: { ...world.replies, ...replies } };
}

function personCalled(name: string): Person {
  const { uuid } = peopleIn(world).find(({ display_name }) => display_name === name) ?? { uuid: '' };
  return { id: uuid, name };
}

async function verdict(of: World, name: string, branch: string, operation: Operation = 'push') {
  const facts = settled(await factsOf(of, patient(of)));
  return explain(facts, { actor: { type: 'user', person: personCalled(name) }, operation, branch }).verdict;
}

describe('an entry that is about another repository', () => {
  const jonas = { type: 'user', uuid: personCalled('Jonas Weber').id, display_name: 'Jonas Weber' };
  const another = { type: 'repository_permission', permission: 'admin', user: jonas };
  const elsewhere = { full_name: 'acme/other', uuid: '{00000000-0000-4000-8000-0000000000aa}' };

  test.each<[string, object]>([
    ['by uuid and name', { repository: elsewhere }],
    ['by its name', { repository: { full_name: 'acme/other' } }],
    ['by its uuid, whatever it is called', { repository: { uuid: elsewhere.uuid, full_name: 'acme/web' } }],
  ])('%s gives nobody anything here, and leaves a gap', async (_, about) => {
    const changed = over({
      [effective]: { status: 200, body: { values: [...listAt(effective), { ...another, ...about }] } },
    });
    expect(await verdict(world, 'Jonas Weber', 'feature/x')).toBe('denied');
    expect(await verdict(changed, 'Jonas Weber', 'feature/x')).toBe('denied');
    expect((await factsOf(changed, patient(changed))).permissions.gaps).toEqual([
      { of: { what: 'permissions' }, because: 'not-understood' },
    ]);
  });

  test('a list of nothing else is none', async () => {
    const values = listAt(effective).map((entry) => ({
      ...(entry as object),
      permission: 'admin',
      repository: elsewhere,
    }));
    const changed = over({ [effective]: { status: 200, body: { values } } });
    expect((await factsOf(changed, patient(changed))).permissions).toMatchObject({
      items: [],
      gaps: [{ because: 'not-understood' }],
    });
  });

  test('one that says nothing of which, or names this one, is here', async () => {
    const ways = [undefined, { full_name: 'Acme/Web' }, {}, { uuid: 7, full_name: null }];
    const values = listAt(effective).map((entry, at) => ({ ...(entry as object), repository: ways[at % ways.length] }));
    const changed = over({ [effective]: { status: 200, body: { values } } });
    expect((await factsOf(changed, patient(changed))).permissions).toEqual(
      (await factsOf(world, patient(world))).permissions,
    );
  });
});

test('where a repository has no uuid, an entry with a uuid alone cannot be compared, and counts', async () => {
  const bare = '/2.0/repositories/acme/web';
  const body = { ...([world.replies[bare] ?? []].flat().at(-1)?.body as object), uuid: undefined };
  const values = listAt(effective).map((entry) => ({
    ...(entry as object),
    repository: { uuid: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' },
  }));
  const changed = over({ [bare]: { status: 200, body }, [effective]: { status: 200, body: { values } } });
  expect((await factsOf(changed, patient(changed))).permissions.gaps).toEqual([]);
});

test('a uuid in capital letters is the same person', async () => {
  const loud = JSON.parse(
    JSON.stringify(world.replies['/2.0/repositories/acme/web/branch-restrictions']).replaceAll(
      /\{[\da-f-]{36}\}/g,
      (uuid) => uuid.toUpperCase(),
    ),
  ) as World['replies'][string];
  const changed = over({ '/2.0/repositories/acme/web/branch-restrictions': loud });
  const [before, after] = [
    who(await factsOf(world, patient(world)), 'push', 'main'),
    who(await factsOf(changed, patient(changed)), 'push', 'main'),
  ];
  expect(after).toEqual(before);
});

test('a type of branch with two prefixes covers nobody knows what', async () => {
  const types = (prefixes: string[]) => ({
    status: 200,
    body: {
      type: 'effective_repo_branching_model',
      branch_types: prefixes.map((prefix) => ({ kind: 'feature', prefix })),
    },
  });
  const restriction = {
    id: 99,
    kind: 'push',
    branch_match_kind: 'branching_model',
    branch_type: 'feature',
    users: [],
    groups: [],
  };
  const changed = (prefixes: string[]) =>
    over({
      [model]: types(prefixes),
      '/2.0/repositories/acme/web/branch-restrictions': { status: 200, body: { values: [restriction] } },
    });
  expect(await verdict(changed(['feature/']), 'Harvey Jones', 'feature/x')).toBe('denied');
  expect(await verdict(changed(['feature/', 'feature/']), 'Harvey Jones', 'feature/x')).toBe('denied');
  expect(await verdict(changed(['f/']), 'Harvey Jones', 'feature/x')).toBe('allowed');
  expect(await verdict(changed(['feature/', 'f/']), 'Harvey Jones', 'feature/x')).toBe('unknown');
});
