import { bitbucketApi } from '../../../src/bitbucket/port/port';
import { describe, expect, test } from '@jest/globals';
import { apiIn, credentialIn } from '../../../src/bitbucket/port/http';
import { branchingModelOf, repositoryOf } from '../../../src/bitbucket/repository/repository';
import { restrictionOf } from '../../../src/bitbucket/repository/restrictions';
import type { BranchingModel, Fact, Gap, Match } from '../../../src/core/model';

const notUnderstood: Gap = { of: { what: 'branching-model' }, because: 'not-understood' };
const main: Fact<string | null> = { known: true, value: 'trunk' };

describe('a repository is called as its reply says, else as it was asked for', () => {
  const asked = { workspace: 'acme', slug: 'web' };
  test.each<[body: object, fullName: string]>([
    [{ full_name: 'acme/shop', project: null, mainbranch: null }, 'acme/shop'],
    [{ project: null, mainbranch: null }, 'acme/web'],
    [{ full_name: 7, project: null, mainbranch: null }, 'acme/web'],
    [{ full_name: 'other', project: null, mainbranch: null }, 'other/web'],
  ])('%j is %s', (body, fullName) => {
    const [workspace, slug] = fullName.split('/');
    expect(repositoryOf(body, asked)).toMatchObject({
      workspace,
      slug,
      fullName,
      project: { known: true, value: null },
    });
  });

  test.each([[null], ['acme/web'], [[]], [{ type: 'error', error: {} }], [{}]])('%j is none', (body) => {
    expect(repositoryOf(body, asked)).toBeUndefined();
  });
});

describe('the branching model', () => {
  const nothing: BranchingModel = { prefixes: {}, gaps: [] };
  test.each<[what: string, body: object, expected: BranchingModel]>([
    [
      'types that are enabled, and those that say nothing of it',
      {
        branch_types: [
          { kind: 'feature', prefix: 'feature/' },
          { kind: 'bugfix', prefix: 'bug/', enabled: true },
          { kind: 'hotfix', prefix: 'hot/', enabled: false },
        ],
      },
      { prefixes: { feature: 'feature/', bugfix: 'bug/' }, gaps: [] },
    ],
    [
      'a type that is switched off needs no prefix',
      { branch_types: [{ kind: 'hotfix', prefix: '', enabled: false }] },
      nothing,
    ],
    [
      'a type that is on does',
      { branch_types: [{ kind: 'hotfix', prefix: '' }] },
      { prefixes: {}, gaps: [notUnderstood] },
    ],
    ['types that are no list', { branch_types: { feature: 'feature/' } }, { prefixes: {}, gaps: [notUnderstood] }],
    ['no types', { branch_types: null, development: null }, nothing],
    [
      'a development branch by its name',
      { development: { name: 'develop' } },
      { ...nothing, development: { known: true, value: 'develop' } },
    ],
    [
      'by a name that is null: an empty repository',
      { development: { name: null, use_mainbranch: true } },
      { ...nothing, development: { known: true, value: null } },
    ],
    [
      'the main branch, where no name is given',
      { development: { use_mainbranch: true } },
      { ...nothing, development: main },
    ],
    [
      'neither a name nor the main branch',
      { development: { use_mainbranch: false } },
      { ...nothing, development: { known: false, gap: notUnderstood } },
    ],
    [
      'a target that is a text',
      { production: 'main' },
      { ...nothing, production: { known: false, gap: notUnderstood } },
    ],
    ['a target that is switched off', { production: { name: 'main', enabled: false } }, nothing],
  ])('%s', (_, body, expected) => {
    expect(branchingModelOf({ type: 'effective_branching_model', ...body }, main)).toEqual(expected);
  });
});

describe('what a restriction is for', () => {
  test.each<[raw: object, match: Match]>([
    [{ pattern: 'main' }, { by: 'glob', pattern: 'main' }],
    [
      { branch_match_kind: null, pattern: 'main' },
      { by: 'glob', pattern: 'main' },
    ],
    [
      { branch_match_kind: 'glob', pattern: 7 },
      { by: 'unknown', word: 'glob' },
    ],
    [
      { branch_match_kind: 'branching_model', branch_type: 'release' },
      { by: 'branch-type', type: 'release' },
    ],
    [
      { branch_match_kind: 'branching_model', branch_type: null },
      { by: 'unknown', word: 'branching_model' },
    ],
    [
      { branch_match_kind: 'regex', pattern: '.*' },
      { by: 'unknown', word: 'regex' },
    ],
    [
      { branch_match_kind: { is: 'regex' }, pattern: 'main' },
      { by: 'unknown', word: '{"is":"regex"}' },
    ],
    [
      { branch_match_kind: 7, pattern: 'main' },
      { by: 'unknown', word: '7' },
    ],
  ])('%j', (raw, match) => {
    expect(restrictionOf({ kind: 'force', ...raw })).toMatchObject({ kind: 'force', match });
  });

  test.each<[branches: unknown, names: string[]]>([
    [undefined, []],
    [null, []],
    ['main', ['main']],
    [
      ['main', { ref_name: 'release' }],
      ['main', '{"ref_name":"release"}'],
    ],
    [7, ['7']],
  ])('branches for Pipelines as %j', (branches, names) => {
    expect(
      restrictionOf({ kind: 'push', pattern: 'main', users: [], groups: [], pipelines_source_branches: branches }),
    ).toMatchObject({ pipelinesSourceBranches: names, gaps: [] });
  });
});

describe('the credential of the environment', () => {
  const [BITBUCKET_EMAIL, BITBUCKET_API_TOKEN, BITBUCKET_ACCESS_TOKEN] = ['ana@example.com', 'token', 'access'];
  const apiToken = { credential: { email: 'ana@example.com', apiToken: 'token' } };
  test.each<[env: Record<string, string>, expected: object]>([
    [{ BITBUCKET_EMAIL, BITBUCKET_API_TOKEN }, apiToken],
    [{ BITBUCKET_EMAIL, BITBUCKET_API_TOKEN, BITBUCKET_ACCESS_TOKEN }, apiToken],
    [{ BITBUCKET_ACCESS_TOKEN }, { credential: { accessToken: 'access' } }],
    [{ BITBUCKET_EMAIL, BITBUCKET_ACCESS_TOKEN }, { credential: { accessToken: 'access' } }],
    [{ BITBUCKET_EMAIL }, { wrong: expect.stringContaining('needs both') }],
    [{ BITBUCKET_API_TOKEN }, { wrong: expect.stringContaining('needs both') }],
    [{}, { wrong: expect.stringMatching(/^There is no credential: .*, or ask somebody\.$/) }],
    [
      { BITBUCKET_EMAIL: '', BITBUCKET_API_TOKEN: '', BITBUCKET_ACCESS_TOKEN: '' },
      { wrong: expect.stringContaining('no credential') },
    ],
    [{ BITBUCKET_ACCESS_TOKEN: 'acc ess' }, { wrong: expect.stringContaining('no token has') }],
    [{ BITBUCKET_EMAIL, BITBUCKET_API_TOKEN: 'token\n' }, { wrong: expect.stringContaining('no token has') }],
  ])('%j', (env, expected) => {
    const read = credentialIn(env, 'ask somebody');
    expect(read).toEqual(expected);
    if ('wrong' in read) expect(read.wrong).not.toMatch(/acc ess|token\n|ana@/);
  });

  test.each<[given: string | undefined, expected: object]>([
    [undefined, { api: bitbucketApi }],
    ['', { api: bitbucketApi }],
    ['https://proxy.example/bitbucket//', { api: 'https://proxy.example/bitbucket' }],
    ['http://localhost:8080/', { api: 'http://localhost:8080' }],
    ['http://127.0.0.1:8080', { api: 'http://127.0.0.1:8080' }],
    ['http://[::1]', { api: 'http://[::1]' }],
    ['http://proxy.example', { wrong: expect.stringContaining('must be https') }],
    ['http://127.0.0.1.example', { wrong: expect.stringContaining('must be https') }],
    ['ftp://localhost', { wrong: expect.stringContaining('must be https') }],
    ['bitbucket', { wrong: expect.stringContaining('is not an address') }],
  ])('where the API stands, by %j', (given, expected) => {
    expect(apiIn({ BITBUCKET_API_URL: given })).toEqual(expected);
  });
});
