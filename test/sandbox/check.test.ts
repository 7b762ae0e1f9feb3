import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { noAnswer, type Get } from '../../src/bitbucket/port/port';
import { worldPlace } from '../../src/sandbox/bitbucket/places';
import { givenAway, peopleIn } from '../bitbucket/repository/people-in';
import { savedWorld } from '../bitbucket/saved-worlds';
import { stopTheClock } from '../forge/clock';
import { signed, type Call, type Key } from '../forge/webhook/signed';
import { places } from './stand-in';
import { ask, placeWhere, serveWebhook, type Answered, type Webhook } from './webhook';

const main = { repository: 'acme/web', branch: 'main', actor: 'ana' };
const minutes = 60_000;
const team = peopleIn(savedWorld('ordinary-team'));
const never: Get = () => new Promise(() => undefined);
let hanging = 0;
let busy = 0;

let webhook: Webhook;
let key: Key;
beforeAll(async () => {
  const refused = places().filter(({ name }) => name === 'app-refused');
  webhook = await serveWebhook([
    ...refused,
    ...['ordinary-team', 'jenkins-token', 'fails-and-recovers'].map((name) => worldPlace(name, savedWorld(name))),
    // One installation, two repositories.
    { ...worldPlace('open-repository', savedWorld('open-repository')), storage: 'ordinary-team' },
    placeWhere('down', () => () => Promise.resolve(noAnswer)),
    placeWhere('failing', () => () => Promise.resolve({ status: 503, headers: { 'retry-after': '600' }, body: '' })),
    placeWhere(
      'slow',
      () =>
        (...asked) => (hanging++, never(...asked)),
    ),
    placeWhere('busy', (get) => async (path) => {
      busy++;
      await new Promise((done) => setTimeout(done, Math.random() * 80));
      return get(path);
    }),
    placeWhere('hidden', () => () => Promise.resolve({ status: 404, headers: {}, body: undefined })),
    ...['rotation', 'limit'].map((name) => placeWhere(name, (get) => get)),
  ]);
  key = await webhook.key('ordinary-team');
});
afterAll(() => webhook.close());

describe('200', () => {
  test.each<[string, object, string, string]>([
    ['a denial', {}, 'denied', 'Ana Lovell cannot push to `main` in acme/web.'],
    [
      "a branch of one's own",
      { branch: 'refs/heads/ana/fix' },
      'allowed',
      'Ana Lovell can push to `ana/fix` in acme/web.',
    ],
    [
      'a token',
      { actor: 'repository-access-token' },
      'denied',
      'A repository access token cannot push to `main` in acme/web.',
    ],
    [
      'a tag',
      { branch: 'refs/tags/v1', operation: 'create' },
      'allowed',
      'Ana Lovell can create the tag `v1` in acme/web.',
    ],
    [
      'a repository by its uuid',
      { repository: '{FC2E7AAD-1306-4e8c-b171-b1d6b1d54968}' },
      'denied',
      'Ana Lovell cannot push to `main` in acme/web.',
    ],
    [
      'a credential',
      { credential: 'app-password', branch: 'ana/fix' },
      'denied',
      'Ana Lovell cannot push to `ana/fix` in acme/web.',
    ],
    ['an operation', { operation: 'delete' }, 'denied', 'Ana Lovell cannot delete the branch `main` in acme/web.'],
    ['a field that we do not know', { build: 7 }, 'denied', 'Ana Lovell cannot push to `main` in acme/web.'],
  ])('%s', async (_, body, verdict, summary) => {
    const answer = await ask(key, { body: { ...main, ...body } });
    expect(answer).toMatchObject({ status: 200, body: { verdict, summary, source: 'bitbucket' } });
  });

  test('exactly what the contract names', async () => {
    const before = Date.now();
    const { body } = (await ask(key, { body: main })) as { body: Record<string, string> };
    expect(Object.keys(body)).toEqual([
      'verdict',
      'summary',
      'findings',
      'notChecked',
      'readAt',
      'source',
      'expiresAt',
      'digest',
    ]);
    expect(body['digest']).toMatch(/^[\da-f]{64}$/);
    for (const time of ['readAt', 'expiresAt']) expect(body[time]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const [readAt, expiresAt] = ['readAt', 'expiresAt'].map((time) => Date.parse(body[time] ?? ''));
    expect(readAt).toBeGreaterThan(before - 61_000);
    expect((expiresAt ?? 0) - (readAt ?? 0)).toBe(60_000);
  });

  test('what is denied says why, and the way out, and nobody else by name', async () => {
    const { body } = await ask(key, { body: main });
    const text = JSON.stringify(body);
    expect(text).toContain(
      'Write access on `main` is for 2 people, and Ana Lovell is not on that ' +
        'list; being an administrator exempts nobody.',
    );
    expect(text).toContain(
      'Ana Lovell can ask one of the people that Write access on `main` lists to push it; an ' +
        'administrator of acme/web can say who they are.',
    );
    expect(named(text)).toEqual(['Ana Lovell']);
  });

  test('the name is told of whom it is asked, and of nobody else', async () => {
    for (const actor of ['harvey', 'Mei Tanaka']) {
      const { body } = await ask(key, { body: { ...main, actor } });
      expect(body).toMatchObject({ verdict: 'allowed' });
      expect(named(JSON.stringify(body))).toEqual([actor === 'harvey' ? 'Harvey Jones' : 'Mei Tanaka']);
    }
  });
});

/** People of the ordinary team whom a text gives away. */
function named(text: string): string[] {
  return givenAway(text, team).map(({ display_name }) => display_name);
}

describe('400, with the field at fault', () => {
  test.each<[string, string, Call]>([
    ['no JSON', 'body', { body: '{' }],
    ['nothing', 'body', { body: '' }],
    ['no object', 'body', { body: '7' }],
    ['no repository', 'repository', { body: { ...main, repository: undefined } }],
    ['half a repository', 'repository', { body: { ...main, repository: 'web' } }],
    ['no branch', 'branch', { body: { ...main, branch: undefined } }],
    ['a branch that Git does not allow', 'branch', { body: { ...main, branch: 'a..b' } }],
    ['a branch that is none', 'branch', { body: { ...main, branch: ['main'] } }],
    ['an operation that there is not', 'operation', { body: { ...main, operation: 'rebase' } }],
    ['no actor', 'actor', { body: { ...main, actor: undefined } }],
    ['an empty actor', 'actor', { body: { ...main, actor: ' ' } }],
    ['an actor whom nobody knows', 'actor', { body: { ...main, actor: 'Nobody At All' } }],
    ['a credential that there is not', 'credential', { body: { ...main, credential: 'cookie' } }],
    [
      'a credential of an actor that no list can name',
      'credential',
      { body: { ...main, actor: 'pipelines', credential: 'ssh' } },
    ],
    ['another method', 'method', { body: main, method: 'PUT' }],
  ])('%s', async (_, field, call) => {
    const answer = await ask(key, call);
    expect(answer).toMatchObject({ status: 400, body: { field, error: expect.stringMatching(/^[A-Z`].*\.$/) } });
    expect(named(JSON.stringify(answer.body))).toEqual([]);
  });
});

test('401: whatever is wrong, the answer is the same', async () => {
  const other = await webhook.key('jenkins-token');
  const [now, text] = [new Date().toISOString(), JSON.stringify(main)];
  const replayed = signed(key, { body: main, at: Date.now() - 11 * minutes }).headers;
  const signature = (headers: [string, string][]) =>
    headers.find(([name]) => name === 'x-webtrigger-signature')?.[1] ?? '';
  const wrong: Call[] = [
    { key: null, timestamp: null, signature: null },
    { key: null },
    { timestamp: null },
    { signature: null },
    { key: '' },
    { key: 'f'.repeat(16) },
    { key: 'none' },
    { key: '../../secret' },
    { key: other.id },
    { headers: [['X-Who-Can-Push-Key', key.id]] },
    { timestamp: 'now' },
    { timestamp: String(Date.now()) },
    { timestamp: now.replace('T', ' ') },
    { timestamp: now.replace('Z', '') },
    { timestamp: '2026-13-45T99:99:99Z' },
    { at: Date.now() - 10 * minutes - 2_000 },
    { at: Date.now() + 10 * minutes + 2_000 },
    // Signed eleven minutes ago, and sent under the time of now.
    { timestamp: now, signature: signature(replayed) },
    { signature: 'sha256=' },
    { signature: `sha256=${'0'.repeat(64)}` },
    { signature: `sha256=${'zz'.repeat(32)}` },
    { signature: signature(signed(key, { body: main, timestamp: now }).headers).replace('sha256=', '') },
    { signature: signature(signed(other, { body: main, timestamp: now }).headers), timestamp: now },
    { signature: signature(signed(key, { body: `${text} `, timestamp: now }).headers), timestamp: now },
    { method: 'GET', key: null },
    { body: '{', signature: null },
    { body: 'x'.repeat(64 * 1024), signature: null },
  ];
  const answers = await Promise.all(wrong.map((call) => ask(key, { body: main, ...call })));
  answers.push(await ask(other, { body: main }, key.url));
  const [first] = answers;
  expect(first?.status).toBe(401);
  expect([...new Set(answers.map((answer) => JSON.stringify(answer)))]).toEqual([JSON.stringify(first)]);
});

test('a clock may be off by ten minutes, either way', async () => {
  for (const off of [-10 * minutes + 5_000, 10 * minutes - 5_000]) {
    expect((await ask(key, { body: main, at: Date.now() + off })).status).toBe(200);
  }
  const inDelhi = `${new Date(Date.now() + 330 * minutes).toISOString().slice(0, 19)}+05:30`;
  expect((await ask(key, { body: main, timestamp: inDelhi })).status).toBe(200);
});

test('the signature is over every byte: umlauts, a byte order mark, white space', async () => {
  const text = `\uFEFF ${JSON.stringify({ ...main, branch: 'füße/✓' })}\r\n`;
  expect(await ask(key, { body: text })).toMatchObject({ status: 400, body: { field: 'body' } });
  expect(await ask(key, { body: text.slice(1) })).toMatchObject({
    status: 200,
    body: { summary: expect.stringContaining('`füße/✓`') },
  });
});

describe('403: the key is for another repository', () => {
  test.each(['acme/playground', 'acme/none', 'other/web', '{0e08f94b-6681-43c1-82e6-c86606d89be5}'])(
    '%s',
    async (repository) => {
      const answer = await ask(key, { body: { ...main, repository } });
      expect(answer).toMatchObject({ status: 403, body: { error: 'This key is for another repository.' } });
      expect(Object.keys(answer.body as object)).toEqual(['error']);
    },
  );

  test('nor does it open its own repository to the key of the other', async () => {
    const other = await webhook.key('open-repository');
    expect((await ask(other, { body: main }, key.url)).status).toBe(403);
  });
});

test('413: over 64 KiB of bytes, before anything else is looked at', async () => {
  const body = 'ü'.repeat(32 * 1024 + 1);
  for (const call of [{ body }, { body, signature: null }]) expect((await ask(key, call)).status).toBe(413);
  expect((await ask(key, { body: 'ü'.repeat(32 * 1024) })).status).toBe(400);
});

test('429: sixty calls a minute and no more; whoever does not hold the secret uses none of them up', async () => {
  const own = await webhook.key('limit');
  stayWithinAMinute();
  for (let at = 0; at < 70; at++) await ask(own, { body: main, signature: `sha256=${'0'.repeat(64)}` });
  const answers: Answered[] = [];
  for (let at = 0; at < 61; at++) answers.push(await ask(own, { body: '{}' }));
  expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 60 }, () => 400), 429]);
  const seconds = Number(answers.at(-1)?.retryAfter);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  jest.setSystemTime(Date.now() + seconds * 1000);
  expect((await ask(own, { body: main })).status).toBe(200);
});

/** From now on, by a clock that tests set, nothing crosses into the next minute. */
function stayWithinAMinute(): void {
  const left = minutes - (Date.now() % minutes);
  stopTheClock(Date.now() + (left < 30_000 ? left : 0));
}

test('300 calls at once, over a store that deletes expired values: nine requests, sixty answers at most, else 429', async () => {
  const own = await webhook.key('busy');
  stayWithinAMinute();
  const before = busy;
  const answers = await Promise.all(Array.from({ length: 300 }, () => ask(own, { body: main })));
  const of = (status: number) => answers.filter((answer) => answer.status === status);
  expect(busy - before).toBe(9);
  expect(of(200).length).toBeGreaterThan(50);
  expect(of(200).length).toBeLessThanOrEqual(60);
  expect(of(429)).toHaveLength(300 - of(200).length);
  for (const { retryAfter } of of(429)) expect(Number(retryAfter)).toBeGreaterThan(0);
  jest.setSystemTime(Date.now() + minutes);
  expect((await ask(own, { body: main })).status).toBe(200);
  expect(busy - before).toBe(18);
});

afterEach(() => {
  jest.useRealTimers();
});

describe('rotation', () => {
  test('two keys are valid at a time; a third needs a revocation; a revoked one is unknown', async () => {
    const [first, second] = [await webhook.key('rotation'), await webhook.key('rotation')];
    expect(await webhook.panel('rotation', 'makeCheckKey')).toEqual({
      tooMany: true,
      keys: [first, second].map(({ id }) => expect.objectContaining({ id, madeAt: expect.any(String) })),
    });
    for (const one of [first, second]) expect((await ask(one, { body: main })).status).toBe(200);
    expect(await webhook.panel('rotation', 'revokeCheckKey', { id: first.id })).toEqual({
      keys: [expect.objectContaining({ id: second.id, madeAt: expect.any(String) })],
    });
    expect((await ask(first, { body: main })).status).toBe(401);
    expect((await ask(second, { body: main })).status).toBe(200);
    expect((await ask(await webhook.key('rotation'), { body: main })).status).toBe(200);
  });

  test('a developer makes, sees and revokes none', async () => {
    const cannotRead = { because: 'not-administrator', repository: 'acme/web', level: 'write' };
    for (const call of ['makeCheckKey', 'checkKeys', 'revokeCheckKey'] as const) {
      expect(await webhook.panel('ordinary-team', call, { id: key.id }, 'developer')).toEqual({ cannotRead });
    }
    expect((await ask(key, { body: main })).status).toBe(200);
  });
});

describe('where the app itself may not read', () => {
  test('nothing is known, and an administrator can lift it by a visit; then it is answered from what they could read', async () => {
    const own = await webhook.key('app-refused');
    const blind = await ask(own, { body: main });
    expect(blind).toMatchObject({ status: 200, body: { verdict: 'unknown', source: 'bitbucket' } });
    expect(JSON.stringify(blind.body)).toContain('the app may not read the branch restrictions of acme/web');
    expect(JSON.stringify(blind.body)).toContain(
      'An administrator of acme/web can open “Who can push” in the repository settings, and the app ' +
        'then answers from what they could read there.',
    );

    const read = await webhook.panel('app-refused', 'facts');
    const readAt = 'facts' in read ? read.facts.readAt : undefined;
    const kept = await ask(own, { body: main });
    expect(kept).toMatchObject({ status: 200, body: { verdict: 'denied', source: 'snapshot', readAt } });
    expect(named(JSON.stringify(kept.body))).toEqual(['Ana Lovell']);
    expect((await ask(own, { body: { ...main, repository: 'acme/other' } })).status).toBe(403);
  });

  test('a repository that the app does not see', async () => {
    const own = await webhook.key('hidden');
    expect(await ask(own, { body: main })).toMatchObject({ status: 200, body: { verdict: 'unknown' } });
    expect((await ask(own, { body: { ...main, repository: 'acme/other' } })).status).toBe(403);
  });
});

describe('where Bitbucket does not answer', () => {
  /** Nobody waits in a test: the clock that the app waits by is set forward until it answers. */
  async function milliseconds(answer: Promise<unknown>): Promise<number> {
    const state = { done: false };
    void answer.finally(() => (state.done = true));
    const start = Date.now();
    while (!state.done && Date.now() - start < 60_000) {
      await jest.advanceTimersByTimeAsync(100);
      for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
    }
    return Date.now() - start;
  }

  function fakeTime() {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] });
  }

  test.each(['down', 'failing', 'slow'])(
    '%s: 503 with nothing kept, the snapshot with one, within 25 seconds',
    async (place) => {
      const own = await webhook.key(place);
      fakeTime();
      const nothing = ask(own, { body: main });
      expect(await milliseconds(nothing)).toBeLessThan(25_000);
      expect(await nothing).toMatchObject({ status: 503, retryAfter: '30', body: { error: expect.any(String) } });

      await webhook.panel(place, 'facts');
      const kept = ask(own, { body: main });
      expect(await milliseconds(kept)).toBeLessThan(25_000);
      expect(await kept).toMatchObject({ status: 200, body: { verdict: 'denied', source: 'snapshot' } });
      expect(hanging > 0).toBe(place === 'slow');
    },
  );

  test('once it recovers, it is asked again', async () => {
    const own = await webhook.key('fails-and-recovers');
    fakeTime();
    const answer = ask(own, {
      body: { repository: 'acme/inventory', branch: 'no-such-restriction', actor: 'access-key' },
    });
    expect(await milliseconds(answer)).toBeLessThan(25_000);
    expect(await answer).toMatchObject({ status: 200, body: { verdict: 'denied', source: 'bitbucket' } });
  });
});
