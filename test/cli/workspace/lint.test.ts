import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { fileOf } from '../../bitbucket/saved-worlds';
import { failedWith, typed } from '../terminal';
import { seededFolder } from './seeded';

let dir: string;
beforeAll(() => {
  dir = seededFolder();
});

interface Linted {
  problems: { repository: string; problem: string; level: string; reason: string; restriction?: number }[];
  counts: { problem: string; level: string; count: number; repositories: number }[];
  gaps: { repository: string; unknown: string; because: string }[];
  repositories: { read: number; notRead: number; withoutBranches?: number };
  readAt: string;
}

async function linted(...args: string[]): Promise<Linted> {
  return JSON.parse((await typed(['lint', '--world', dir, '--json', ...args])).out) as Linted;
}

describe('lint over a folder', () => {
  test('finds what is wrong in each, the worst first and by problem', async () => {
    const { problems } = await linted();
    const found = problems.filter(({ problem }) => problem !== 'one-person-suffices');
    expect(found.map(({ level, problem, repository }) => `${level} ${problem} ${repository}`)).toEqual([
      'error grant-to-who-left acme/shop',
      'warning main-branch-unprotected acme/api',
      'warning lists-group-without-access acme/docs',
      'warning checks-do-not-block acme/mobile',
      'warning lists-who-left acme/shop',
      'warning lists-without-write acme/web',
      'info nobody-can-push acme/billing',
      'info only-automation-can-push acme/deploy',
      'info one-person-can-push acme/legacy',
    ]);
  });

  test('counts them by problem, and names what could not be read', async () => {
    const { counts, gaps, repositories, readAt } = await linted();
    // Of acme/mobile approvals are asked for on the main branch, which is there although no branches were read.
    expect(counts.filter(({ problem }) => problem === 'one-person-suffices')).toEqual([
      { problem: 'one-person-suffices', level: 'warning', count: 1, repositories: 1 },
      { problem: 'one-person-suffices', level: 'info', count: 8, repositories: 8 },
    ]);
    expect(repositories).toEqual({ read: 10, notRead: 1, withoutBranches: 10 });
    expect(gaps.map(({ repository, because }) => [repository, because])).toEqual([
      ['acme/deploy', 'not-documented'],
      ['acme/secret', 'forbidden'],
    ]);
    expect(readAt).toBe('2026-11-27T08:00:00Z');
  });

  test.each(['web', 'shop', 'billing'])('says of acme/%s what it says of that alone', async (slug) => {
    const one = JSON.parse((await typed(['lint', `acme/${slug}`, '--world', dir, '--json'])).out) as Linted;
    const { problems } = await linted();
    const own = problems.filter(({ repository }) => repository === `acme/${slug}`);
    expect(own).toHaveLength(one.problems.length);
    expect(own).toEqual(
      expect.arrayContaining(one.problems.map((problem) => expect.objectContaining(problem) as never)),
    );
    expect(one.problems.every((problem) => !('repository' in problem))).toBe(true);
  });

  test.each([
    [[], 1],
    [['--fail-on', 'error'], 1],
    [['--fail-on', 'error', '--at', '2026-11-03'], 1],
  ])('%j ends with %i', async (args, status) => {
    expect((await typed(['lint', '--world', dir, ...args])).status).toBe(status);
  });

  test('ends with 0 where nothing is as bad as --fail-on says', async () => {
    const world = path.dirname(fileOf('ordinary-team'));
    const { status } = await typed(['lint', '--world', world, '--fail-on', 'error']);
    expect(status).toBe(1);
    const { status: alone } = await typed(['lint', 'acme/api', '--world', dir, '--fail-on', 'error']);
    expect(alone).toBe(0);
  });

  test('as of a day before: what was wrong then, of what there was', async () => {
    const { problems } = await linted('--at', '2026-11-10');
    const repositories = new Set(problems.map(({ repository }) => repository));
    expect([...repositories]).toEqual(expect.arrayContaining(['acme/old', 'acme/find']));
    expect(repositories.has('acme/infra')).toBe(false);
    expect(problems.some(({ problem }) => problem === 'lists-without-write')).toBe(false);
  });

  test('as text groups by problem, with counts', async () => {
    const { out, err } = await typed(['lint', '--world', dir]);
    expect(err).toBe('');
    expect(out).toContain('Warnings (6 in 5 repositories)\n\n');
    expect(out).toContain('A change can go in without review: 8 repositories (one-person-suffices)\n- acme/billing: ');
    expect(out).toContain('Could not be read (1):\n  This credential may not read the repository acme/secret.');
    expect(out).toContain('The branches were not read, so what depends on which there are was not looked for');
  });

  test('as CSV has a row for each problem, and one for what could not be read', async () => {
    const rows: Record<string, string>[] = parse((await typed(['lint', '--world', dir, '--format', 'csv'])).out, {
      columns: true,
    });
    const { problems } = await linted();
    expect(rows.filter(({ problem }) => problem !== '')).toHaveLength(problems.length);
    const [secret] = rows.filter(({ repository }) => repository === 'acme/secret');
    expect(secret).toMatchObject({ problem: '', could_not_be_read: expect.stringContaining('acme/secret') as unknown });
    expect(new Set(rows.map(({ read_from: from }) => from))).toEqual(new Set(['readings']));
  });

  test('as SARIF has a run for each repository that could be read', async () => {
    const { runs } = JSON.parse((await typed(['lint', '--world', dir, '--format', 'sarif'])).out) as {
      runs: { automationDetails: { id: string }; results: unknown[] }[];
    };
    const { problems } = await linted();
    expect(runs.map(({ automationDetails: { id } }) => id)).toContain('who-can-push/acme/web');
    expect(runs.flatMap(({ results }) => results)).toHaveLength(problems.length);
  });

  test('has one digest, which another reading of the same keeps', async () => {
    const digestOf = async (folder: string, ...args: string[]) =>
      /Digest \(SHA-256\) \| `([\da-f]{64})`/.exec(
        (await typed(['lint', '--world', folder, '--format', 'markdown', ...args])).out,
      )?.[1];
    const digest = await digestOf(dir);
    expect(await digestOf(seededFolder())).toBe(digest);
    expect(await digestOf(dir, '--at', '2026-11-10')).not.toBe(digest);
  });
});

describe('what is asked about', () => {
  test.each([
    ['a path to a folder', (folder: string) => [`${folder}/`]],
    ['a workspace of the folder', (folder: string) => ['acme', '--world', folder]],
  ])('%s is as --world DIR', async (_, args) => {
    const { problems } = JSON.parse((await typed(['lint', ...args(dir), '--json'])).out) as Linted;
    expect(problems).toEqual((await linted()).problems);
  });

  test.each([
    [(): string[] => ['lint', 'other', '--world', dir], 66, 'holds no repository of the workspace other'],
    [() => ['lint', 'acme/none', '--world', dir], 66, 'holds no repository acme/none'],
    [() => ['lint', 'acme', '--world', fileOf('ordinary-team')], 64, 'with `--world DIR`'],
    [() => ['lint', `${dir}/`, '--world', dir], 64, 'The folder is named twice'],
    [() => ['lint', '', '--world', dir], 64, 'is empty'],
    ...['lint', 'report', 'where', 'changes'].map((command): [() => string[], number, string] => [
      () => [command, './nothere'],
      65,
      'There is no folder ./nothere.',
    ]),
    [() => ['report', `${dir}/nothere/`], 65, '/nothere/.'],
    [() => ['lint', `${dir}/web.json`], 64, '/web.json is no folder: a saved world is named with `--world`.'],
    [() => ['lint', '--world', 'nothere'], 65, 'There is no file or folder nothere.'],
    [() => ['lint', '--world', dir, '--at', '2026-11-01'], 66, 'the first was read on 2026-11-02T08:00:00Z'],
    [() => ['lint', '--world', dir, '--at', 'friday'], 64, '`friday` is no day and no time'],
    [() => ['lint', '--world', dir, '--format', 'code-insights'], 64, 'name it as WS/REPO'],
    [
      () => ['who', '--world', dir],
      64,
      'Name a repository and a branch, or add `--access`: the permissions of everybody, on every repository of the folder.',
    ],
    [() => ['who', 'acme/web', '--world', dir], 64, 'Name a branch: no branch is checked out here.'],
  ])('%#', async (args, status, says) => {
    expect(failedWith(status, await typed(args()))).toContain(says);
  });
});
