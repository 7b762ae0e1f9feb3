import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers, globMatches } from '../../../src/core/branches/glob';
import type { Restriction } from '../../../src/core/model';
import { by, facts, ofType, push, type Told } from '../facts';

describe('a pattern matches a whole name', () => {
  test.each([
    ['foo*', 'foo', true, 'Bitbucket\'s OpenAPI: "zero or more characters"'],
    ['foo*', 'foobar', true, "Bitbucket's OpenAPI"],
    ['foo*', 'barfoo', false, "Bitbucket's OpenAPI"],
    ['*', 'anything/at all', true, "Bitbucket's OpenAPI"],
    ['PROJECT-*', 'PROJECT-1234', true, 'use-branch-permissions'],
    ['PROJECT-*', 'PROJECT-new', true, 'use-branch-permissions'],
    ['PROJECT-*', 'PROJECT-1.1', true, 'use-branch-permissions'],
    ['PROJ-*', 'PROJ-32', true, 'the old Branch management page'],
    ['PROJ-*', 'PROJ-66', true, 'the old Branch management page'],
    ['PROJECT-*', 'PROJECT-1/a/b', true, 'inferred: a slash is a character'],
    ['PROJECT-*', 'stable/PROJECT-1', false, 'the OpenAPI, against "even in a name space" of use-branch-permissions'],
    ['testfrom/*', 'testfrom/master', true, 'BCLOUD-15612'],
    ['release/*', 'release', false, 'inferred'],
    ['11.?', '11.4', false, 'BCLOUD-14761'],
    ['11.*', '11.4', true, 'BCLOUD-14761'],
    ['main', 'Main', false, 'assumed: case counts, as in Git'],
    ['release*|!release/1.3.0', 'release/1.3.0', false, 'the OpenAPI, against vamhi.com'],
    ['release*|!x', 'release/1|!x', true, 'the OpenAPI: every other character is itself'],
    ['**', 'a/b', true, 'two stars are as good as one'],
    ['**/x', 'x', false, 'the slash stands for itself'],
    ['[ab]', 'a', false, 'the OpenAPI'],
    ['{a,b}', 'a', false, 'the OpenAPI'],
    ['a.c', 'abc', false, 'the OpenAPI'],
    ['a*a', 'a', false, 'no character is used twice'],
    ['ab*ba', 'aba', false, 'no character is used twice'],
    ['', '', true, 'nothing matches nothing'],
    ['', 'x', false, 'nothing matches nothing else'],
  ])('%s on %s: %s (%s)', (pattern, name, matching) => {
    expect(globMatches(pattern, name)).toBe(matching);
  });

  test('as a matcher does that tries every length for every star', () => {
    const characters = ['*', '*', 'a', 'b', '/', '?', '[', '.', 'é', '\u{1F600}', '\u202E'];
    const text = (of: string[]) => fc.array(fc.constantFrom(...of), { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text(characters), text(characters.slice(2)), (pattern, name) => {
        expect(globMatches(pattern, name)).toBe(matchesByTrial(pattern, name));
      }),
      { numRuns: 5000 },
    );
  });

  test('and without trying: eight stars on ten thousand characters', () => {
    const name = 'a'.repeat(10_000);
    expect(globMatches('*a*a*a*a*a*a*a*ab', name)).toBe(false);
    expect(globMatches('*a*a*a*a*a*a*a*a', name)).toBe(true);
  });
});

function matchesByTrial(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern.startsWith('*'))
    return matchesByTrial(pattern.slice(1), name) || (name !== '' && matchesByTrial(pattern, name.slice(1)));
  return name !== '' && name.startsWith(pattern.charAt(0)) && matchesByTrial(pattern.slice(1), name.slice(1));
}

const absent = { unread: { 'branching-model': 'forbidden' } } as const;
const gone = {
  model: { production: { known: false, gap: { of: { what: 'branching-model' }, because: 'not-understood' } } },
} as const;
const partly = { model: { gaps: [{ of: { what: 'branching-model' as const }, because: 'not-understood' as const }] } };

describe('a restriction covers', () => {
  test.each<[sentence: string, match: Restriction['match'] | string, branch: string, told: Told, is: string]>([
    ['by its pattern', 'rel*', 'release', {}, 'yes'],
    ['not what the pattern does not match', 'rel*', 'main', {}, 'no'],
    ['no tag, whatever the pattern', '*', 'refs/tags/v1', {}, 'no'],
    ['no tag, whatever is not known', by('regex'), 'refs/tags/v1', absent, 'no'],
    ['a branch type by prefix', ofType('release'), 'release/1', {}, 'yes'],
    ['not the prefix in the middle', ofType('release'), 'old/release/1', {}, 'no'],
    ['not without its slash', ofType('release'), 'release', {}, 'no'],
    ['the development branch by that very name', ofType('development'), 'develop', {}, 'yes'],
    ['not what begins with it', ofType('development'), 'develop/x', {}, 'no'],
    ['the production branch by that very name', ofType('production'), 'main', {}, 'yes'],
    ['none where the type is switched off', ofType('hotfix'), 'hotfix/1', {}, 'no'],
    [
      'none where the model names no branch',
      ofType('production'),
      'main',
      { model: { production: { known: true, value: null } } },
      'no',
    ],
    ['perhaps, where the production branch does not parse', ofType('production'), 'main', gone, 'unknown'],
    ['perhaps, where the model was not read', ofType('release'), 'x', absent, 'unknown'],
    ['perhaps, where a type of the model does not parse', ofType('hotfix'), 'x', partly, 'unknown'],
    ['surely, where another type of the model does not parse', ofType('release'), 'release/1', partly, 'yes'],
    ['perhaps, by a branch type that we do not know', ofType('epic'), 'x', {}, 'unknown'],
    ['perhaps, by a match kind that we do not know', by('regex'), 'x', {}, 'unknown'],
    ['by its pattern, whatever became of the model', 'x', 'x', absent, 'yes'],
  ])('%s', (_, match, branch, told, is) => {
    expect(covers(push(match), branch, facts(told)).is).toBe(is);
  });
});
