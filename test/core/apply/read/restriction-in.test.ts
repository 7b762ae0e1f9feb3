import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { restrictionBody } from '../../../../src/core/apply/body';
import { restrictionIn } from '../../../../src/core/apply/read/restriction-in';
import { ana, devs, ofType, push, restriction } from '../../facts';

const id = '{25a04630-2216-4497-8609-90176a59b8d5}';
const harvey = { id, name: 'Harvey Jones' };

test.each([
  ['with a list', push('main', { id: 17, users: [harvey], groups: [devs] })],
  ['that lists nobody', push('release/*')],
  ['by branch type', push(ofType('release'), { users: [harvey] })],
  ['with a number', restriction('require_approvals_to_merge', 'main', { value: 2 })],
  ['of a kind that is new to us', restriction('require_moonlight', 'main')],
  ['with an exception for Pipelines', push('main', { pipelinesSourceBranches: ['main'] })],
])('a restriction that was written is read as it was: %s', (_, written) => {
  expect(restrictionIn(JSON.parse(JSON.stringify(restrictionBody(written))), 1)).toEqual(written);
});

const body = { ...restrictionBody(push('main', { users: [harvey] })) };

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'push'],
  ['without a kind', { ...body, kind: undefined }],
  ['without a pattern', { ...body, pattern: undefined }],
  ['of a match kind that nobody knows', { ...body, branch_match_kind: 'moon' }],
  ['without lists', { ...body, users: undefined }],
  ['with somebody by name', { ...body, users: [{ uuid: ana.id }] }],
  ['with a hole in a list', { ...body, groups: [null] }],
  ['with a number that is none', { ...body, value: -1 }],
  ['with an id that is none', { ...body, id: '17' }],
  ['with a text that is too long', { ...body, pattern: 'x'.repeat(1_001) }],
  ['with odd exceptions', { ...body, pipelines_source_branches: 'main' }],
])('whatever else is none: %s', (_, value) => {
  expect(restrictionIn(value, 3)).toBe('entry 3 is not a branch restriction');
});

test('nothing makes it throw', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      restrictionIn(value, 1);
    }),
  );
});
