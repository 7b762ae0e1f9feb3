import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { WorkspaceRow } from '../../../../src/panel-calls';
import { keepRow, keptRow, keptRows } from '../../../../src/forge/store/workspace/rows';
import { stopTheClock } from '../../clock';
import { host, type Host } from '../../host';

const [ours, theirs] = ['{00000000-0000-4000-8000-0000000000aa}', '{00000000-0000-4000-8000-0000000000bb}'];
const repository = '{20000000-0000-4000-8000-000000000001}';
const readAt = '2026-11-20T08:00:00Z';

let one: Host;
beforeEach(() => {
  stopTheClock(Date.parse('2026-11-20T10:00:00Z'));
  one = host(() => Promise.reject(new Error('nobody is asked')), {});
});
afterEach(() => {
  jest.useRealTimers();
});

function row(slug = 'web'): WorkspaceRow {
  return {
    digest: {
      repository: { fullName: `acme/${slug}`, workspace: 'acme', slug, id: repository },
      gap: { of: { what: 'repository' }, because: 'forbidden', status: 403, reader: 'app' },
    },
    by: 'app',
  };
}

test('a row comes back as it was kept', async () => {
  await keepRow(ours, repository, { readAt, row: row() }, 90);
  expect(await keptRow(ours, repository, 90)).toEqual({ readAt, row: row() });
  expect(await keptRow(theirs, repository, 90)).toBeUndefined();
});

test('rows come in portions, each once, and none of another workspace', async () => {
  const id = (at: number) => `{20000000-0000-4000-8000-${String(at).padStart(12, '0')}}`;
  for (let at = 0; at < 95; at += 1) await keepRow(ours, id(at), { readAt, row: row(`r${String(at)}`) }, 90);
  await keepRow(theirs, id(500), { readAt, row: row('secret') }, 90);
  const found: string[] = [];
  const portions: number[] = [];
  let next: string | undefined;
  do {
    const portion = await keptRows(ours, 90, 40, next);
    portions.push(portion.rows.length);
    found.push(...portion.rows.map((kept) => kept.row.digest.repository.slug));
    next = portion.next;
  } while (next !== undefined);
  expect(portions).toEqual([40, 40, 15]);
  expect(found).toEqual(Array.from({ length: 95 }, (_, at) => `r${String(at)}`));
});

test('of rows that name hundreds of people a portion is small enough for Forge, and the next one goes on', async () => {
  const id = (at: number) => `{20000000-0000-4000-8000-${String(at).padStart(12, '0')}}`;
  const people = Array.from({ length: 900 }, (_, at) => ({ id: id(at), name: `Somebody with a name ${String(at)}` }));
  const main = { known: true, value: null } as const;
  for (let at = 0; at < 100; at += 1) {
    const digest = { ...row(`r${String(at)}`).digest, administrators: { people, unsure: 0 } };
    const { repository: of, administrators } = digest;
    const full = { repository: of, readAt, main, administrators, problems: [], gaps: [] };
    await keepRow(ours, id(at), { readAt, row: { digest: full, by: 'app' } }, 90);
  }
  let found = 0;
  let next: string | undefined;
  do {
    const portion = await keptRows(ours, 90, 100, next);
    expect(JSON.stringify(portion).length).toBeLessThan(5_000_000);
    found += portion.rows.length;
    next = portion.next;
  } while (next !== undefined);
  expect(found).toBe(100);
});

test('what a storage gives beyond what was asked for is nobody’s', async () => {
  await keepRow(theirs, repository, { readAt, row: row('secret') }, 90);
  const data = [...one.kept].map(([key, text]) => ({ key, value: JSON.parse(text) as unknown }));
  host(() => Promise.reject(new Error('nobody is asked')), {}, undefined, {
    store: (asked) => Promise.resolve(asked.startsWith('query') ? { status: 200, body: { data } } : undefined),
  });
  expect(await keptRows(ours, 90, 40, 'a place of another list')).toEqual({ rows: [] });
  expect((await keptRows(theirs, 90, 40)).rows).toHaveLength(1);
});

test('one that has expired is none, though the storage still has it; and it lives no longer than what it shows', async () => {
  await keepRow(ours, repository, { readAt, row: row() }, 2);
  expect([...one.lives.values()]).toEqual(['46 HOURS']);
  jest.setSystemTime(Date.parse('2026-11-22T08:00:00Z'));
  expect(await keptRow(ours, repository, 2)).toBeUndefined();
  expect(await keptRows(ours, 2, 40)).toEqual({ rows: [] });
  expect(await keptRow(ours, repository, 3)).toBeDefined();
});

test.each([
  ['another format', (text: string) => text.replace('"format":1', '"format":2')],
  ['a part that we do not know', (text: string) => text.replace('"by":"app"', '"by":"app","secret":1')],
  ['a level that there is not', (text: string) => text.replace('"forbidden"', '"forbiden"')],
  ['no time', (text: string) => text.replace(readAt, 'yesterday')],
])('%s is no row', async (_, spoil) => {
  await keepRow(ours, repository, { readAt, row: row() }, 90);
  for (const [key, text] of one.kept) one.kept.set(key, spoil(text));
  expect(await keptRow(ours, repository, 90)).toBeUndefined();
});
