import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nothing, type Change } from '../../../../src/core/questions/change/change';
import {
  changeOf,
  partKey,
  partsOf,
  withoutPart,
  withPart,
  type Part,
} from '../../../../src/core/questions/change/parts';
import { ana, ben, push } from '../../facts';
import { changes } from '../../random-change';

/** Groups that nobody joins or leaves are no part of a change. */
function without(change: Change): Change {
  const groups = Object.entries(change.groups).filter(([, { add, remove }]) => add.length + remove.length > 0);
  return { ...change, groups: Object.fromEntries(groups) };
}

test('the parts of a change are that change', () => {
  fc.assert(
    fc.property(changes, (change) => {
      expect(changeOf(partsOf(change))).toEqual(without(change));
    }),
  );
});

test('without each of its parts nothing is left', () => {
  fc.assert(
    fc.property(changes, (change) => {
      expect(without(partsOf(change).reduce(withoutPart, change))).toEqual(nothing);
    }),
  );
});

const joins: Part = { is: 'joins', person: ana.id, group: 'devs' };
const rule = { ...push('main', { users: [ana] }), id: 17 };

describe('a part takes the place of one about the same', () => {
  test.each<[string, Part, Part]>([
    ['somebody leaves the group that they joined', joins, { ...joins, is: 'leaves' }],
    ['a rule goes that was changed', { is: 'changed-rule', restriction: rule }, { is: 'gone-rule', id: 17 }],
    [
      'another permission',
      { is: 'permitted', person: ana.id, level: 'read' },
      { is: 'permitted', person: ana.id, level: 'admin' },
    ],
    [
      'a new rule of the same kind for the same branches',
      { is: 'new-rule', restriction: push('x') },
      { is: 'new-rule', restriction: push('x', { users: [ben] }) },
    ],
  ])('%s', (_, first, second) => {
    expect(partsOf(withPart(withPart(nothing, first), second))).toEqual([second]);
  });

  test.each<[string, Part]>([
    ['somebody else', { ...joins, person: ben.id }],
    ['another group', { ...joins, group: 'leads' }],
    ['a group that is called what every object has', { ...joins, group: 'constructor' }],
    ['a rule', { is: 'gone-rule', id: 17 }],
  ])('and not of one about %s', (_, other) => {
    const parts = partsOf(withPart(withPart(nothing, joins), other));
    expect(parts.map(partKey).sort()).toEqual([partKey(joins), partKey(other)].sort());
  });
});
