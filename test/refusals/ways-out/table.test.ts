import { expect, test } from '@jest/globals';
import { families } from '../../../src/refusals/families/index';
import { waysOfText } from '../../../src/refusals/ways-out/table';
import { waysIn } from '../../core/ways-out/ways-in';

test('every way out of this folder is in the table, and its id is nobody else’s', async () => {
  expect(await waysIn('src/refusals/ways-out')).toEqual(Object.keys(waysOfText).toSorted());
});

test('every way out of a text is offered by some cause', () => {
  const offered = new Set<string>(
    families.flatMap(({ causes, signatures }) => [...causes, ...signatures].flatMap(({ ways = [] }) => ways)),
  );
  expect(Object.keys(waysOfText).filter((id) => !offered.has(id))).toEqual([]);
});
