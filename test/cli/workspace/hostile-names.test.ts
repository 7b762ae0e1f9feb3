import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as cheerio from 'cheerio';
import { parse } from 'csv-parse/sync';
import markdownIt from 'markdown-it';
import { keepBaseline } from '../../../src/cli/store/baselines';
import { visible } from '../../../src/core/words/visible';
import { typed } from '../terminal';
import { seededFolder } from './seeded';

/** Names that would be more than names, in a terminal, in a page, in a table, in a spreadsheet. */
const evil = {
  'Mei Tanaka': '=HYPERLINK("https://evil.example")',
  'Harvey Jones': '</td><script>alert(1)</script><img src=x onerror=alert(2)>',
  'Oskar Lind': '@all | [pay](https://evil.example) \u202E',
  'Tomás Vidal': 'x;=cmd|" /C calc"!A0\u001B[2J\n| a |',
  'release-managers': 'a`b\u001B]0;x\u0007<b>',
};
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

let dir: string;
beforeAll(() => {
  dir = seededFolder();
  for (const name of readdirSync(dir, { recursive: true }).map(String)) {
    if (!name.endsWith('.json')) continue;
    const file = path.join(dir, name);
    let text = readFileSync(file, 'utf8');
    for (const [plain, hostile] of Object.entries(evil))
      text = text
        .replaceAll(JSON.stringify(plain), JSON.stringify(hostile))
        .replaceAll('groups/acme/release-managers/members', 'groups/acme/gone/members');
    writeFileSync(file, text);
  }
  // The command takes no such name; a folder may hold it.
  keepBaseline(dir, 'a\u202E<b>=1', '2026-11-10T23:59:59Z');
});

const asked = [
  ['lint'],
  ['where', '--as', 'jonas'],
  ['who', '--access'],
  ['report'],
  ['changes', '--since', '2026-11-10'],
  ['history', 'acme/web'],
  ['compare', '--model', 'acme/web'],
  ...['report', 'lint', 'changes'].map((command) => [command, '--against', 'a\u202E<b>=1']),
  ['who', '--access', '--against', 'a\u202E<b>=1'],
] as const;

async function printed(args: readonly string[], format: string): Promise<string> {
  const { out, err } = await typed([...args, '--world', dir, '--format', format]);
  expect(err).toBe('');
  expect(out.length).toBeGreaterThan(50);
  return out;
}

describe.each(asked.map((args) => [args.join(' ').replaceAll('\u202E', ''), args] as const))('%s', (_, args) => {
  test('a terminal is sent text', async () => {
    expect((await printed(args, 'text')).replaceAll('\n', '')).not.toMatch(hidden);
  });

  test('JSON hides nothing, nor do its sentences', async () => {
    const out = await printed(args, 'json');
    expect(out.replaceAll('\n', '')).not.toMatch(hidden);
    const wrong: string[] = [];
    JSON.parse(out, (key, value: unknown) => {
      if (/^(?:says|reason|effect|lift|unknown|because|about|before|after)$/.test(key))
        for (const text of [value].flat()) if (typeof text === 'string' && text !== visible(text)) wrong.push(text);
      return value;
    });
    expect(wrong).toEqual([]);
  });

  test('no spreadsheet runs them', async () => {
    const out = await printed(args, 'csv');
    const cells: string[][] = parse(out);
    expect(cells.flat().filter((cell) => /^["\s]*[=+\-@]/.test(cell))).toEqual([]);
    for (const delimiter of [';', '\t'])
      expect(out.split(delimiter).filter((cell) => /^["\s]*[=+\-@]/.test(cell))).toEqual([]);
    expect(new Set(cells.map(({ length }) => length)).size).toBe(1);
  });

  test('no table of Markdown breaks, and no link is theirs', async () => {
    const page = cheerio.load(markdownIt({ html: true, linkify: true }).render(await printed(args, 'markdown')));
    const hosts = page('a')
      .toArray()
      .map((link) => new URL(page(link).attr('href') ?? '').hostname);
    expect(hosts.filter((host) => !/(^|\.)(bitbucket\.org|atlassian\.com)$/.test(host))).toEqual([]);
    expect(page('img, script, b, table table').length).toBe(0);
    for (const table of page('table').toArray()) {
      const widths = page(table)
        .find('tr')
        .toArray()
        .map((row) => page(row).children().length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

test('no page runs them, and it shows them as they are', async () => {
  const out = await printed(['report'], 'html');
  expect(out.replaceAll('\n', '')).not.toMatch(hidden);
  const page = cheerio.load(out);
  expect(page('script, img, b').length).toBe(0);
  const hosts = page('a[href^=http]')
    .toArray()
    .map((link) => new URL(page(link).attr('href') ?? '').hostname);
  expect(new Set(hosts)).toEqual(new Set(['bitbucket.org']));
  expect(page('body').text()).toContain('@all | [pay](https://evil.example) \\u{202E}');
});
