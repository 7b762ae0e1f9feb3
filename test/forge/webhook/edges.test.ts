import { describe, expect, test } from '@jest/globals';
import { noAnswer, type Get } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { webhookQuestionIn } from '../../../src/forge/webhook/question';
import { againIn, asYouIn, newKeyIn } from '../../../src/forge/panels/payload';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { givenAway, peopleIn } from '../../bitbucket/repository/people-in';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { builds, refusing, type Builds } from './builds';
import { contextOf, host } from '../host';
import type { Key } from './signed';

const world = savedWorld('ordinary-team');
const main = { repository: 'acme/web', branch: 'main', actor: 'ana' };
const newcomer = '{11111111-2222-4333-8444-555555555555}';
const down: Get = () => Promise.resolve(noAnswer);
const gone: Get = () => Promise.resolve({ status: 404, headers: {}, body: undefined });

/** The same world, whose lists of people nobody may read. */
function peopleUnread(whole: World): World {
  const lists = Object.keys(whole.replies).filter((path) =>
    /\/permissions\/repositories\/|\/permissions-config\//.test(path),
  );
  return {
    ...whole,
    replies: { ...whole.replies, ...Object.fromEntries(lists.map((path) => [path, { status: 403 }])) },
  };
}

async function keyWithoutNames({ invoke }: Builds): Promise<Key> {
  const { key, secret, url } = (await invoke('makeCheckKey', { names: false })) as {
    key: { id: string };
    secret: string;
    url: string;
  };
  return { id: key.id, secret, url };
}

describe('somebody on no list that could be read', () => {
  const half = peopleUnread(world);
  type Row = [what: string, app: Get, actor: string, more: object, expected: object];
  test.each<Row>([
    [
      'is not settled by a snapshot without people where Bitbucket is down',
      down,
      'newcomer',
      {},
      { verdict: 'unknown', source: 'snapshot' },
    ],
    [
      'nor by one where the app may read no people either',
      refusing(world),
      'newcomer',
      {},
      { verdict: 'unknown', source: 'bitbucket' },
    ],
    [
      'a password pushes for nobody, whoever it is',
      down,
      'newcomer',
      { credential: 'password' },
      { verdict: 'denied', source: 'snapshot' },
    ],
    ['nor does it for a uuid', down, newcomer, { credential: 'password' }, { verdict: 'denied', source: 'snapshot' }],
    [
      'main is closed to a uuid that its list does not hold',
      down,
      newcomer,
      {},
      { verdict: 'denied', source: 'snapshot' },
    ],
  ])('%s', async (_, app, actor, more, expected) => {
    const one = builds(half, app);
    const key = await one.key();
    await one.visit();
    expect(await one.ask(key, { body: { ...main, actor, ...more } })).toMatchObject({ status: 200, body: expected });
  });
});

describe('a key is for its repository alone', () => {
  test.each<[string, Get, visited: boolean]>([
    ['by what the app read', worldGet(world), false],
    ['by what was kept, where Bitbucket is down', down, true],
    ['by its name when the key was made, where nothing is known', gone, false],
  ])('%s', async (_, app, visited) => {
    const one = builds(world, app);
    const key = await one.key();
    if (visited) await one.visit();
    expect(await one.ask(key, { body: { ...main, repository: 'acme/other' } })).toMatchObject({ status: 403 });
    expect(await one.ask(key, { body: { ...main, repository: 'ACME/Web' } })).toMatchObject({ status: 200 });
  });
});

test('where nothing is known, that holds of an actor that no list can name too', async () => {
  const one = builds(world, gone);
  const { status, body } = await one.ask(await one.key(), { body: { ...main, actor: 'pipelines' } });
  expect([status, body['verdict'], body['source']]).toEqual([200, 'unknown', 'bitbucket']);
});

describe('invalid questions', () => {
  test('a credential for an actor that is one itself', async () => {
    const one = builds(world);
    const { status, body } = await one.ask(await one.key(), {
      body: { ...main, actor: 'pipelines', credential: 'ssh' },
    });
    expect([status, body['field']]).toEqual([400, 'credential']);
  });

  test.each(['GET', 'put', 'DELETE'])('a signed call by %s', async (method) => {
    const one = builds(world);
    const { status, body } = await one.ask(await one.key(), { method, body: main });
    expect([status, body['field']]).toEqual([400, 'method']);
  });

  test.each(['', 'push main', '[]', 'null', '"main"', '1', '{'])('the body %j', (body) => {
    const read = webhookQuestionIn(body);
    if (!('atFault' in read)) throw new Error('It was read.');
    expect(read.atFault).toEqual({
      field: expect.stringMatching(/^(?:body|repository)$/),
      error: expect.stringMatching(/\S/),
    });
  });

  test.each(['push main', 'null', '"main"'])('of %j the whole is at fault', (body) => {
    expect(webhookQuestionIn(body)).toEqual({
      atFault: { field: 'body', error: 'The body is a JSON object with `repository`, `branch` and `actor`.' },
    });
  });
});

test('whatever goes wrong inside, its words stay there, and it is no word on the push', async () => {
  const busy: Get = () => Promise.resolve({ status: 429, headers: {}, body: undefined });
  const one = builds(world, busy, undefined, () => Promise.reject(new Error('the secret of Ana')));
  const { status, body, response } = await one.ask(await one.key(), { body: main });
  expect([status, body]).toEqual([
    503,
    { error: 'The app failed to answer. That is no word on whether the push is allowed.' },
  ]);
  expect(response.headers['retry-after']).toEqual(['30']);
});

describe('under a key without names', () => {
  test('an actor that no list can name is answered as under any other', async () => {
    const one = builds(world);
    const [ordinary, quiet] = [await one.key(), await keyWithoutNames(one)];
    for (const actor of ['pipelines', 'access-key', 'repository-access-token']) {
      const [plain, unnamed] = [
        await one.ask(ordinary, { body: { ...main, actor } }),
        await one.ask(quiet, { body: { ...main, actor } }),
      ];
      expect(unnamed.body).toMatchObject({
        verdict: 'denied',
        summary: plain.body['summary'],
        findings: plain.body['findings'],
      });
    }
  });

  test.each<[credential: string, verdict: string]>([
    ['password', 'denied'],
    ['ssh', 'unknown'],
  ])('a name that is nobody’s, with %s: %s', async (credential, verdict) => {
    const one = builds(world);
    const { status, body } = await one.ask(await keyWithoutNames(one), {
      body: { ...main, branch: 'ana/fix', actor: 'Zed Quux', credential },
    });
    expect([status, body['verdict']]).toEqual([200, verdict]);
  });

  test('members that an administrator supplied count, by whatever name one of them is asked about', async () => {
    const grouped = savedWorld('exempt-group-unreadable');
    const sofia = peopleIn(grouped).find(({ display_name }) => display_name === 'Sofia Rossi');
    const other = peopleIn(grouped).find(({ display_name }) => display_name !== 'Sofia Rossi');
    if (!sofia || !other) throw new Error('That world has two people.');
    const one = builds(grouped);
    const key = await keyWithoutNames(one);
    const repository = contextOf(grouped).extension.repository.uuid;
    const ask = async (actor: string) => one.ask(key, { body: { repository, branch: 'main', actor } });
    const before = await ask('Sofia Rossi');
    expect(before.body).toMatchObject({ verdict: 'unknown' });
    for (const [, slug = ''] of before.response.body.matchAll(/the members of `([^`]+)`/g))
      await one.invoke('saveMembers', { group: slug, members: [other.uuid, sofia.uuid] });
    const after = await ask('Sofia Rossi');
    expect(after.body).toMatchObject({ verdict: 'allowed' });
    expect(givenAway(after.response.body, [{ uuid: sofia.uuid, display_name: '—' }])).toEqual([]);
    expect((await ask(sofia.uuid)).body).toMatchObject({ verdict: 'allowed' });
  });
});

describe('a panel', () => {
  test.each(['facts', 'makeCheckKey'])(
    '%s says that the repository could not be read, and keeps nothing',
    async (called) => {
      const one = host(
        gone,
        contextOf(world),
        panelResolver(() => Promise.resolve()),
      );
      expect(await one.invoke(called)).toMatchObject({ cannotRead: { because: 'unreadable' } });
      expect([...one.kept.keys(), ...one.secrets.keys()]).toEqual([]);
    },
  );

  test.each([undefined, null, {}])('%j as payload is nothing asked for', (payload) => {
    expect([againIn(payload), asYouIn(payload), newKeyIn(payload)]).toEqual([false, false, { names: true, name: '' }]);
  });

  test('what it asks for counts', () => {
    expect([againIn({ again: true }), asYouIn({ asYou: true })]).toEqual([true, true]);
    expect(newKeyIn({ names: false, name: '  Release  ' })).toEqual({ names: false, name: 'Release' });
  });
});
