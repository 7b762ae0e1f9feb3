import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hclComment, hclString } from '../../../src/core/apply/hcl';
import { hidesSomething, visible } from '../../../src/core/words/visible';
import { hostileText } from './hostile';
import { parsed, valueOf } from './terraform';

test.each([
  ['main', '"main"'],
  ['say "hi"', String.raw`"say \"hi\""`],
  ['a\\b', String.raw`"a\\b"`],
  ['${x}', '"$${x}"'],
  ['$${x}', '"$$${x}"'],
  ['%{if}', '"%%{if}"'],
  ['100% $5', '"100% $5"'],
  ['a\nb\r\tc', String.raw`"a\nb\r\tc"`],
  ['\u001B[31m', String.raw`"\u001B[31m"`],
  ['a\u202Eb', String.raw`"a\u202Eb"`],
  ['\u{E0041}', String.raw`"\U000E0041"`],
  ['検索', '"検索"'],
])('%j is written as %s', async (text, written) => {
  expect(hclString(text)).toBe(written);
  expect(await valueOf(written)).toBe(text);
});

test.each(['e\u0301', '\uD800', 'a\uDC00b'])('HCL cannot hold %j', (text) => {
  expect(hclString(text)).toBeUndefined();
});

test('what is written is read as it was, by the parser of Terraform, and hides nothing', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      const written = hclString(text);
      fc.pre(written !== undefined);
      expect(hidesSomething(written)).toBe(false);
      expect(await valueOf(written)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

describe('a comment', () => {
  test('is nothing but comment, whatever names stand in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { maxLength: 5 }), async (names) => {
        const lines = hclComment(names.join(' '));
        for (const line of lines) expect(line).toMatch(/^# /);
        expect(visible(lines.join(''))).toBe(lines.join(''));
        expect(await parsed(`${lines.join('\n')}\n`)).toEqual({});
      }),
    );
  });

  test('is broken between words', () => {
    const lines = hclComment('word '.repeat(60).trim());
    expect(lines.length).toBe(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(118);
  });
});
