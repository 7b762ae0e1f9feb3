import { expect, test } from '@jest/globals';
import { ended, withPortion, type Portions } from '../../../src/core/portions/portions';

const of = { what: 'branches' } as const;
const truncated = { of, because: 'truncated' } as const;
const unreachable = { of, because: 'unreachable' } as const;

test.each<[string, portions: Portions<string>[], Portions<string>]>([
  ['one', [{ items: ['a'], gaps: [] }], { items: ['a'], gaps: [] }],
  [
    'one after the other',
    [
      { items: ['a'], gaps: [], size: 2 },
      { items: ['b'], gaps: [], size: 2 },
    ],
    { items: ['a', 'b'], gaps: [], size: 2 },
  ],
  [
    'gaps stay',
    [
      { items: ['a'], gaps: [unreachable] },
      { items: ['b'], gaps: [] },
    ],
    { items: ['a', 'b'], gaps: [unreachable] },
  ],
  [
    'what comes twice',
    [
      { items: ['a', 'b'], gaps: [] },
      { items: ['b', 'c'], gaps: [] },
    ],
    { items: ['a', 'b', 'c'], gaps: [truncated] },
  ],
  [
    'fewer than before',
    [
      { items: ['a'], gaps: [], size: 3 },
      { items: ['b'], gaps: [], size: 2 },
    ],
    { items: ['a', 'b'], gaps: [truncated], size: 2 },
  ],
  [
    'a portion that failed tells no size',
    [
      { items: ['a'], gaps: [], size: 3 },
      { items: [], gaps: [unreachable] },
    ],
    { items: ['a'], gaps: [unreachable], size: 3 },
  ],
  [
    'the size is told later',
    [
      { items: ['a'], gaps: [] },
      { items: ['b'], gaps: [], size: 2 },
    ],
    { items: ['a', 'b'], gaps: [], size: 2 },
  ],
])('%s', (_, portions, whole) => {
  expect(
    portions.reduce<Portions<string> | undefined>(
      (before, portion) => withPortion(before, portion, of, (name) => name),
      undefined,
    ),
  ).toEqual(whole);
});

test.each<[string, Portions<string>, gaps: object[]]>([
  ['as many as there are', { items: ['a', 'b'], gaps: [], size: 2, shown: 2 }, []],
  ['some that are no items', { items: ['a'], gaps: [], size: 2, shown: 2 }, []],
  ['one fewer: it slipped past', { items: ['a', 'b'], gaps: [], size: 3, shown: 2 }, [truncated]],
  ['one more', { items: ['a', 'b'], gaps: [], size: 1, shown: 2 }, [truncated]],
  ['how many there are is not told', { items: ['a'], gaps: [], shown: 1 }, []],
  ['a portion failed, which says so itself', { items: ['a'], gaps: [unreachable], size: 3 }, [unreachable]],
])('at the end, %s', (_, read, gaps) => {
  expect(ended(read, of).gaps).toEqual(gaps);
});

test('what portions showed adds up, until one does not say', () => {
  const portions: Portions<string>[] = [
    { items: ['a'], gaps: [], shown: 2 },
    { items: ['b'], gaps: [], shown: 1 },
  ];
  const read = portions.reduce<Portions<string> | undefined>(
    (before, portion) => withPortion(before, portion, of, (name) => name),
    undefined,
  );
  expect(read).toEqual({ items: ['a', 'b'], gaps: [], shown: 3 });
  expect(withPortion(read, { items: ['c'], gaps: [] }, of, (name) => name)).toEqual({
    items: ['a', 'b', 'c'],
    gaps: [],
  });
});
