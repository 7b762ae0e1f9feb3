import { createContext, Script } from 'node:vm';
import { repository } from './data';
import { glob } from './ours';
import { asItIs, globLibraries, type GlobLibrary } from './rivals/globs';
import type { Workload } from './workload';

type Compile = (pattern: string) => (name: string) => boolean;

/** Whether a pattern matches a name, as Bitbucket says: `*` is any characters, and every other one is itself. */
const expected: readonly [pattern: string, name: string, matches: boolean][] = [
  ['*', 'a/b', true],
  ['**', 'a/b', true],
  ['x/*', 'x/a/b', true],
  ['x/*', 'x', false],
  ['*/b', 'a/c/b', true],
  ['a/*/c', 'a/b/x/c', true],
  ['a/**/c', 'a/c', false],
  ['a/**/c', 'a//c', true],
  ['**/c', 'c', false],
  ['a**c', 'abbc', true],
  ['a/b', 'a/b', true],
  ['a/b', 'a/b/c', false],
  ['*-x-*', 'a/b-x-c', true],
  ['*a*b', 'ab/ab', true],
  ['*aab', 'aaab', true],
  ['a*a', 'a', false],
  ['Main', 'main', false],
  ['a?c', 'abc', false],
  ['[ab]c', 'ac', false],
  ['[!a]c', 'bc', false],
  ['{a,b}', 'a', false],
  ['{a,b}', '{a,b}', true],
  ['{1..3}', '2', false],
  ['{1..3}', '{1..3}', true],
  ['!a', 'b', false],
  ['!a', '!a', true],
  ['!*', '!a', true],
  ['!(a)', 'b', false],
  ['!(a)', '!(a)', true],
  ['+(a)', 'aa', false],
  ['+(a)', '+(a)', true],
  ['@(a|b)', 'a', false],
  ['(a)', 'a', false],
  ['(a)', '(a)', true],
  ['a|b', 'a', false],
  ['a|b', 'a|b', true],
  ['a.b', 'axb', false],
  ['a+b', 'aab', false],
  ['a+b', 'a+b', true],
  ['$a', '$a', true],
  ['#a', '#a', true],
  ['"a"', 'a', false],
  ['"a"', '"a"', true],
  ["'a'", "'a'", true],
  [String.raw`\*`, '*', false],
  [String.raw`a\b`, 'ab', false],
  [String.raw`\a`, 'a', false],
  ['a,b', 'a,b', true],
  ['~a', 'a', false],
  ['<a>', '<a>', true],
  ['a&b', 'a&b', true],
  ['a%2Fb', 'a/b', false],
  ['a;b*', 'a;b', true],
  ['é*', 'é/ü', true],
  ['*ü', 'é/ü', true],
  ['é', 'É', false],
  ['a*', 'a/😀', true],
  ['*😀', 'a/😀', true],
  ['a/*', 'a/.b', true],
  ['*', '.a', true],
];

/** Eight stars that keep a search busy which goes back: on 61 times the letter `a`, nothing matches in the end. */
const hostile = [`${'*a'.repeat(7)}*b`, `${'*a'.repeat(6)}*b*a`, `${'*aa'.repeat(6)}*aab*a`];
const busy = 'a'.repeat(61);
/** Milliseconds after which a hostile test is stopped. */
const patience = 1_000;

/** Two million tests of patterns on names, each compiled once; and patterns made to be slow. */
export function globTests(): Workload[] {
  return [manyTests(), hostileTests()];
}

function manyTests(): Workload {
  const { restrictions, branches } = repository();
  const patterns = restrictions.items.flatMap(({ match }) => (match.by === 'glob' ? [match.pattern] : []));
  const hits = (compile: Compile, names: readonly string[]) => {
    const tests = patterns.map(compile);
    return () =>
      tests.map((matches) => {
        let count = 0;
        for (const name of names) if (matches(name)) count += 1;
        return count;
      });
  };
  const wrong = misjudged(glob);
  const rivals = globLibraries.map(({ name, compile, translated, written }) => {
    const translating: Compile = (pattern) => compile(translated(pattern));
    // A tenth of the names will do for the one that is slow.
    const some = name === 're2js' ? branches.items.filter((_, at) => at % 10 === 0) : branches.items;
    const run = hits(translating, some.map(written));
    const same = hits(glob, some)().join() === run().join();
    return {
      name: written === asItIs ? name : `${name} (untranslated: ${dialect(misjudged(compile))})`,
      run,
      units: patterns.length * some.length,
      agrees: same && misjudged(translating, written) === 0,
    };
  });
  return {
    id: 'W3',
    what: `one test of a pattern on a name, of two million (${dialect(wrong)})`,
    unit: 'ns',
    units: patterns.length * branches.items.length,
    run: hits(glob, branches.items),
    rivals,
    target: 'half the time of the quickest, and no case misjudged',
    met: (ratio) => wrong === 0 && rivals.every(({ name }) => ratio(name) <= 1 / 2),
    rivalsMayErr: true,
  };
}

function dialect(count: number): string {
  return `${String(count)} of ${String(expected.length)} cases misjudged`;
}

/** How many of the expected answers it misses. */
function misjudged(compile: Compile, written = asItIs): number {
  return expected.filter(([pattern, name, matches]) => {
    try {
      return compile(pattern)(written(name)) !== matches;
    } catch {
      return true;
    }
  }).length;
}

function hostileTests(): Workload {
  const twice = 'ours, names twice as long';
  const cut = 'the same search, its pattern cut anew at each test';
  const run = (compile: Compile, name: string) => {
    const tests = hostile.map(compile);
    return () => {
      for (let at = 0; at < 1_000; at++) for (const matches of tests) matches(name);
    };
  };
  const rightly = (compile: Compile, name: string) => hostile.every((pattern) => !compile(pattern)(name));
  const inTime = globLibraries.filter(answersInTime);
  const stopped = globLibraries.filter((library) => !inTime.includes(library)).map(({ name }) => name);
  return {
    id: 'W3-hostile',
    what:
      `one test of a pattern with eight stars on a name of ${String(busy.length)} characters` +
      (stopped.length === 0 ? '' : `; stopped after ${String(patience / 1_000)} s: ${stopped.join(', ')}`),
    unit: 'ns',
    units: 1_000 * hostile.length,
    run: run(glob, busy),
    rivals: [
      { name: twice, run: run(glob, busy + busy), agrees: rightly(glob, busy + busy) },
      { name: cut, run: run(cutAnew, busy), agrees: rightly(cutAnew, busy) },
      ...inTime.map(({ name, compile, translated, written }) => ({
        name,
        run: run((pattern) => compile(translated(pattern)), written(busy)),
        agrees: true,
      })),
    ],
    target: 'at most twice the same search with its pattern cut anew, and linear',
    met: (ratio) => rightly(glob, busy) && ratio(cut) <= 2 && ratio(twice) >= 1 / 2.5,
  };
}

/** Whether a library answers before one loses patience, and rightly: a search that goes back takes minutes. */
function answersInTime({ compile, translated, written }: GlobLibrary): boolean {
  const tests = hostile.map((pattern) => compile(translated(pattern)));
  const context = createContext({ ask: () => tests.some((matches) => matches(written(busy))) });
  try {
    return new Script('ask()').runInContext(context, { timeout: patience }) === false;
  } catch {
    return false;
  }
}

/** Each piece between stars sought once, from left to right, and nothing prepared. */
function cutAnew(pattern: string): (name: string) => boolean {
  return (name) => {
    const [first = '', ...pieces] = pattern.split('*');
    const last = pieces.pop();
    if (last === undefined) return pattern === name;
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const piece of pieces) {
      const found = name.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= name.length - last.length;
  };
}
