import { expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { compile } from '../../../../src/core/compiled/compile';
import { difference } from '../../../../src/core/questions/change/difference';
import { causesBehind } from '../../../../src/core/questions/change/doubts';
import { tried } from '../../../../src/core/questions/change/tried';
import { turnsOf } from '../../../../src/core/questions/change/turns';
import { namesOf } from '../../../../src/core/repository';
import { nothing } from '../../../../src/core/questions/change/change';
import { withPart, type Part } from '../../../../src/core/questions/change/parts';
import { flipsNothingWords, mergeCheckWords, thenUnknownWords } from '../../../../src/core/say/change/notes';
import { devs, facts, push, restriction } from '../../facts';

const approvals = restriction('require_approvals_to_merge', 'main', { id: 3, value: 2 });
const enforced = restriction('enforce_merge_checks', 'main', { id: 4 });
const read = facts({ restrictions: [push('main', { id: 1 }), approvals, enforced] });
const asked = 'Merge checks look at one pull request: which merges this breaks or frees is asked of each that is open.';

test.each<[what: string, part: Part, says: string[]]>([
  [
    'they are to stop a merge',
    { is: 'new-rule', restriction: restriction('enforce_merge_checks', 'develop') },
    [
      'Prevent a merge with unresolved merge checks on `develop`: there a merge check that is not done then stops the ' +
        'merge, and does not only warn.',
      asked,
    ],
  ],
  [
    'they are to stop none',
    { is: 'gone-rule', id: 4 },
    [
      'Without Prevent a merge with unresolved merge checks on `main` a merge check that is not done only warns there, ' +
        'unless another restriction prevents the merge.',
      asked,
    ],
  ],
  [
    'one asks for another number',
    { is: 'changed-rule', restriction: { ...approvals, id: 3, value: 1 } },
    ['Minimum number of approvals on `main`: pull requests there are then checked by it.', asked],
  ],
  [
    'one goes',
    { is: 'gone-rule', id: 3 },
    ['No pull request is then checked by Minimum number of approvals on `main` any more.', asked],
  ],
  ['a list goes, which is no merge check', { is: 'gone-rule', id: 1 }, []],
])('what a change does to merge checks: %s', (_, part, says) => {
  expect(mergeCheckWords(withPart(nothing, part), read)).toEqual(says);
});

test('that it flips no verdict is not said as if it did nothing', () => {
  expect(flipsNothingWords('all', true)).toBe('Beside that it flips no verdict of anybody on any branch.');
  expect(flipsNothingWords('all')).toBe('It flips no verdict of anybody on any branch.');
});

test('why something is then not known: what Bitbucket does not document, though every group is', () => {
  const list = push('x', { id: 1, groups: [devs] });
  const known = facts({ restrictions: [list], supplied: { devs: ['ana'] }, branches: ['main', 'x'] });
  const compiled = compile(gather(known));
  const change = withPart(nothing, { is: 'changed-rule', restriction: { ...list, id: 1, groups: [] } });
  const turns = turnsOf(difference(compiled, change));
  expect(
    thenUnknownWords(causesBehind(turns, compiled, tried(compiled.gathered, change)), namesOf(known.repository)),
  ).toEqual([
    'Why something is then not known: Bitbucket does not document whether Write access holds for deletion too; ' +
      'the evidence leans to yes (BCLOUD-14434).',
  ]);
});
