import fc from 'fast-check';
import { branchName } from '../../../../src/core/branches/branch-name';
import { isTag } from '../../../../src/core/branches/glob';
import type { Match, Restriction } from '../../../../src/core/model';
import { by, ofType, type Told } from '../../facts';
import { checks, repositories } from '../../random';

/** Patterns of a few characters. */
export const patterns = fc.constantFrom('*', 'a*', '*b', 'a/*', 'ab', 'a*b', '*/*', 'x*', 'b', '*a*', 'ab*ba');

const match: fc.Arbitrary<Match> = fc.oneof(
  { weight: 8, arbitrary: patterns.map((pattern): Match => ({ by: 'glob', pattern })) },
  { weight: 2, arbitrary: fc.constantFrom('release', 'feature', 'development', 'production', 'epic').map(ofType) },
  { weight: 1, arbitrary: fc.constant(by('regex')) },
);

/** Any repository, with branches and restrictions of a few characters. */
export const smallRepositories: fc.Arbitrary<Told> = fc
  .tuple(
    repositories,
    fc.array(checks, { maxLength: 2 }),
    fc.array(match, { minLength: 6, maxLength: 6 }),
    fc.constantFrom('ab', 'b', null),
    fc.uniqueArray(fc.constantFrom('ab', 'b', 'a/b', 'xx'), { maxLength: 3 }),
  )
  .map(([told, more, matches, main, branches]) => ({
    ...told,
    main,
    branches: [...new Set([...(main === null ? [] : [main]), ...branches])],
    model: { development: { known: true, value: 'b' }, prefixes: { feature: 'a/', release: 'x' } },
    restrictions: onSmall([...(told.restrictions ?? []), ...more], matches),
  }));

/** The same restrictions on other branches. */
export function onSmall(restrictions: Restriction[], matches: Match[]): Restriction[] {
  return restrictions.map((one, at) => ({ ...one, match: matches[at % matches.length] ?? one.match }));
}

/** Every name of up to five characters of these that a branch can have: `x` stands for all that no pattern names. */
export const smallNames: readonly string[] = namesOf(['a', 'b', '/', 'x', 'y'], 5).filter(
  (name) => branchName(name) === name && !isTag(name),
);

function namesOf(characters: readonly string[], most: number): string[] {
  const byLength = [['']];
  for (let length = 1; length <= most; length++)
    byLength.push((byLength[length - 1] ?? []).flatMap((name) => characters.map((one) => name + one)));
  return byLength.slice(1).flat();
}
