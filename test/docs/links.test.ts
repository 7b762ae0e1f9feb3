import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { anchorsOf, linksOf, pages, root, textOf } from './pages';

/** Where a link of a page leads within the project: a file by its path, and an anchor in it. */
function placeOf(page: string, link: string): { file: string; anchor: string } {
  const [address = '', anchor = ''] = link.split('#');
  return {
    file: address === '' ? page : path.posix.join(path.posix.dirname(page), decodeURIComponent(address)),
    anchor: decodeURIComponent(anchor),
  };
}

/** The links of a page that lead nowhere. */
function deadLinks(page: string, text = textOf(page)): string[] {
  return linksWithin(text).filter((link) => {
    const { file, anchor } = placeOf(page, link);
    if (!existsSync(path.join(root, file))) return true;
    const there = file === page ? text : textOf(file);
    return anchor !== '' && !anchorsOf(there).includes(anchor);
  });
}

function linksWithin(text: string): string[] {
  return linksOf(text).filter((link) => !/^[a-z]+:/.test(link));
}

test.each(pages)('every link of %s leads somewhere', (page) => {
  expect(deadLinks(page)).toEqual([]);
});

test('every page of docs is linked from another', () => {
  const linked = pages.flatMap((page) =>
    linksWithin(textOf(page))
      .map((link) => placeOf(page, link).file)
      .filter((file) => file !== page),
  );
  expect(pages.filter((page) => page.startsWith('docs/') && !linked.includes(page))).toEqual([]);
});

test.each([
  ['[a](docs/gone.md)', ['docs/gone.md']],
  ['[a](SECURITY.md#gone)', ['SECURITY.md#gone']],
  ['[a](#gone)\n\n# Here', ['#gone']],
  ['[a](#here) ![b](gone.png)\n\n# Here', ['gone.png']],
  ['[a][b]\n\n[b]: docs/gone.md', ['docs/gone.md']],
  ['| [a](docs/gone.md) |\n|---|\n', ['docs/gone.md']],
  ['`[a](docs/gone.md)`\n\n```\n[a](docs/gone.md)\n```\n\n[a](https://example.com/gone.md)', []],
])('of %j', (text, dead) => {
  expect(deadLinks('README.md', text)).toEqual(dead);
});

test.each([
  ['Who may ask what', ['who-may-ask-what']],
  ['What `prs` tells, *and* how', ['what-prs-tells-and-how']],
  ["It's 1:1 (really) a_b-c", ['its-11-really-a_b-c']],
  ['Same\n# Same\n# Same', ['same', 'same-1', 'same-2']],
])('the anchor of %j', (heading, anchors) => {
  expect(anchorsOf(`# ${heading}`)).toEqual(anchors);
});

describe('the package that `npm pack` makes', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString('utf8'),
  ) as [{ files: { path: string }[] }];
  const shipped = files.map((file) => file.path);
  const read = shipped.filter((file) => file.endsWith('.md'));

  test('holds what its pages link', () => {
    expect(read).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/refusals/README.md']));
    const missing = read.flatMap((page) =>
      linksWithin(textOf(page))
        .map((link) => placeOf(page, link).file)
        .filter((file) => !shipped.includes(file)),
    );
    expect(missing).toEqual([]);
  });
});
