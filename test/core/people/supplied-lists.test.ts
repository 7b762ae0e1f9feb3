import { expect, test } from '@jest/globals';
import { suppliedListOf, withSuppliedList, withSuppliedLists } from '../../../src/core/people/supplied/lists';
import { ana, ben, facts } from '../facts';

const at = '2026-11-28T14:02:00Z';
const devs = { members: [ana.id], by: ben, at };

test('a list stands with who supplied it and when, as far as that is known', () => {
  const told = withSuppliedLists(facts(), { devs, leads: { members: [] } });
  expect(told.suppliedMembers).toEqual({ devs: [ana.id], leads: [] });
  expect(suppliedListOf('devs', told)).toEqual(devs);
  expect(suppliedListOf('leads', told)).toEqual({ members: [] });
  expect(suppliedListOf('others', told)).toBeUndefined();
});

test('one is replaced or taken away, and the others stay as they were', () => {
  const told = withSuppliedLists(facts({ supplied: { gone: ['ana'] } }), { devs, leads: { members: [ben.id], at } });
  const next = withSuppliedList(told, 'leads', { members: [], by: ana });
  expect([suppliedListOf('devs', next), suppliedListOf('leads', next)]).toEqual([devs, { members: [], by: ana }]);
  const without = withSuppliedList(withSuppliedList(next, 'leads', undefined), 'devs', undefined);
  expect(without).toEqual(facts());
});

test.each(['__proto__', 'constructor', 'toString'])('a group may be called %s', (slug) => {
  expect(suppliedListOf(slug, facts())).toBeUndefined();
  const told = withSuppliedList(facts({ supplied: { devs: ['ana'] } }), slug, devs);
  expect(suppliedListOf(slug, told)).toEqual(devs);
  expect(suppliedListOf('devs', told)).toEqual({ members: [ana.id] });
});
