import { code, enumeration } from '../../words/names';
import { docs } from '../../words/pages';
import { globMatches } from '../../branches/glob';
import { repatterned } from '../mending';
import { some, unit, type Some } from '../problem';
import { branches } from '../words';
import { isPossible } from './possible';

interface Foreign {
  pattern: string;
  syntax: Syntax;
  /** Patterns that say here what it says elsewhere; empty where none do. */
  instead: string[];
  meant: Some<string>;
}

type Syntax = 'braces' | 'exclusion' | 'alternatives' | 'any-folders' | 'tags' | 'full-ref';

const syntaxes: readonly (readonly [Syntax, RegExp])[] = [
  ['exclusion', /(?:^|\|)!/],
  ['alternatives', /[^|]\|[^|]/],
  ['any-folders', /(?:^|\/)\*\*\//],
  ['tags', /^refs\/tags\//],
  ['full-ref', /^(?:refs\/)?heads\//],
];

const meanings: Record<Syntax, string> = {
  tags: 'branch restrictions do not cover tags',
  braces: 'in braces Pipelines takes one of several words, and Bitbucket takes the braces as letters',
  exclusion: '`!` excludes nothing in a branch restriction: it is a letter',
  alternatives: '`|` is no *or* in a branch restriction: it is a letter',
  'any-folders':
    'on Data Center and in Pipelines `**/` is any number of folders, none too; here a slash must be in the name',
  'full-ref': 'a pattern is matched against the name of the branch without `refs/heads/`',
};

/** Syntax of Pipelines, of Data Center or of regular expressions, in a pattern that takes nothing but stars. */
export const foreignSyntax = unit<Foreign>({
  id: 'foreign-syntax',
  title: 'A pattern uses syntax that branch restrictions do not have',
  why: 'Only the star means anything in a pattern of Bitbucket Cloud; every other character is itself.',
  docs: docs.restrictionsApi,
  find: (seen) =>
    seen.globs.flatMap(({ restriction, pattern, covers }) => {
      const [syntax] = bracesIn(pattern)
        ? ['braces' as const]
        : (syntaxes.find(([, sign]) => sign.test(pattern)) ?? []);
      // A name may hold these as letters: what matches a branch was likely meant so.
      if (!syntax || !isPossible(pattern) || (covers.length > 0 && syntax !== 'any-folders')) return [];
      const instead = meantBy(pattern, syntax).filter(isPossible);
      const change = instead.length > 0 ? repatterned(restriction, instead, seen) : undefined;
      const others = seen.facts.branches.items.filter((name) => instead.some((one) => globMatches(one, name)));
      const found = { pattern, syntax, instead, meant: some(others.filter((name) => !globMatches(pattern, name))) };
      const level = covers.length > 0 && found.meant.count === 0 ? 'info' : 'warning';
      return [{ level, restriction, ...(change && { change }), found }];
    }),
  say: ({ pattern, syntax, instead, meant }, { it, administrator }) => ({
    reason: `${code(pattern)} reads otherwise here than elsewhere: ${meanings[syntax]}`,
    effect: `${it} ${effectOf(syntax, instead, meant)}`,
    remedy:
      instead.length === 0
        ? `${administrator} can write a restriction for each pattern that is meant`
        : `${administrator} can write it as ${enumeration(instead.map(code))}` +
          (instead.length > 1 ? ', each a restriction of its own' : ''),
  }),
});

function effectOf(syntax: Syntax, [first = '']: string[], meant: Some<string>): string {
  if (meant.count > 0) return `does not cover ${branches(meant)}`;
  if (syntax === 'tags') return 'stops nothing';
  return syntax === 'any-folders'
    ? `does not cover a branch such as ${code(first.replaceAll('*', 'x'))}`
    : 'covers only branches with these very characters in their names';
}

/** What it says elsewhere in patterns that we have; at most 20. */
function meantBy(pattern: string, syntax: Syntax): string[] {
  switch (syntax) {
    case 'braces':
      return alternatives([pattern]).slice(0, 20);
    case 'exclusion':
    case 'tags':
      return [];
    case 'alternatives':
      return pattern.split('|').filter((one) => one !== '');
    case 'any-folders': {
      const bare = pattern.replace(/^\*\*\//, '').replaceAll('/**/', '/');
      const within = pattern.replaceAll('**', '*');
      return [bare.replaceAll('**', '*'), within];
    }
    case 'full-ref':
      return [pattern.replace(/^(?:refs\/)?heads\//, '')];
  }
}

/** The first braces that hold a comma. A single expression for both could be made to take very long. */
function bracesIn(pattern: string): { whole: string; inner: string } | undefined {
  for (const [whole, inner = ''] of pattern.matchAll(/\{([^{}]*)\}/g)) if (inner.includes(',')) return { whole, inner };
  return undefined;
}

function alternatives(patterns: string[]): string[] {
  const opened = patterns.flatMap((pattern) => {
    const braces = bracesIn(pattern);
    return braces ? braces.inner.split(',').map((one) => pattern.replace(braces.whole, () => one.trim())) : [pattern];
  });
  return opened.length === patterns.length || opened.length > 20 ? opened : alternatives(opened);
}
