import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { waysOut } from '../../../src/core/ways-out/table';
import { families } from '../../../src/refusals/families/index';
import { remediesOffered } from './offered';

const folder = path.join(__dirname, '../../../src/core/ways-out');
const table: [string, object][] = Object.entries(waysOut);

test('every way out of this folder is in the table, and its id is nobody else’s', async () => {
  const files = readdirSync(folder).filter((file) => file !== 'table.ts');
  const modules = await Promise.all(files.map(async (file) => (await import(path.join(folder, file))) as object));
  const exported = modules.flatMap((one): unknown[] => Object.values(one));
  const ids = exported.flatMap((one) => Object.entries(one ?? {})).flatMap(([id, one]) => (isWay(one) ? [id] : []));
  expect(ids.toSorted()).toEqual(Object.keys(waysOut).toSorted());
});

function isWay(one: unknown): boolean {
  return typeof one === 'object' && one !== null && ('ofDecision' in one || 'ofText' in one);
}

test('every way out of a text is offered by some cause', () => {
  const offered = new Set<string>(
    families.flatMap(({ causes, signatures }) => [...causes, ...signatures].flatMap(({ ways = [] }) => ways)),
  );
  expect(table.flatMap(([id, way]) => ('ofText' in way && !offered.has(id) ? [id] : []))).toEqual([]);
});

test('every way out of a decision is offered by some rule or merge check', () => {
  const offered = new Set(remediesOffered().map(({ way }) => way));
  expect(table.flatMap(([id, way]) => ('ofDecision' in way && !offered.has(id as never) ? [id] : []))).toEqual([]);
});
