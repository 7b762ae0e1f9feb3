import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { isChangeId, keepChange, keptChange, type DatedChanges } from '../../../../src/forge/store/workspace/changes';
import { stopTheClock } from '../../clock';
import { host, type Host } from '../../host';

const place = { workspace: '{00000000-0000-4000-8000-0000000000aa}', slug: '{20000000-0000-4000-8000-000000000001}' };
const other = { ...place, slug: '{20000000-0000-4000-8000-000000000002}' };

let one: Host;
beforeEach(() => {
  stopTheClock(Date.parse('2026-11-20T10:00:00Z'));
  one = host(() => Promise.reject(new Error('nobody is asked')), {});
});
afterEach(() => {
  jest.useRealTimers();
});

function change(branches: readonly string[] = ['main']): DatedChanges {
  return {
    repository: { fullName: 'acme/web', workspace: 'acme', slug: 'web', id: place.slug },
    from: '2026-11-20T08:00:00Z',
    to: '2026-11-20T09:00:00Z',
    changed: [{ changed: 'main-branch', from: 'main', to: 'trunk' }],
    shifts: branches.map((branch) => ({
      operation: 'push',
      branches: [{ branch }],
      actors: [{ type: 'access-key' }],
      before: 'denied',
      after: 'allowed',
      causes: [0],
    })),
  };
}

test('what is kept comes back, with the id of the one before it', async () => {
  const first = await keepChange(place, { change: change() }, 90);
  const second = await keepChange(place, { change: change(['develop']), before: first }, 90);
  expect(await keptChange(place, second, 90)).toEqual({ change: change(['develop']), before: first });
  expect(await keptChange(place, first, 90)).toEqual({ change: change() });
  expect([first, second].every(isChangeId)).toBe(true);
});

test('the same change is kept once, under the same id', async () => {
  const id = await keepChange(place, { change: change() }, 90);
  expect(await keepChange(place, { change: change() }, 90)).toBe(id);
  expect(one.kept.size).toBe(1);
});

test('one too long for a value is kept in parts; where a part is missing, it is none', async () => {
  const long = change(Array.from({ length: 8_000 }, () => randomBytes(40).toString('hex')));
  const id = await keepChange(place, { change: long }, 90);
  expect(one.kept.size).toBeGreaterThan(2);
  for (const value of one.kept.values()) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(240 * 1024);
  expect(await keptChange(place, id, 90)).toEqual({ change: long });
  const part = [...one.kept.keys()].find((key) => key.endsWith(':1')) ?? '';
  one.kept.delete(part);
  expect(await keptChange(place, id, 90)).toBeUndefined();
});

test('one that has expired is not told, though the storage still has it', async () => {
  const id = await keepChange(place, { change: change() }, 2);
  jest.setSystemTime(Date.parse('2026-11-22T08:59:59Z'));
  expect(await keptChange(place, id, 2)).toBeDefined();
  expect(await keptChange(place, id, 1)).toBeUndefined();
  jest.setSystemTime(Date.parse('2026-11-22T09:00:00Z'));
  expect(await keptChange(place, id, 2)).toBeUndefined();
  expect([...one.lives.values()]).toEqual(['47 HOURS']);
});

test('another repository has none of it', async () => {
  const id = await keepChange(place, { change: change() }, 90);
  expect(await keptChange(other, id, 90)).toBeUndefined();
});

test.each([
  ['another format', (text: string) => text.replace('"format":1', '"format":2')],
  ['no text', () => '7'],
  ['a changed text', (text: string) => text.replace(/"data":"./, '"data":"Z')],
  ['the digest of another', (text: string) => text.replace(/"digest":"./, '"digest":"x')],
])('%s is no change', async (_, spoil) => {
  const id = await keepChange(place, { change: change() }, 90);
  for (const [key, text] of one.kept) one.kept.set(key, spoil(text));
  expect(await keptChange(place, id, 90)).toBeUndefined();
});
