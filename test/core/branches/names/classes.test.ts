import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { branchName } from '../../../../src/core/branches/branch-name';
import { globMatches, isTag } from '../../../../src/core/branches/glob';
import { classesOfNames } from '../../../../src/core/branches/names/classes';
import {
  hasShape as reads,
  readerOf,
  shapeOfPattern,
  shapeOfPrefix,
  type Shape,
} from '../../../../src/core/branches/names/shape';
import { processorTime } from '../../../processor-time';

/** Each class as the shapes that its names have, and its name. */
function classes(within: string, ...patterns: string[]): Record<string, string> {
  const found = classesOfNames(shapeOfPattern(within), patterns.map(shapeOfPattern));
  expect(found.truncated).toBe(false);
  return Object.fromEntries(
    found.classes.map(({ has, name }) => [has.map((at) => patterns[at]).join(' & ') || 'none', name]),
  );
}

/** Whether a branch can be called so and is named by it. */
function isBranch(name: string): boolean {
  return branchName(name) === name && !isTag(name);
}

/** By the definition: some way to put something between the pieces. */
function hasShape([first = '', ...rest]: Shape, name: string): boolean {
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  const left = name.slice(first.length);
  return Array.from({ length: left.length + 1 }, (_, at) => left.slice(at)).some((end) => hasShape(rest, end));
}

/** Every name of at most so many of these characters. */
function allNames(characters: readonly string[], most: number): string[] {
  let longest = [''];
  const all: string[] = [];
  for (let length = 1; length <= most; length++) {
    longest = longest.flatMap((name) => characters.map((character) => name + character));
    all.push(...longest);
  }
  return all;
}

describe('the classes of names that patterns make', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['*', [], { none: 'x' }],
    ['*', ['*'], { '*': 'x' }],
    ['*', ['main'], { none: 'x', main: 'main' }],
    ['release/*', ['release/*', '*'], { 'release/* & *': 'release/x' }],
    [
      'release/*',
      ['release/1*', '*-rc'],
      {
        none: 'release/x',
        'release/1*': 'release/1',
        '*-rc': 'release/-rc',
        'release/1* & *-rc': 'release/1-rc',
      },
    ],
    ['*', ['x*', 'y*'], { none: 'z', 'x*': 'x', 'y*': 'y' }],
    ['*', ['a*b*c'], { none: 'x', 'a*b*c': 'abc' }],
    ['*', ['**', 'a**b'], { '**': 'x', '** & a**b': 'ab' }],
    ['*', ['main', 'main'], { none: 'x', 'main & main': 'main' }],
    ['*', ['*aab*', '*ab'], { none: 'x', '*ab': 'ab', '*aab* & *ab': 'aab', '*aab*': 'aabx' }],
  ])('among %j: %j', (within, patterns, expected) => {
    expect(classes(within, ...patterns)).toEqual(expected);
  });

  test.each([
    '',
    ' ',
    'a b*',
    'HEAD',
    '-*',
    '.*',
    '*.',
    '*.lock',
    'a..b*',
    '*@{*',
    'a//b',
    '/*',
    '*/',
    'a?',
    'a[*',
    'a\\b',
    'a/.b*',
    'a.lock/*',
    'refs/heads/*',
    'refs/tags/*',
    'refs/tags/',
    '*\ud83d',
    '\ude00*',
    'a\x7f*',
  ])('Git allows no name that is branch of %j', (within) => {
    expect(classes(within)).toEqual({});
  });

  test.each([
    ['HEA*', 'HEA'],
    ['HEAD*', 'HEADx'],
    ['*HEAD', 'xHEAD'],
    ['*.lock*', 'x.lockx'],
    ['*.loc', 'x.loc'],
    ['-a*', undefined],
    ['*-', 'x-'],
    ['@*', '@'],
    ['*@*{*', '@x{'],
    ['refs/heads*', 'refs/heads'],
    ['refs/*', 'refs/x'],
    ['*😀*', '😀'],
    ['*\ude00*', '\ud83d\ude00'],
    ['\ud83d*', '\ud83d\ude00'],
  ])('the shortest branch of %j is %j', (within, name) => {
    expect(classesOfNames(shapeOfPattern(within), []).classes.map((one) => one.name)).toEqual(name ? [name] : []);
  });

  const few = ['a', 'b', '/', '.', '-'];
  const piece = fc.string({ unit: fc.constantFrom(...few), maxLength: 3 });
  const pattern = fc.oneof(
    { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('*')) },
    { weight: 1, arbitrary: fc.constantFrom('*', 'a*', 'aab*', '*aba*ab', 'a.lock', '*ab*b') },
  );

  test('are those that brute force finds among short names, and no other', () => {
    // What a pattern does not name, `x` stands for in both.
    const names = allNames([...few, 'x'], 6).filter(isBranch);
    fc.assert(
      fc.property(pattern, fc.array(pattern, { maxLength: 4 }), (within, patterns) => {
        const keyOf = (name: string) => patterns.map((one) => (globMatches(one, name) ? '1' : '0')).join('');
        const forced = new Map<string, string>();
        for (const name of names) {
          const key = keyOf(name);
          if (!forced.has(key) && globMatches(within, name)) forced.set(key, name);
        }
        const found = classesOfNames(shapeOfPattern(within), patterns.map(shapeOfPattern));
        expect(found.truncated).toBe(false);
        const keys = found.classes.map(({ name, has }) => {
          expect([isBranch(name), globMatches(within, name)]).toEqual([true, true]);
          const key = keyOf(name);
          expect(patterns.map((_, at) => (has.includes(at) ? '1' : '0')).join('')).toBe(key);
          // None shorter, where brute force met the class.
          expect(name.length).toBeLessThanOrEqual(forced.get(key)?.length ?? Infinity);
          if (name.length <= 6) expect(forced.get(key)?.length).toBe(name.length);
          return key;
        });
        expect(new Set(keys).size).toBe(keys.length);
        expect([...forced.keys()].filter((key) => !keys.includes(key))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('of any characters, each name has what it is said to have, by the definition', () => {
    const any = fc.string({
      unit: fc.constantFrom('a', 'x', '/', '.', '@', '{', 'l', 'o', 'c', 'k', 'H', '*', '-', '\ud83d', '\ude00', 'é'),
      maxLength: 8,
    });
    const shape = fc.oneof(
      any.map(shapeOfPattern),
      any.map(shapeOfPrefix),
      any.map((name) => [name]),
    );
    fc.assert(
      fc.property(shape, fc.array(shape, { maxLength: 4 }), (within, shapes) => {
        for (const { name, has } of classesOfNames(within, shapes).classes) {
          expect([isBranch(name), hasShape(within, name)]).toEqual([true, true]);
          expect(shapes.flatMap((one, at) => (hasShape(one, name) ? [at] : []))).toEqual(has);
          expect(shapes.flatMap((one, at) => (reads(readerOf(one), name) ? [at] : []))).toEqual(has);
        }
      }),
    );
  });
});

test('a name has a shape where its pattern matches it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 10 });
  fc.assert(
    fc.property(text, text, (pattern, name) => {
      expect(reads(readerOf(shapeOfPattern(pattern)), name)).toBe(globMatches(pattern, name));
    }),
    { numRuns: 2_000 },
  );
});

describe('a hostile set of patterns', () => {
  const inTime = (patterns: string[]) => {
    const seconds = processorTime();
    const found = classesOfNames(['', ''], patterns.map(shapeOfPattern));
    expect(seconds()).toBeLessThan(20);
    return found;
  };

  test('ends within the budget, and says that there may be more', () => {
    const anywhere = Array.from({ length: 500 }, (_, at) => `*${at.toString(36).padStart(3, 'q')}*`);
    const { classes: found, truncated } = inTime(anywhere);
    expect(truncated).toBe(true);
    expect(found.every(({ name }) => isBranch(name))).toBe(true);
    expect(inTime(anywhere.map((one, at) => `${one}${'*z'.repeat(at)}`)).truncated).toBe(true);
  });

  test('that only begin and end names does not spend it', () => {
    const tidy = Array.from({ length: 500 }, (_, at) => (at % 2 ? `release/${String(at)}*` : `hotfix/${String(at)}`));
    const { classes: found, truncated } = inTime(tidy);
    expect(truncated).toBe(false);
    expect(found.length).toBeGreaterThan(500);
  });

  test('of one very long pattern ends too', () => {
    expect(inTime([`*${'ab'.repeat(50_000)}*`, 'a*'.repeat(20_000)]).truncated).toBe(true);
  });
});
