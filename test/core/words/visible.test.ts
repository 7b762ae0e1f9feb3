import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code, onOneLine, plain } from '../../../src/core/words/names';
import { jsonText, visible, visibleExactly, visibleOnTerminal } from '../../../src/core/words/visible';

/** A list of its own, so that a mistake in the properties of the code does not repeat here. */
const unseen = [
  0x00, 0x07, 0x08, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9d, 0x9f, 0xad, 0x34f, 0x61c, 0x115f, 0x1160,
  0x17b4, 0x180b, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d,
  0x202e, 0x2060, 0x2061, 0x2064, 0x2065, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x206f, 0x2800, 0x3164, 0xe000,
  0xfe00, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0xfffe, 0x1bca0, 0x1d159, 0x1d173, 0x1d17a, 0xe0001, 0xe0020,
  0xe0041, 0xe007f, 0xe0100, 0xe01ef, 0xf0000, 0x10ffff,
];
const nameOf = (point: number) => `\\u{${point.toString(16).toUpperCase()}}`;

describe('nothing is hidden', () => {
  test.each(unseen.map((point) => [nameOf(point), String.fromCodePoint(point)]))(
    '%s is shown as such',
    (shown, character) => {
      expect(plain(`a${character}b`)).toBe(`a${shown}b`);
      expect(code(`a${character}b`)).toBe(`\`a${shown}b\``);
      expect(visible(`a${character}b`)).toBe(`a${shown}b`);
    },
  );

  test.each(['\uD800', '\uDFFF'])('half a character is shown as such', (half) => {
    expect(plain(`a${half}b`)).toBe(`a\\u{${half.charCodeAt(0).toString(16).toUpperCase()}}b`);
  });

  test.each([
    'Zoë Müller-Lüdenscheidt',
    "D'Arcy O’Neill",
    '山田　太郎',
    '김철수',
    'Ðuro Žižek',
    'שרה כהן',
    'محمد علی',
    'می‌خواهم',
    'क्‍ष राम',
    'नेपाली',
    'ශ්‍රී ලංකා',
    'ไทย',
    'Sam 👩‍💻',
    '❤️ Kim',
    '👍🏽 Ok',
    '🏳️‍🌈',
    '1️⃣ First',
  ])('an ordinary name stays as it is: %s', (name) => {
    expect(plain(name)).toBe(name);
  });

  test.each([
    ['a joiner between Latin letters', 'Sa\u200Dm', 'Sa\\u{200D}m'],
    ['a joiner at the end of a Persian word', 'علی\u200C', 'علی\\u{200C}'],
    ['two joiners within one', 'می\u200C\u200Cخ', 'می\\u{200C}\\u{200C}خ'],
    ['a selector after a letter', 'a\uFE0F', 'a\\u{FE0F}'],
    ['two selectors after a picture', '❤\uFE0F\uFE0F', '❤\uFE0F\\u{FE0F}'],
    ['a joiner after the last picture', '👩\u200D', '👩\\u{200D}'],
    ['words in tags behind a flag', '🏴\u{E0067}\u{E007F}', '🏴\\u{E0067}\\u{E007F}'],
  ])('%s', (_, name, shown) => {
    expect(plain(name)).toBe(shown);
  });

  test('different names are shown differently in code type', () => {
    const tricky = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...unseen.map((point) => String.fromCodePoint(point)),
            '\\u{',
            '\\u{5C}u{',
            '}',
            '\\',
            'u',
            '{',
            '1B',
            '\u00A0',
            ' ',
            'می',
          ),
          fc.string({ unit: 'grapheme', maxLength: 2 }),
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(tricky, tricky, (a, b) => {
        expect(code(a) === code(b)).toBe(a === b);
      }),
      { numRuns: 5000 },
    );
    const back = (shown: string) =>
      shown.replaceAll(/\\u\{([0-9A-F]+)\}/g, (_, point: string) => String.fromCodePoint(Number.parseInt(point, 16)));
    fc.assert(
      fc.property(tricky, (a) => {
        expect(back(plain(a))).toBe(a);
      }),
      { numRuns: 2000 },
    );
  });

  test('of any text at all: nothing hidden is left, and what went through once stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(visibleExactly(text)).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
        );
        expect(visible(visible(text))).toBe(visible(text));
        expect(visibleOnTerminal(visible(text))).toBe(visible(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('a line that somebody wrote may hold tabs', () => {
    expect(onOneLine('\tremote:\tno\r\n\u001B[31m')).toBe(' remote: no \\u{1B}[31m');
  });
});

describe('JSON', () => {
  test('is of the same value, and nothing in it is hidden', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = jsonText(value, indent);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
        );
        expect(visibleOnTerminal(text)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['\u009B', '"\\u009b"'],
    ['\u202E', '"\\u202e"'],
    ['\u{E0041}', '"\\udb40\\udc41"'],
    ['\u001B', '"\\u001b"'],
    ['é', '"é"'],
    ['a\nb', '"a\\nb"'],
  ])('%j', (text, json) => {
    expect(jsonText(text)).toBe(json);
  });
});

test.each([
  ['\u001B[1m\u001B[31mDenied.\u001B[39m\u001B[22m no\n', '\u001B[1m\u001B[31mDenied.\u001B[39m\u001B[22m no\n'],
  ['\r\u001B[K', '\r\u001B[K'],
  ['\rReading acme/web: 3 replies', '\rReading acme/web: 3 replies'],
  ['a\rb', 'a\\u{D}b'],
  ['a\u001B[Kb', 'a\\u{1B}[Kb'],
  ['\u001B[2J', '\\u{1B}[2J'],
  ['\u001B]0;title\u0007', '\\u{1B}]0;title\\u{7}'],
  ['\u009B31m', '\\u{9B}31m'],
  ['\u001B[31;1m', '\\u{1B}[31;1m'],
])('on a terminal %j is %j', (text, shown) => {
  expect(visibleOnTerminal(text)).toBe(shown);
});
