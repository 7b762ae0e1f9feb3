import { expect, test } from '@jest/globals';
import { waysOfMerge } from '../../../src/core/ways-out/merge-table';
import { waysIn } from './ways-in';
import { remediesOffered } from './offered';

test('every way out of this folder is in the table, and its id is nobody else’s', async () => {
  expect(await waysIn('src/core/ways-out')).toEqual(Object.keys(waysOfMerge).toSorted());
});

test('every way out of a decision is offered by some rule or merge check', () => {
  const offered = new Set<string>(remediesOffered().map(({ way }) => way));
  expect(Object.keys(waysOfMerge).filter((id) => !offered.has(id))).toEqual([]);
});
