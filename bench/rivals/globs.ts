import micromatch from 'micromatch';
import { Minimatch } from 'minimatch';
import picomatch from 'picomatch';
import { RE2JS } from 're2js';
import zeptomatch from 'zeptomatch';
import { sourceOf } from './rules';

/** A library of globs or expressions. */
export interface GlobLibrary {
  name: string;
  /** Makes a test of names, of a pattern as the library reads it. */
  compile: (pattern: string) => (name: string) => boolean;
  /** Bitbucket's pattern in the words of the library. */
  translated: (pattern: string) => string;
  /** How a name is written for it, once for all patterns. */
  written: (name: string) => string;
}

/** Where a library gives an expression, that is tested: it is quicker than the library's own test. */
export const globLibraries: readonly GlobLibrary[] = [
  { name: 'RegExp', compile: (source) => testOf(new RegExp(source, 's')), translated: anchored, written: asItIs },
  ofFiles('picomatch', (pattern) => testOf(picomatch.makeRe(pattern, starsAlone))),
  ofFiles('micromatch', (pattern) => testOf(micromatch.makeRe(pattern, starsAlone))),
  ofFiles('minimatch', (pattern) => {
    const matcher = new Minimatch(pattern, { ...starsAlone, noext: true, nocomment: true, platform: 'linux' });
    return (name) => matcher.match(name);
  }),
  ofFiles('zeptomatch', (pattern) => testOf(zeptomatch.compile(pattern))),
  {
    name: 're2js',
    compile(source) {
      const expression = RE2JS.compile(source, RE2JS.DOTALL);
      return (name) => expression.testExact(name);
    },
    translated: sourceOf,
    written: asItIs,
  },
];

/** What Bitbucket has no words for is switched off where it can be. */
const starsAlone = { dot: true, nobrace: true, nobracket: true, noextglob: true, nonegate: true, keepQuotes: true };

/** A library that matches names of files. */
function ofFiles(name: string, compile: GlobLibrary['compile']): GlobLibrary {
  return {
    name,
    compile,
    // Everything but a star is escaped, and runs of stars are one.
    translated: (pattern) =>
      slashless(pattern)
        .replaceAll(/\*+/g, '*')
        .replaceAll(/[\\?[\]{}()!+@|^$.#~,"'<>=&%;`]/g, String.raw`\$&`),
    written: slashless,
  };
}

/** It would stop a star at each slash; no name of a branch holds this sign. */
function slashless(name: string): string {
  return name.replaceAll('/', '\u0001');
}

function anchored(pattern: string): string {
  return `^${sourceOf(pattern)}$`;
}

function testOf(expression: RegExp): (name: string) => boolean {
  return (name) => expression.test(name);
}

/** Nothing to be written otherwise. */
export function asItIs(name: string): string {
  return name;
}
