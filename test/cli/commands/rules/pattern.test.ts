import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { answered, failedWith, typed } from '../../terminal';
import { fileOf } from '../../../bitbucket/saved-worlds';

const world = ['--world', fileOf('ordinary-team')];

async function asked(...args: string[]) {
  return answered(await typed(['pattern', '--json', ...args])) as {
    pattern: string;
    matches: string[];
    nearly: { branch: string; misses: string }[];
    dialects: Record<string, string[]>;
    gaps: { unknown: string; because: string }[];
    readAt?: string;
  };
}

describe('pattern', () => {
  test('with names needs no repository, no credential and no world', async () => {
    const names = ['release/1', 'release/1/a', 'refs/heads/Release/2', 'team/release/3', 'main'];
    expect(await asked('release/*', ...names)).toMatchObject({
      pattern: 'release/*',
      matches: ['release/1', 'release/1/a'],
      nearly: [
        {
          branch: 'Release/2',
          misses: 'The letter case differs, which counts for Git; whether it does for Bitbucket is not documented.',
        },
        {
          branch: 'team/release/3',
          misses: 'The branch begins with `team/`, and a pattern has to cover the whole name.',
        },
      ],
      dialects: {
        restrictions: ['release/1', 'release/1/a'],
        pipelines: ['release/1'],
        'data-center': ['release/1', 'team/release/3'],
      },
      gaps: [],
    });
  });

  test('of one name with one slash, where no repository of that name is at hand', async () => {
    const nearly = [{ branch: 'release/1', misses: 'The branch has `/` where the pattern has `-`.' }];
    expect((await asked('release-*', 'release/1')).nearly).toEqual(nearly);
    expect((await asked('release-*', 'release/1', ...world)).nearly).toEqual(nearly);
    expect((await asked('release-*', '--branch', 'acme/web', ...world)).nearly).toEqual([]);
  });

  test('without names tries the branches of the repository', async () => {
    const branches = ['release/1.0', 'release/1.1'];
    const answer = await asked('release/*', ...world);
    expect(answer).toMatchObject({ matches: branches, gaps: [], readAt: '2026-11-21T08:00:00Z' });
    expect(await asked('release/*', 'acme/web', ...world)).toEqual(answer);
    expect(await asked('release/*', '--repository', 'acme/web', ...world)).toEqual(answer);
  });

  test('says what a dialect does not document, and that tags are not covered', async () => {
    const answer = await asked('release**', 'release/1', 'refs/tags/release1');
    expect(answer.gaps).toEqual([
      expect.objectContaining({ unknown: 'how Data Center reads `release**`', because: 'not-documented' }),
    ]);
    expect(answer.matches).toEqual(['release/1']);
    expect(answer.nearly).toEqual([{ branch: 'refs/tags/release1', misses: 'Branch restrictions do not cover tags.' }]);
  });

  test('as text', async () => {
    const { out, status } = await typed(['pattern', 'release-*', ...world]);
    expect(status).toBe(0);
    expect(out).toContain('`release-*` as a pattern of branch restrictions, on the branches of acme/web');
    expect(out).toMatch(/Covers \(0\)\n {2}none\n\nNearly \(2\)\n {2}`release\/1\.0` {2}The branch has `\/` where/);
    expect(out).toMatch(/Pipelines +0 of 7 {2}`\*` stops at a slash\./);
  });

  test.each([
    [64, ['main', 'a..b']],
    [64, ['main', 'dev', '--repository', 'acme/web']],
    [64, ['main']],
    [66, ['main', '--repository', 'acme/gone', ...world]],
    [65, ['main', '--world', path.join(__dirname, 'none.json')]],
  ])('%i: %j', async (status, args) => {
    failedWith(status, await typed(['pattern', ...args]));
  });
});
