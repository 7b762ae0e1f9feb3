import { describe, expect, test } from '@jest/globals';
import { bodyIn, bodyOf, jsonOf, mostLevels } from '../../../src/bitbucket/port/body';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const bytes = (text: string) => new TextEncoder().encode(text);

/** A stream of this many bytes in pieces, which counts how many were read. */
function stream(length: number, piece = 1_000) {
  const taken = { bytes: 0, ended: false };
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (taken.bytes >= length) controller.close();
      else controller.enqueue(new Uint8Array(piece).fill(0x20));
      taken.bytes += piece;
    },
    cancel: () => void (taken.ended = true),
  });
  return { response: new Response(body), taken };
}

describe('a body', () => {
  test.each<[string, unknown]>([
    ['{"a":[1]}', { a: [1] }],
    ['<html>', '<html>'],
    ['', ''],
    ['\uFEFF{"a":1}', { a: 1 }],
    ['"é€😀"', 'é€😀'],
    [deep(10_000), undefined],
    [deep(200_000), undefined],
    [`{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, undefined],
  ])('%.20s', async (text, body) => {
    expect(await bodyIn(new Response(text))).toEqual(body);
    const { headers } = new Response();
    expect(await bodyIn({ headers, text: () => Promise.resolve(text.replace(/^\uFEFF/, '')) })).toEqual(body);
  });

  test('as deep as it may be, and no deeper', () => {
    expect([typeof bodyOf(deep(mostLevels)), typeof bodyOf(deep(mostLevels + 1))]).toEqual(['object', 'undefined']);
  });

  test('in pieces that part a character', async () => {
    const whole = bytes('"é€😀"');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of whole) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await bodyIn(new Response(body))).toBe('é€😀');
  });

  test('as long as it may be', async () => {
    expect(await bodyIn(stream(10_000).response, 10_000)).toBe(' '.repeat(10_000));
  });

  test('longer than it may be is left, and not read on', async () => {
    const { response, taken } = stream(Infinity);
    expect(await bodyIn(response, 10_000)).toBeUndefined();
    expect(taken).toEqual({ bytes: expect.any(Number), ended: true });
    expect(taken.bytes).toBeLessThan(14_000);
  });

  test('where there is no stream, it is not read if it says that it is longer', async () => {
    const text = () => Promise.reject(new Error('read'));
    expect(await bodyIn({ headers: new Headers({ 'content-length': '11' }), text }, 10)).toBeUndefined();
    expect(await bodyIn({ headers: new Headers(), text: () => Promise.resolve('x'.repeat(11)) }, 10)).toBeUndefined();
  });

  test('that breaks off is an error, not half a body', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.error(new TypeError('terminated'));
      },
    });
    await expect(bodyIn(new Response(body))).rejects.toThrow('terminated');
  });
});

test.each<[string, unknown]>([
  ['"\\ud800"', '\ufffd'],
  ['"\\udc00x"', '\ufffdx'],
  ['"\\ud83d\\ude00"', '😀'],
  ['"\\ud800\\ud83d\\ude00"', '\ufffd😀'],
  ['"\\\\ud800"', '\\ud800'],
  ['{"\\uD800":1}', { '\ufffd': 1 }],
  ['"\\u00e9\\n"', 'é\n'],
])('half a character is none: %s', (text, value) => {
  expect(jsonOf(text)).toEqual(value);
});
