import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as cheerio from 'cheerio';
import { parse } from 'csv-parse/sync';
import markdownIt from 'markdown-it';
import { fileOf, names, savedWorld } from '../../bitbucket/saved-worlds';
import { emptyFolder, failedWith, typed } from '../terminal';

const asked = [
  ['explain', '--branch', 'main', '--to', 'all', '--as', 'pipelines'],
  ['who', '--branch', 'main'],
  ['who', '--access'],
  ['where', '--as', 'pipelines'],
  ['matrix'],
  ['prs'],
  ['lint'],
] as const;

type Row = Record<string, string>;

async function csvOf(world: string, ...args: string[]): Promise<Row[]> {
  const { out, err } = await typed([...args, '--world', fileOf(world), '--format', 'csv']);
  expect(err).toBe('');
  expect(out.endsWith('\r\n')).toBe(true);
  expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  return parse(out, { columns: true });
}

describe.each(names.filter((name) => name !== 'large'))('%s', (world) => {
  test.each(asked)('%s %s %s: CSV and Markdown say where they are from', async (...args) => {
    const rows = await csvOf(world, ...args);
    expect(rows.length).toBeGreaterThan(0);
    const digests = new Set(rows.map(({ digest }) => digest));
    expect(digests.size).toBe(args[0] === 'explain' ? 5 : 1);
    for (const { digest, read_from: from } of rows)
      expect([digest, from]).toEqual([expect.stringMatching(/^[\da-f]{64}$/), `${world}.json`]);

    const { out } = await typed([...args, '--world', fileOf(world), '--format', 'markdown']);
    for (const digest of digests) expect(out).toContain(`| Digest (SHA-256) | \`${digest ?? ''}\` |`);
  });

  test('CSV has the cells of JSON', async () => {
    const json = async (...args: string[]) =>
      JSON.parse((await typed([...args, '--world', fileOf(world), '--format', 'json'])).out) as {
        actors: { actor: { type: string; id?: string }; verdict: string; through: string }[];
        branches: string[];
        rows: string[];
      };
    const { actors } = await json('who', '--branch', 'main');
    const rows = await csvOf(world, 'who', '--branch', 'main');
    expect(rows.map(({ actor_id: id, actor_type: type, verdict, through }) => [id, type, verdict, through])).toEqual(
      actors.map(({ actor: { id = '', type }, verdict, through }) => [id, type, verdict, through]),
    );
    const matrix = await json('matrix');
    const own = 9;
    const cells = (await csvOf(world, 'matrix')).map((row) =>
      Object.values(row)
        .slice(own)
        .map((verdict) => verdict.charAt(0))
        .join(''),
    );
    expect(cells).toEqual(matrix.rows.length > 0 ? matrix.rows : ['']);
  });
});

describe('names that would be more than names', () => {
  const hostile = [
    '=HYPERLINK("https://evil.example")',
    '@all | [pay](https://evil.example) <img src=x>',
    "x;=cmd|' /C calc'!A0",
    '``` <!-- \u202E\n| a | b |',
  ];
  const world = path.join(emptyFolder(), 'hostile.json');
  const names = ['Ana Lovell', 'Harvey Jones', 'Mei Tanaka', 'Priya Raman'];
  let text = JSON.stringify(savedWorld('ordinary-team'));
  for (const [at, name] of names.entries()) text = text.replaceAll(JSON.stringify(name), JSON.stringify(hostile[at]));
  text = text.replaceAll('"feature/login"', JSON.stringify('=1+1|`@all`')).replaceAll('"develop"', '"@SUM(A1)"');
  writeFileSync(world, text);
  const known = [...asked, ['explain', '--branch', '@SUM(A1)'], ['compare', 'main', '@SUM(A1)']];

  test.each(known)('%s %s %s: no spreadsheet runs them', async (...args) => {
    const { out, err } = await typed([...args, '--world', world, '--format', 'csv']);
    expect(err).toBe('');
    const rows: string[][] = parse(out);
    expect(rows.flat().filter((cell) => /^["\s]*[=+\-@]/.test(cell))).toEqual([]);
    for (const delimiter of [';', '\t'])
      expect(out.split(delimiter).filter((cell) => /^["\s]*[=+\-@]/.test(cell))).toEqual([]);
  });

  test.each(known)('%s %s %s: no table breaks, no link is theirs', async (...args) => {
    const { out } = await typed([...args, '--world', world, '--format', 'markdown']);
    const page = cheerio.load(markdownIt({ html: true, linkify: true }).render(out));
    const links = page('a')
      .toArray()
      .map((link) => new URL(page(link).attr('href') ?? '').hostname);
    expect(links.filter((host) => !/(^|\.)(bitbucket\.org|atlassian\.com)$/.test(host))).toEqual([]);
    expect(page('img, table table, pre').length).toBe(0);
    for (const table of page('table').toArray()) {
      const widths = page(table)
        .find('tr')
        .toArray()
        .map((row) => page(row).children().length);
      expect(new Set(widths).size).toBe(1);
    }
    expect(page('body').clone().find('code').remove().end().text()).not.toMatch(/@all|@SUM/);
    if (args[0] === 'who') for (const name of hostile.slice(0, 3)) expect(page('td').text()).toContain(name);
  });
});

describe('--format', () => {
  const team = ['--world', fileOf('ordinary-team')];

  test.each(asked)('%s %s: text and JSON are what they were', async (...args) => {
    for (const [format, as] of [
      ['text', []],
      ['json', ['--json']],
    ] as const)
      expect((await typed([...args, ...team, '--format', format])).out).toBe(
        (await typed([...args, ...team, ...as])).out,
      );
  });

  test.each([
    [['--format', 'csv', '--json'], '`--json` is `--format json`'],
    [['--format', 'xml'], "'xml' is invalid"],
    [['--format', 'sarif'], "'sarif' is invalid"],
  ])('%j: 64', async (args, says) => {
    expect(failedWith(64, await typed(['who', 'main', ...team, ...args]))).toContain(says);
  });

  const change = path.join(emptyFolder(), 'change.json');
  writeFileSync(
    change,
    JSON.stringify({ restrictions: { add: [{ kind: 'push', pattern: '*', users: [], groups: [] }] } }),
  );

  test.each([
    ['explain', 'main', '--fix', ...team],
    ['try', '--change', change, ...team],
    ['ask', '--who', 'people', '--on', '*', ...team],
    ['pattern', 'main', 'Main'],
    ['export', ...team],
    ['save', ...team],
    ['credential', ...team],
    ['refusals'],
    ['ledger'],
  ])('%s %s: --format json is --json, and both at once are no more', async (...args) => {
    const { out } = await typed([...args, '--json']);
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect((await typed([...args, '--format', 'json'])).out).toBe(out);
    expect((await typed([...args, '--format', 'json', '--json'])).out).toBe(out);
  });

  test('keeps the status of explain', async () => {
    const { status, out } = await typed(['explain', 'main', ...team, '--format', 'csv']);
    expect([status, out.split('\r\n').length]).toEqual([1, 3]);
  });

  test('of the merge of a pull request: that, and the pushes to its branches', async () => {
    const rows = await csvOf('pull-requests', 'explain', '--pr', '1');
    expect(rows.map(({ operation, branch, pull_request: id }) => [operation, branch, id])).toEqual([
      ['merge', 'main', '1'],
      ['push', expect.any(String), ''],
      ['push', 'main', ''],
    ]);
  });

  test('says that a branch does not exist, and what Bitbucket itself says', async () => {
    for (const command of ['explain', 'who']) {
      const [row] = await csvOf('ordinary-team', command, '--branch', 'mian');
      expect(row?.['notes']).toContain('`main`');
    }
    const [merge] = await csvOf('mergeability', 'explain', '--pr', '1');
    expect(merge?.['notes']).toContain('Bitbucket');
    const { out } = await typed(['explain', '--pr', '1', '--world', fileOf('mergeability'), '--format', 'markdown']);
    expect(out).toContain('| --- | --- |\n| ');
    expect(out).toContain('|  | Merge check |');
  });

  test.each(['ordinary-team', 'odd-names', 'viewer-without-admin'])('%s reads well', async (world) => {
    const answers = [];
    for (const format of ['markdown', 'csv']) {
      for (const args of asked) {
        const { out } = await typed([...args, '--world', fileOf(world), '--format', format]);
        answers.push(`$ ${args.join(' ')} --format ${format}\n\n${out.replaceAll('\r\n', '\n')}`);
      }
    }
    const file = path.join(__dirname, 'golden', `${world}.txt`);
    const text = answers.join('\n');
    if (process.env['UPDATE_GOLDEN'] || !existsSync(file)) {
      expect(process.env['CI']).toBeUndefined();
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
