import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import path from 'node:path';
import { fileNameAt, fileNameFor, timeInName } from '../../../src/cli/store/names';

test.each([
  ['web', 'web'],
  ['web.api_2-x', 'web.api_2-x'],
  ['Web', '%57eb'],
  ['..', '%2E%2E'],
  ['.git', '%2Egit'],
  ['web.', 'web%2E'],
  ['../../etc/passwd', '%2E.%2F..%2Fetc%2Fpasswd'],
  ['a\\b', 'a%5Cb'],
  ['a\0b', 'a%00b'],
  ['con', '%63on'],
  ['nul.txt', '%6Eul.txt'],
  ['com1', '%63om1'],
  ['console', 'console'],
  ['été', '%C3%A9t%C3%A9'],
  ['', '%'],
])('%j is the file %s', (name, file) => {
  expect(fileNameFor(name)).toBe(file);
});

test('whatever a repository is called, its file stays in its folder, and no two are the same', () => {
  const anyName = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[./\\~%A-Za-c]{1,6}$/));
  fc.assert(
    fc.property(anyName, anyName, (one, other) => {
      // Half of a surrogate pair is replaced where a reply is read.
      fc.pre(!/\p{Cs}/u.test(one + other));
      const [first, second] = [fileNameFor(one), fileNameFor(other)];
      expect(path.dirname(path.resolve('/store', `${first}.json`))).toBe('/store');
      expect(first).toMatch(/^[\w%~-][\w%.~-]*$/);
      expect(first).not.toMatch(/\.$/);
      expect(first.length).toBeLessThanOrEqual(140);
      if (one !== other) expect(first.toLowerCase()).not.toBe(second.toLowerCase());
    }),
  );
});

describe('a moment in a name', () => {
  test('comes back', () => {
    expect(timeInName(fileNameAt('2026-11-20T08:00:00Z'))).toBe('2026-11-20T08:00:00Z');
    expect(timeInName('2026-11-20T08-00-00Z~2')).toBe('2026-11-20T08:00:00Z');
  });
  test.each(['web', '2026-11-20', '2026-13-20T08-00-00Z', '2026-11-20T08-00-00Z.old'])('is not in %s', (name) => {
    expect(timeInName(name)).toBeUndefined();
  });
});
