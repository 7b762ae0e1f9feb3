import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { kvsAnswer } from '../../../src/sandbox/storage/kvs';
import type { Kept, Store } from '../../../src/sandbox/storage/store';
import type { Host } from '../../../src/sandbox/host/host';
import { standIn, surfaceOver, type StandIn } from '../stand-in';

let app: StandIn;
let host: Host;
beforeAll(() => {
  app = standIn();
  host = app.start();
});
afterAll(() => {
  app.remove();
});
beforeEach(async () => {
  for (const key of ['a', 'b', 'c']) await run({ call: 'delete', args: [key] });
});

function run(payload: unknown, functionKey = 'kvs'): Promise<unknown> {
  return host.invoke(surfaceOver(host), { functionKey, payload });
}

type Step = [call: string, args: unknown[], expected: unknown];
const fresh = { keyPolicy: 'FAIL_IF_EXISTS' };

describe('through @forge/kvs', () => {
  test.each<[string, ...Step[]]>([
    ['what was never set is undefined', ['get', ['a'], {}]],
    ['what was set is there', ['set', ['a', { deep: [1] }], {}], ['get', ['a'], { value: { deep: [1] } }]],
    ['a second set replaces', ['set', ['a', 1], {}], ['set', ['a', 2], {}], ['get', ['a'], { value: 2 }]],
    [
      'unless it must be new',
      ['set', ['a', 1, fresh], {}],
      ['set', ['a', 2, fresh], { code: 'KEY_CONFLICT', status: 409 }],
      ['get', ['a'], { value: 1 }],
    ],
    [
      'the value before',
      ['set', ['a', 1], {}],
      ['set', ['a', 2, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }], { value: { key: 'a', value: 1 } }],
    ],
    ['no value before', ['set', ['a', 2, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }], {}]],
    [
      'the value now',
      ['set', ['a', 2, { keyPolicy: 'OVERRIDE', returnValue: 'LATEST' }], { value: { key: 'a', value: 2 } }],
    ],
    [
      'deleted is gone, twice as well',
      ['set', ['a', 1], {}],
      ['delete', ['a'], {}],
      ['delete', ['a'], {}],
      ['get', ['a'], {}],
    ],
    [
      'secrets are apart',
      ['setSecret', ['a', 's'], {}],
      ['get', ['a'], {}],
      ['getSecret', ['a'], { value: 's' }],
      ['deleteSecret', ['a'], {}],
      ['getSecret', ['a'], {}],
    ],
    [
      'a time to live is told',
      ['set', ['a', 1, { ttl: { value: 1, unit: 'HOURS' }, keyPolicy: 'OVERRIDE' }], {}],
      [
        'get',
        ['a', { metadataFields: ['EXPIRE_TIME'] }],
        { value: { key: 'a', value: 1, expireTime: expect.any(String) } },
      ],
    ],
    ['braces are not allowed in keys', ['set', ['{a}', 1], { code: 'INVALID_KEY', status: 400 }]],
    ['nor is an empty key', ['get', [''], { code: 'KEY_TOO_SHORT', status: 400 }]],
    ['nor a long one', ['get', ['k'.repeat(501)], { code: 'KEY_TOO_LONG', status: 400 }]],
    [
      'a value has its size',
      ['set', ['a', 'x'.repeat(241 * 1024)], { code: 'MAX_SIZE', status: 400 }],
      ['get', ['a'], {}],
    ],
    ['null is no value', ['set', ['a', null], { code: 'INVALID_VALUE', status: 400 }]],
    [
      'several at once',
      [
        'batchSet',
        [
          [
            { key: 'a', value: 1 },
            { key: '{', value: 1 },
          ],
        ],
        { value: { successfulKeys: [{ key: 'a' }], failedKeys: [{ key: '{', error: expect.anything() }] } },
      ],
      [
        'batchGet',
        [[{ key: 'a' }, { key: 'b' }]],
        {
          value: {
            successfulKeys: [expect.objectContaining({ key: 'a', value: 1 })],
            failedKeys: [expect.objectContaining({ key: 'b' })],
          },
        },
      ],
      ['batchDelete', [[{ key: 'a' }]], { value: { successfulKeys: [{ key: 'a' }], failedKeys: [] } }],
      ['get', ['a'], {}],
    ],
  ])('%s', async (_, ...steps) => {
    for (const [call, args, expected] of steps) expect(await run({ call, args })).toEqual(expected);
  });

  test('a query goes page by page, in the order of the keys', async () => {
    for (const key of ['p:c', 'p:a', 'q:x', 'p:b']) await run({ call: 'set', args: [key, key] });
    const first = (await run({ prefix: 'p:', limit: 2 }, 'find')) as { results: { key: string }[]; nextCursor: string };
    expect(first.results.map(({ key }) => key)).toEqual(['p:a', 'p:b']);
    const second = (await run({ prefix: 'p:', limit: 2, cursor: first.nextCursor }, 'find')) as typeof first;
    expect(second.results.map(({ key }) => key)).toEqual(['p:c']);
    expect(second.nextCursor).toBeUndefined();
  });

  test('a transaction is all or nothing', async () => {
    await run({ call: 'set', args: ['b', 1] });
    expect(await run({ sets: [['a', 1]], deletes: ['b'] }, 'transact')).toEqual({ done: true });
    expect(await run({ call: 'get', args: ['b'] })).toEqual({});
    expect(
      await run(
        {
          sets: [
            ['c', 1],
            ['{', 1],
          ],
          deletes: [],
        },
        'transact',
      ),
    ).toEqual({ code: 'INVALID_KEY', status: 400 });
    expect(await run({ call: 'get', args: ['c'] })).toEqual({});
    const many = Array.from({ length: 26 }, (_, at) => [`many${String(at)}`, 1]);
    expect(await run({ sets: many, deletes: [] }, 'transact')).toMatchObject({ status: 422 });
  });
});

test('what has expired is gone, from queries too, and may be set anew', async () => {
  const store: Store = {
    values: new Map<string, Kept>(),
    secrets: new Map<string, Kept>(),
    save: () => undefined,
    flush: () => undefined,
    discard: () => undefined,
  };
  const set = { key: 'a', value: 1, options: { ttl: { value: 2, unit: 'SECONDS' }, keyPolicy: 'FAIL_IF_EXISTS' } };
  const answers = (path: string, body: unknown, now: number) => kvsAnswer(store, `/api/v1/${path}`, body, now);
  expect(answers('set', set, 0).status).toBe(204);
  expect(answers('get', { key: 'a' }, 1_999).status).toBe(200);
  expect(answers('get', { key: 'a' }, 2_000).status).toBe(404);
  expect(await answers('query', {}, 2_000).json()).toEqual({ data: [] });
  expect(answers('set', set, 2_000).status).toBe(204);
});
