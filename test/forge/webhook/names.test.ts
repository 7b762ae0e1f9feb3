import { describe, expect, test } from '@jest/globals';
import { givenAway, peopleIn, type RawPerson } from '../../bitbucket/repository/people-in';
import { isAdministered, names, savedWorld } from '../../bitbucket/saved-worlds';
import { builds, refusing, type Builds } from './builds';
import { placeOf } from '../host';
import type { Key } from './signed';

const world = savedWorld('ordinary-team');
const operations = ['push', 'create', 'force-push', 'delete', 'merge'];

async function keyWithoutNames({ invoke }: Builds): Promise<Key> {
  const { key, secret, url } = (await invoke('makeCheckKey', { names: false })) as {
    key: { id: string };
    secret: string;
    url: string;
  };
  return { id: key.id, secret, url };
}

test('the choice is kept with the key, and shown in the list; left out, answers name as they always did', async () => {
  const one = builds(world);
  const without = await keyWithoutNames(one);
  const ordinary = await one.key();
  const { keys } = (await one.invoke('checkKeys')) as { keys: { id: string }[] };
  expect(keys.find(({ id }) => id === without.id)).toHaveProperty('names', false);
  expect(keys.find(({ id }) => id === ordinary.id)).not.toHaveProperty('names');
  const account = '62dd96b74c9e04060fd15709';
  const body = { repository: 'acme/web', branch: 'main', actor: account };
  expect((await one.ask(ordinary, { body })).body['summary']).toBe('Ana Lovell cannot push to `main` in acme/web.');
  expect((await one.ask(without, { body })).body['summary']).toBe(`${account} cannot push to \`main\` in acme/web.`);
});

test.each<[string, unknown]>([
  ['a text', { names: 'no' }],
  ['null', { names: null }],
  ['a word', 'names'],
  ['a number for its name and none', { name: 1 }],
  ['81 characters for its name and none', { name: 'x'.repeat(81) }],
])('to make one with %s for names is one clear error', async (_, payload) => {
  const one = builds(world);
  await expect(one.invoke('makeCheckKey', payload)).rejects.toThrow(
    new TypeError(
      '`makeCheckKey` takes `names`, true or false, and `name`, a text of up to 80 characters, or nothing.',
    ),
  );
});

/** The names of a person in a text, beyond what the caller wrote, as separate words. */
function beyond(
  text: string,
  written: string,
  { uuid, display_name, nickname = '', account_id = '' }: RawPerson,
): string[] {
  const ways = [uuid.slice(1, -1), display_name, ...display_name.split(' '), nickname, account_id];
  const others = ways.filter(
    (way) => way !== '' && way !== 'Acme' && !written.toLowerCase().includes(way.toLowerCase()),
  );
  // A suggested branch is made from what was written, without accents.
  const asBranch = written.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '-');
  const left = [written, written.toLowerCase().replaceAll(' ', '-'), asBranch].reduce(
    (rest, one) => rest.replaceAll(one, '…'),
    text,
  );
  return others.filter((way) => givenAway(left, [{ uuid: '{-}', display_name: way }]).length > 0);
}

describe.each(names.filter(isAdministered))('%s', (name) => {
  const saved = savedWorld(name);
  const people = peopleIn(saved);

  test('for anybody, by any of their names: the same verdict, and none of their other names', async () => {
    for (const app of [undefined, refusing(saved)]) {
      const one = builds(saved, app);
      await one.visit();
      const [ordinary, without] = [await one.key(), await keyWithoutNames(one)];
      for (const person of people.slice(0, 5)) {
        for (const actor of [person.uuid, person.display_name, person.nickname, person.account_id]) {
          if (actor === undefined) continue;
          for (const operation of operations.slice(0, 3)) {
            const body = { repository: placeOf(saved).slug, branch: 'main', operation, actor };
            const [plain, quiet] = [await one.ask(ordinary, { body }), await one.ask(without, { body })];
            expect(quiet.status).toBe(200);
            expect(quiet.body['verdict']).toEqual(
              plain.status === 200 ? plain.body['verdict'] : expect.stringMatching(/unknown|denied/),
            );
            expect([actor, beyond(quiet.response.body, actor, person)]).toEqual([actor, []]);
          }
        }
      }
    }
  });
});

describe('a name that is nobody’s', () => {
  test('nor one of several: one answer, which is no fault and not sure', async () => {
    const odd = savedWorld('odd-names');
    const one = builds(odd);
    const key = await keyWithoutNames(one);
    const answers = [];
    for (const actor of ['Sam Lee', 'Zed Quux']) {
      const { status, body } = await one.ask(key, { body: { repository: placeOf(odd).slug, branch: 'main', actor } });
      expect([status, body['verdict']]).toEqual([200, 'unknown']);
      answers.push(
        JSON.stringify({ ...body, readAt: '', expiresAt: '', digest: '' })
          .replaceAll(actor, 'NAME')
          .replaceAll(actor.toLowerCase().replace(' ', '-'), 'hand'),
      );
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('we cannot make out who is meant');
    expect(answers[0]).toContain('You can ask with the uuid of the person');
  });

  test.each([
    ['as the app reads it', undefined],
    ['as it was kept', refusing(world)],
  ])('%s: never allowed, and denied only where nobody may', async (_, app) => {
    const one = builds(world, app);
    await one.visit();
    const [key, ordinary] = [await keyWithoutNames(one), await one.key()];
    for (const operation of operations) {
      for (const branch of ['main', 'release/1', 'feature/x', 'refs/tags/v1']) {
        const ask = async (actor: string, by = key) =>
          (await one.ask(by, { body: { repository: 'acme/web', branch, operation, actor } })).body['verdict'];
        const nobodys = await ask('Zed Quux');
        expect(nobodys).not.toBe('allowed');
        if (nobodys !== 'denied') continue;
        for (const { uuid } of peopleIn(world)) expect(await ask(uuid, ordinary)).toBe('denied');
      }
    }
  });

  test('a uuid that is on no list is judged as somebody without permission, like one that is', async () => {
    const one = builds(world);
    const key = await keyWithoutNames(one);
    const actor = '{11111111-2222-4333-8444-555555555555}';
    const { status, body } = await one.ask(key, { body: { repository: 'acme/web', branch: 'main', actor } });
    expect([status, body['verdict']]).toEqual([200, 'denied']);
  });
});

test('two names of one person have two digests, and the same question the same one', async () => {
  const one = builds(world);
  const key = await keyWithoutNames(one);
  const digest = async (actor: string) =>
    (await one.ask(key, { body: { repository: 'acme/web', branch: 'main', actor } })).body['digest'];
  const all = [await digest('ana'), await digest('Ana Lovell'), await digest('62dd96b74c9e04060fd15709')];
  expect(new Set(all).size).toBe(3);
  expect(await digest('ana')).toBe(all[0]);
});
