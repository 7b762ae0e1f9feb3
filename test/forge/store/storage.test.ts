import type { CheckKey, PanelFacts } from '../../../src/panel-calls';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { keptMembers } from '../../../src/forge/store/members';
import { keptDenials, keepDenials } from '../../../src/forge/store/app-denials';
import { tooManyCalls } from '../../../src/forge/webhook/limit';
import { keyWithSecret, listedKey } from '../../../src/forge/store/webhook-keys';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { builds, refusing, type Builds } from '../webhook/builds';
import { stopTimers } from '../clock';
import { placeOf, type Host } from '../host';
import type { Key } from '../webhook/signed';

const world = savedWorld('ordinary-team');
const here = placeOf(world);
const ana = '{60cad0b1-b371-4182-bd29-1d74687032bb}';
const main = { repository: 'acme/web', branch: 'main', actor: 'ana' };
const ours = /^The app's own storage does not answer just now/;
const storages = 'hunter2 lives in table kvs-prod-7';

beforeEach(stopTimers);
afterEach(() => {
  jest.useRealTimers();
});

/** What the store does from its n-th call on, or in that call alone. */
interface Fault {
  from: number;
  alone: boolean;
  how: 'fails' | 'hangs';
}

/** An app with one of everything it keeps, over a store that fails on demand. */
async function kept(
  app?: Parameters<typeof builds>[1],
): Promise<{ one: Builds; key: Key; faults: (fault: Fault | undefined) => void; calls: () => number }> {
  let fault: Fault | undefined;
  let calls = 0;
  const one = builds(world, app, () => {
    calls += 1;
    if (!fault || (fault.alone ? calls !== fault.from : calls < fault.from)) return Promise.resolve();
    return fault.how === 'fails' ? Promise.reject(new Error(storages)) : new Promise(() => undefined);
  });
  const key = await one.key();
  await one.invoke('saveMembers', { group: 'devs', members: [ana] });
  await one.invoke('saveProjectRules', { rules: [{ kind: 'force', pattern: '*' }], whole: true });
  await one.visit();
  const faults = (next: Fault | undefined) => {
    fault = next;
    calls = 0;
  };
  return { one, key, faults, calls: () => calls };
}

/** The result within 25 seconds, after which Forge ends an invocation; for an error, its message. */
async function outcomeOf(answer: Promise<unknown>): Promise<unknown> {
  let outcome: unknown = 'nothing within 25 seconds';
  void answer.then(
    (value) => {
      outcome = value;
    },
    (error: unknown) => {
      outcome = { error: error instanceof Error ? error.message : String(error) };
    },
  );
  await jest.advanceTimersByTimeAsync(24_999);
  return outcome;
}

function everyFault(calls: number): Fault[] {
  const from = Array.from({ length: calls }, (_, at) => at + 1);
  return from.flatMap((at) =>
    [true, false].flatMap((alone): Fault[] => [
      { from: at, alone, how: 'fails' },
      { from: at, alone, how: 'hangs' },
    ]),
  );
}

type Ask = (one: Builds, key: Key) => Promise<unknown>;
const asks: [string, Ask][] = [
  ['facts', ({ invoke }) => invoke('facts')],
  ['checkKeys', ({ invoke }) => invoke('checkKeys')],
  ['makeCheckKey', ({ invoke }) => invoke('makeCheckKey')],
  ['revokeCheckKey', ({ invoke }, { id }) => invoke('revokeCheckKey', { id })],
  ['saveMembers', ({ invoke }) => invoke('saveMembers', { group: 'devs', members: [] })],
  ['saveProjectRules', ({ invoke }) => invoke('saveProjectRules', { rules: [], whole: true })],
  ['forgetting rules of the project', ({ invoke }) => invoke('saveProjectRules', { rules: null, whole: false })],
  ['forgetting members', ({ invoke }) => invoke('saveMembers', { group: 'devs', members: null })],
];

describe('whichever call of the storage fails or hangs, once or from then on', () => {
  test.each(asks)('%s: an answer, or an error in our words', async (what, ask) => {
    const calm = await kept();
    calm.faults(undefined);
    await ask(calm.one, calm.key);
    expect(calm.calls()).toBeGreaterThan(0);
    const outcomes = { answers: 0, errors: 0 };
    for (const fault of everyFault(calm.calls())) {
      const { one, key, faults } = await kept();
      faults(fault);
      const outcome = await outcomeOf(ask(one, key));
      expect(JSON.stringify(outcome)).not.toContain(storages);
      if (typeof outcome === 'object' && outcome !== null && 'error' in outcome) {
        expect(outcome.error).toMatch(ours);
        expect(what).not.toBe('facts');
        outcomes.errors += 1;
      } else {
        expect(outcome).toEqual(expect.any(Object));
        outcomes.answers += 1;
      }
      faults(undefined);
      await sound(one);
    }
    if (what !== 'facts') expect(outcomes.errors).toBeGreaterThan(0);
  });

  test('the facts say when lists that were supplied are missing from them, and only then', async () => {
    const seen = new Set<boolean>();
    for (const fault of everyFault(6)) {
      const { one, faults } = await kept();
      faults(fault);
      const answer = (await outcomeOf(one.invoke('facts'))) as Extract<PanelFacts, { facts: unknown }>;
      const { suppliedMembers, projectRules } = answer.facts;
      expect([{}, { devs: [ana] }]).toContainEqual(suppliedMembers);
      expect('devs' in suppliedMembers && projectRules?.whole === true).toBe(answer.suppliedNotRead !== true);
      seen.add(answer.suppliedNotRead === true);
    }
    expect(seen).toEqual(new Set([true, false]));
  });

  test.each([
    ['as the app reads it', undefined],
    ['as it was kept', refusing(world)],
  ])('the webhook, %s: the answer, or 503 that names the storage', async (_, app) => {
    const calm = await kept(app);
    calm.faults(undefined);
    const expected = (await calm.one.ask(calm.key, { body: main })).body['verdict'];
    const statuses = new Set<number>();
    for (const fault of everyFault(calm.calls())) {
      const { one, key, faults } = await kept(app);
      faults(fault);
      const { status, body } = (await outcomeOf(one.ask(key, { body: main }))) as Awaited<ReturnType<Builds['ask']>>;
      statuses.add(status);
      // What is kept only for later callers is not needed for this answer.
      if (status === 200) expect([fault, body['verdict']]).toEqual([fault, expected]);
      else expect([fault, status, body]).toEqual([fault, 503, { error: "The app's own storage does not answer." }]);
      faults(undefined);
      expect(await outcomeOf(one.ask(key, { body: main }))).toMatchObject({ body: { verdict: expected } });
    }
    expect(statuses).toEqual(new Set([200, 503]));
  });
});

type Fetch = (descriptor: { type: string }, path: string, init?: object) => Promise<unknown>;

test.each<[string, unknown]>([
  ['nothing', {}],
  ['null', null],
  ['a list', []],
  ['lists that are none', { data: 7, value: { deep: [] } }],
  ['entries without key', { data: [{ value: 1 }, null] }],
  ['a cursor without end', { data: [], cursor: 'again' }],
  ['a cursor that is none', { data: [], cursor: {} }],
])('a storage that answers 200 with %s: facts, an error in our words, or 503, and no key is valid', async (_, body) => {
  const { one, key } = await kept();
  const globals = globalThis as unknown as { __forge_fetch__: Fetch };
  const bitbucket = globals.__forge_fetch__;
  const reply = {
    status: 200,
    ok: true,
    headers: new Headers(),
    text: () => Promise.resolve(JSON.stringify(body)),
    json: () => Promise.resolve(body),
  };
  globals.__forge_fetch__ = async (descriptor, ...rest) =>
    descriptor.type === 'kvs' ? reply : bitbucket(descriptor, ...rest);
  expect(await outcomeOf(one.invoke('facts'))).toHaveProperty('facts');
  for (const [, ask] of asks.slice(1)) {
    const outcome = await outcomeOf(ask(one, key));
    expect(outcome).toEqual(
      typeof outcome === 'object' && outcome && 'error' in outcome
        ? { error: expect.stringMatching(ours) }
        : expect.any(Object),
    );
  }
  expect([401, 503]).toContain((await one.ask(key, { body: main })).status);
});

/** A working key is listed, and a listed key can be revoked. */
async function sound({ invoke, secrets }: Host): Promise<void> {
  const { keys } = (await invoke('checkKeys')) as { keys: CheckKey[] };
  const ids = [...secrets.keys()].map((key) => key.replace('check-key:', ''));
  const valid = async (id: string) => listedKey(await keyWithSecret(id));
  for (const id of ids) if (await valid(id)) expect(keys.map((key) => key.id)).toContain(id);
  for (const { id } of keys) await invoke('revokeCheckKey', { id });
  expect(await invoke('checkKeys')).toMatchObject({ keys: [] });
  expect(await Promise.all(ids.map(valid))).toEqual(ids.map(() => undefined));
}

test('a wrong key is refused by the same calls and the same answer as one that there is not', async () => {
  const { one, key } = await kept();
  const seen = [];
  await one.invoke('makeCheckKey');
  await one.invoke('revokeCheckKey', { id: key.id });
  const forms = ['0'.repeat(16), 'no id', '', key.id, [...one.secrets.keys()][0]?.replace('check-key:', '') ?? ''];
  for (const id of forms) {
    const before = one.stored.length;
    const { response } = await one.ask(key, { body: main, key: id });
    seen.push(JSON.stringify([response, one.stored.slice(before).map((call) => call.split(' ')[0])]));
  }
  expect(new Set(seen).size).toBe(1);
  expect(seen[0]).toContain('401');
});

const bare = here.slug.slice(1, -1);
const kinds: [string, () => [where: string, read: () => Promise<unknown>, none: unknown]][] = [
  ['supplied members', () => [`members:${bare}:x`, () => keptMembers(here), {}]],
  ['what was refused', () => [`app-refusals:${bare}`, () => keptDenials(here), {}]],
  [
    'calls of a key',
    () => [`check-calls:k:${String(Math.floor(Date.now() / 60_000))}`, () => tooManyCalls('k'), undefined],
  ],
];
const oddities: unknown[] = [
  null,
  7,
  'x',
  [],
  {},
  { format: 99, group: 'devs', members: [], at: Date.now(), refused: { '/2.0': 403 }, calls: 99 },
  { format: 1, group: 7, members: 'ana', at: 'now', refused: [], calls: -1 },
];

test.each(kinds)('%s of another shape or format: none', async (_, of) => {
  for (const value of oddities) {
    const one = builds(world);
    const [where, read, none] = of();
    one.kept.set(where, JSON.stringify(value));
    expect([value, await read()]).toEqual([value, none]);
  }
});

test('members that were kept before values bore a format still count', async () => {
  const one = builds(world);
  one.kept.set(`members:${bare}:x`, JSON.stringify({ group: 'devs', members: [ana] }));
  expect(await keptMembers(here)).toEqual({ devs: [ana] });
});

test('refusals of the app are kept by status', async () => {
  builds(world);
  await keepDenials(here, { '/2.0/x': 403 });
  expect(await keptDenials(here)).toEqual({ '/2.0/x': 403 });
});
