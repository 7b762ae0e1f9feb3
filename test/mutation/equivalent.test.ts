import { describe, expect, test } from '@jest/globals';
import path from 'node:path';
import list from '../../mutation/equivalent.json';
import { equivalents, type Equivalent } from '../../mutation/equivalent';
import { judgement } from '../../mutation/judgement';
import type { Mutant } from '../../mutation/mutants';

const mutant: Mutant = {
  id: '1',
  file: 'core/branches/glob.ts',
  line: 3,
  original: 'a < b',
  replacement: 'a <= b',
  within: 'return a < b;',
};
const twin: Mutant = { ...mutant, id: '2', line: 9, within: 'if (a < b) return;' };
const one: Equivalent = {
  file: 'core/branches/glob.ts',
  original: 'a < b',
  replacement: 'a <= b',
  because: 'They are never the same.',
};

describe('the list of mutants that no test can tell from the original', () => {
  test.each<[sentence: string, list: Equivalent[], mutants: Mutant[], ids: string[], wrong: string[]]>([
    ['finds its mutant, wherever the line went', [one], [{ ...mutant, line: 77 }], ['1'], []],
    ['by its line where there are two', [{ ...one, within: twin.within }], [mutant, twin], ['2'], []],
    ['is wrong where there are two and no line is said', [one], [mutant, twin], [], ['2 mutants are so']],
    [
      'is wrong where there is none any more',
      [one],
      [{ ...mutant, original: 'a < c' }],
      [],
      ['no such mutant any more'],
    ],
    [
      'is wrong where it stands in another file',
      [{ ...one, file: 'core/questions/judge.ts' }],
      [mutant],
      [],
      ['no such mutant any more'],
    ],
    ['is wrong where one stands twice', [one, one], [mutant], ['1'], ['stands twice']],
    ['is wrong without a reason', [{ ...one, because: ' ' }], [mutant], [], ['no reason is given']],
  ])('%s', (_, listed, mutants, ids, wrong) => {
    const found = equivalents(listed, mutants);
    expect([...found.ids]).toEqual(ids);
    expect(found.wrong).toHaveLength(wrong.length);
    for (const [at, part] of wrong.entries()) expect(found.wrong[at]).toContain(part);
  });

  test('speaks of files of the judgement', () => {
    const files = judgement(path.join(__dirname, '..', '..'));
    expect(files).toEqual(expect.arrayContaining(['core/questions/judge.ts', 'core/rules/credential.ts']));
    expect([...new Set(list.map(({ file }) => file))].filter((file) => !files.includes(file))).toEqual([]);
  });
});
