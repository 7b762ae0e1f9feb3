import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOfApi, isSegment, pathOn } from '../../../src/bitbucket/port/path';

const base = 'https://api.bitbucket.org';
const roots = ['/2.0/', '/1.0/groups/'] as const;

describe('a link becomes a path of the API, or nothing', () => {
  test.each<[string, string]>([
    ['https://api.bitbucket.org/2.0/user', '/2.0/user'],
    ['https://api.bitbucket.org:443/2.0/user#here', '/2.0/user'],
    ['https://API.bitbucket.org/2.0/user?page=2', '/2.0/user?page=2'],
    ['/2.0/user?page=2', '/2.0/user?page=2'],
    [
      'https://api.bitbucket.org/2.0/repositories/{a}/we.b?q=name="x y"',
      '/2.0/repositories/%7Ba%7D/we.b?q=name=%22x%20y%22',
    ],
    ['https://api.bitbucket.org/2.0/x?next=/a/../b//c%2Fd', '/2.0/x?next=/a/../b//c%2Fd'],
    ['https://api.bitbucket.org/2.0/caf\u00e9', '/2.0/caf%C3%A9'],
    ['/1.0/groups/acme/devs/members', '/1.0/groups/acme/devs/members'],
  ])('%s', (link, path) => {
    expect(pathOn(base, link, roots)).toBe(path);
  });

  test.each([
    '',
    '/',
    '//other.example/2.0/user',
    'https://api.bitbucket.org//other.example/x',
    'https://api.bitbucket.org//2.0/user',
    'https://api.bitbucket.org/2.0//user',
    'https://api.bitbucket.org/2.0/',
    'https://api.bitbucket.org/2.0',
    'https://api.bitbucket.org/2.0/user/',
    'https://api.bitbucket.org/2.0/a%2Fb',
    'https://api.bitbucket.org/2.0/a%5cb',
    'https://api.bitbucket.org/%2f%2fother.example/2.0/x',
    'https://api.bitbucket.org/2.0/a%00',
    'https://api.bitbucket.org/2.0/a%0d%0ab',
    'https://api.bitbucket.org/2.0/a\tb',
    'https://api.bitbucket.org/2.0/a\nb',
    'https://api.bitbucket.org\\2.0\\user',
    '\\\\other.example\\2.0\\x',
    '/\\other.example/2.0/x',
    'https://api.bitbucket.org/2.0/a\\..\\..\\b',
    'https://api.bitbucket.org/2.0/a/../user',
    'https://api.bitbucket.org/2.0/a/%2e%2E/user',
    'https://api.bitbucket.org/2.0/./user',
    'https://api.bitbucket.org/2.0/a/..',
    'https://api.bitbucket.org/2.0/../admin',
    'https://api.bitbucket.org/1.0/users/acme',
    'https://api.bitbucket.org/1.0/groups/../users/acme',
    'https://api.bitbucket.org/admin',
    'https://api.bitbucket.org/%32.0/user',
    'https://api.bitbucket.org.other.example/2.0/user',
    'https://api.bitbucket.org@other.example/2.0/user',
    'https://ana:secret@api.bitbucket.org/2.0/user',
    'https://ana@api.bitbucket.org/2.0/user',
    'https://api.bitbucket.org./2.0/user',
    'https://api.bitbucket.org:8443/2.0/user',
    'http://api.bitbucket.org/2.0/user',
    'https://bitbucket.org/2.0/user',
    'https:other.example/2.0/user',
    'javascript:alert(1)',
    'data:text/plain,/2.0/user',
    'https://',
  ])('%j: nothing', (link) => {
    expect(pathOn(base, link, roots)).toBeUndefined();
  });

  test('under a path, and from where it was found', () => {
    const gateway = 'http://127.0.0.1:8080/api/';
    expect(pathOn(gateway, 'http://127.0.0.1:8080/api/2.0/user')).toBe('/2.0/user');
    expect(pathOn(gateway, 'http://127.0.0.1:8080/2.0/user')).toBeUndefined();
    expect(pathOn(gateway, 'http://127.0.0.1:8080/apis/2.0/user')).toBeUndefined();
    expect(pathOn(gateway, '?renamed', ['/2.0/'], 'http://127.0.0.1:8080/api/2.0/user')).toBe('/2.0/user?renamed');
  });

  const pieces = fc.constantFrom(
    '/',
    '//',
    '\\',
    '..',
    '.',
    '%2e',
    '%2f',
    '%5C',
    '@',
    ':',
    '?',
    '#',
    '2.0',
    '1.0',
    'groups',
    'api',
    'other.example',
    base,
    'http:',
    'https:',
    '\t',
    '\n',
    '\0',
    ' ',
    '{a}',
    'é',
    '\ud800',
    'user',
  );
  const links = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
    .map((parts) => parts.join(''));

  test('whatever is asked for stays on the API', () => {
    fc.assert(
      fc.property(links, fc.constantFrom('', '/api', '/api/', '//b'), fc.boolean(), (link, prefix, absolute) => {
        const at = base + prefix;
        const path =
          pathOn(at, absolute ? `${at}/2.0/${link}` : link, roots) ?? (isOfApi(link, roots) ? link : undefined);
        if (path === undefined) return;
        const { origin, pathname, search } = new URL(at.replace(/\/+$/, '') + path);
        expect(origin).toBe(base);
        // The checked path is the requested one: nothing in it was resolved, dropped or replaced.
        expect(pathname).toBe(prefix.replace(/\/$/, '') + (path.split('?')[0] ?? ''));
        expect(pathname.slice(prefix.replace(/\/$/, '').length)).toMatch(/^\/(2\.0|1\.0\/groups)\/[^/]/);
        const decoded = pathname
          .slice(prefix.length)
          .replaceAll(/%2f/gi, '/')
          .replaceAll(/%5c/gi, '\\')
          .replaceAll(/%2e/gi, '.');
        expect(decoded).not.toMatch(/\\|\/\/|\/\.{1,2}(\/|$)|%0/);
        expect(search.startsWith('?') || search === '').toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

test.each<[string, boolean]>([
  ['acme', true],
  ['{a}', true],
  ['a b', true],
  ['100%', true],
  ['..', false],
  ['.', false],
  ['', false],
  ['a/b', false],
  ['a\\b', false],
  ['a\0', false],
])('%j is a segment: %s', (text, is) => {
  expect(isSegment(text)).toBe(is);
});
