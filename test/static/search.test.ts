import { expect, test } from '@jest/globals';
import { found, isNamed, mostFound } from '../../static/src/controls/search';

const of = (...names: string[]) => names.map((name) => ({ texts: [name] }));
const names = (list: readonly { texts: readonly string[] }[]) => list.map(({ texts }) => texts[0]);

test.each<[what: string, typed: string, list: string[], found: string[]]>([
  [
    'the very name, then its other letter case',
    'main',
    ['Main', 'domain', 'main', 'maintenance'],
    ['main', 'Main', 'maintenance', 'domain'],
  ],
  ['and the other way round', 'Main', ['main', 'Main'], ['Main', 'main']],
  [
    'what begins so before what holds it',
    'rel',
    ['feature/rel', 'barrel', 'release/1'],
    ['release/1', 'feature/rel', 'barrel'],
  ],
  ['a word that begins so before the middle of one', 'lee', ['Ashlee', 'Sam Lee'], ['Sam Lee', 'Ashlee']],
  ['letters in any case', 'SAM', ['sam', 'Samuel', 'Ana'], ['sam', 'Samuel']],
  ['blanks around it do not count', '  main ', ['x', 'main'], ['main']],
  ['of one rank, in their order', 'a', ['ab', 'aa', 'ac'], ['ab', 'aa', 'ac']],
  ['signs that mean something elsewhere are letters here', 'c++', ['c', 'c++', 'fix/c++'], ['c++', 'fix/c++']],
  ['nothing where nothing holds it', 'zzz', ['main'], []],
  ['all where nothing is typed', ' ', ['b', 'a'], ['b', 'a']],
])('%s', (_, typed, list, expected) => {
  expect(names(found(of(...list), typed))).toEqual(expected);
});

test('each by the best of what it is known by', () => {
  const sam = { texts: ['Sam Lee', 'sam-lee'] };
  const lee = { texts: ['Lee', 'leeland'] };
  expect(found([sam, lee], 'lee')).toEqual([lee, sam]);
  expect(isNamed(sam, 'SAM-LEE ')).toBe(true);
  expect(isNamed(sam, 'sam')).toBe(false);
});

test('of many, the first; the very name is never left out', () => {
  const many = [...Array.from({ length: 200 }, (_, at) => `main-${String(at)}`), 'main'];
  const list = found(of(...many), 'main');
  expect([list.length, names(list)[0]]).toEqual([mostFound, 'main']);
  expect(found(of(...many), 'main', Infinity)).toHaveLength(201);
});
