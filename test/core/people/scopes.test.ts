import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CredentialType, Facts, Question, SeenCredential } from '../../../src/core/model';
import { canPush, canRead, needs, scopesSuffice, type Need } from '../../../src/core/people/scopes';
import { root } from '../../docs/pages';
import { manifest } from '../../forge/manifest';
import { scopes as ofPaths } from '../../forge/scopes';
import { ana, ben } from '../facts';

const seen = (scopes: string | undefined, type?: CredentialType, whole = true): SeenCredential => ({
  ...(type && { type }),
  ...(scopes !== undefined && { scopes: scopes.split(' ') }),
  whole,
});

describe('whether a token could push over HTTPS', () => {
  const [read, write] = ['read:repository:bitbucket', 'write:repository:bitbucket'];
  test.each<[sentence: string, SeenCredential | undefined, answer: string, lacks: string[]]>([
    ['an API token that reads and writes', seen(`${read} ${write}`, 'api-token'), 'yes', []],
    ['the same of a kind that was not named', seen(`${read} ${write}`), 'yes', []],
    ['an API token that reads', seen(read, 'api-token'), 'no', [write]],
    ['an API token that administers, which implies nothing', seen('admin:repository:bitbucket'), 'no', [read, write]],
    ['an API token that writes and does not read', seen(write, 'api-token'), 'unknown', []],
    ['an access token that writes', seen('repository:write', 'repository-access-token'), 'yes', []],
    ['OAuth that writes', seen('account repository:write'), 'yes', []],
    ['OAuth that merges, which implies writing', seen('pullrequest:write'), 'yes', []],
    ['OAuth that administers, which implies nothing', seen('repository:admin'), 'no', ['repository:write']],
    ['OAuth that reads', seen('repository', 'workspace-access-token'), 'no', ['repository:write']],
    ['a list that holds words we do not know', seen('repository', 'workspace-access-token', false), 'unknown', []],
    ['a list that holds such words, and writing', seen('repository:write', undefined, false), 'yes', []],
    ['no list', seen(undefined, 'api-token', false), 'unknown', []],
    ['nothing at all', undefined, 'unknown', []],
  ])('%s', (_, credential, answer, lacks) => {
    expect(canPush(credential)).toEqual({ answer, lacks });
  });
});

describe('what a token can read', () => {
  test.each<[Need, SeenCredential | undefined, answer: string, lacks: string[]]>([
    ['restrictions', seen('admin:repository:bitbucket'), 'yes', []],
    ['restrictions', seen('read:repository:bitbucket'), 'no', ['admin:repository:bitbucket']],
    ['restrictions', seen('repository:write'), 'no', ['repository:admin']],
    ['restrictions', seen('repository:write', undefined, false), 'unknown', []],
    ['restrictions', seen(undefined, 'api-token', false), 'unknown', []],
    ['restrictions', undefined, 'unknown', []],
    ['repository', seen('repository:admin'), 'no', ['repository']],
    ['repository', seen('project'), 'yes', []],
    ['repository', seen('pullrequest:write'), 'yes', []],
    ['pull-requests', seen('pullrequest'), 'yes', []],
    ['pull-requests', seen('read:pullrequest:bitbucket'), 'no', ['read:repository:bitbucket']],
    ['permissions', seen('account repository'), 'no', ['repository:admin']],
    ['permissions', seen('account repository repository:admin'), 'yes', []],
    ['permissions', seen('repository repository:admin', 'project-access-token'), 'no', []],
    ['viewer', seen('repository', 'repository-access-token'), 'no', []],
    ['viewer', seen('account:write'), 'yes', []],
    ['workspace', seen('read:workspace:bitbucket', 'api-token'), 'yes', []],
    ['members', seen('read:permission:bitbucket'), 'yes', []],
    ['members', seen('read:repository:bitbucket'), 'unknown', []],
    ['members', seen('account'), 'unknown', []],
  ])('%s: %j', (need, credential, answer, lacks) => {
    expect(canRead(need, credential)).toEqual({ answer, lacks });
  });
});

describe('the scopes are known to suffice', () => {
  const writing = seen('read:repository:bitbucket write:repository:bitbucket', 'api-token');
  const own: Pick<Question, 'actor' | 'operation'> = { actor: { type: 'user', person: ana }, operation: 'push' };
  const viewer: Facts['viewer'] = { known: true, value: ana };
  const nobody: Facts['viewer'] = { known: false, gap: { of: { what: 'viewer' }, because: 'forbidden' } };
  const untyped = seen('repository:write');
  test.each<
    [sentence: string, Facts['viewer'], SeenCredential | undefined, Parameters<typeof scopesSuffice>[1], boolean]
  >([
    ['for a push by its owner', viewer, writing, own, true],
    ['for a deletion by its owner', viewer, writing, { ...own, operation: 'delete' }, true],
    ['with an API token, which it is', viewer, writing, { ...own, credential: 'api-token' }, true],
    ['of a kind that was not named', viewer, untyped, own, true],
    [
      'not with an API token, where its kind was not named',
      viewer,
      untyped,
      { ...own, credential: 'api-token' },
      false,
    ],
    ['not by SSH, which has none', viewer, writing, { ...own, credential: 'ssh' }, false],
    ['not with OAuth', viewer, writing, { ...own, credential: 'oauth' }, false],
    ['not for a merge, which takes others', viewer, writing, { ...own, operation: 'merge' }, false],
    ['not for somebody else', viewer, writing, { ...own, actor: { type: 'user', person: ben } }, false],
    ['not for an actor that is no person', viewer, writing, { ...own, actor: { type: 'pipelines' } }, false],
    ['not where its owner is not known', nobody, writing, own, false],
    ['not where it only reads', viewer, seen('read:repository:bitbucket', 'api-token'), own, false],
    ['not where no scope was named', viewer, seen(undefined, 'api-token', false), own, false],
    ['not where nothing was said', viewer, undefined, own, false],
  ])('%s', (_, owner, credential, question, suffice) => {
    expect(scopesSuffice({ viewer: owner, ...(credential && { credential }) }, question)).toBe(suffice);
  });
});

/** The endpoints that are asked for each need. */
const paths: Record<Need, RegExp> = {
  viewer: /^\/user$/,
  repository:
    /^\/repositories\/\{workspace\}(?:$|\/\{repo_slug\}(?:$|\/(?:refs\/branches|effective-branching-model)$))/,
  restrictions: /\/branch-restrictions$/,
  permissions: /(?:^\/repositories.*permissions-config\/|\/permissions\/repositories(?:$|\/\{repo_slug\}$))/,
  project: /\/projects\//,
  workspace: /^\/(?:workspaces\/\{workspace\}\/permissions|user\/workspaces\/\{workspace\}\/permission)$/,
  'pull-requests': /pullrequests|default-reviewers|\/commits$/,
  members: /^$/,
};

describe('the table of scopes', () => {
  test('every endpoint that is asked belongs to one need', () => {
    for (const [where] of ofPaths)
      expect([where, Object.values(paths).filter((pattern) => pattern.test(where)).length]).toEqual([where, 1]);
  });

  test.each(Object.entries(paths).filter(([need]) => need !== 'members') as [Need, RegExp][])(
    '%s takes what its endpoints take',
    (need, pattern) => {
      const own = ofPaths.filter(([where]) => pattern.test(where));
      expect([...needs[need].apiToken].sort()).toEqual([...new Set(own.map(([, scope]) => scope))].sort());
      expect([...needs[need].oauth].sort()).toEqual(
        [...new Set(own.flatMap(([, , oauth]) => oauth.split(' ')))].sort(),
      );
    },
  );

  test('the manifest asks for the same, but for members of groups, which Forge does not give', () => {
    const others = Object.entries(needs).flatMap(([need, { apiToken }]) => (need === 'members' ? [] : apiToken));
    const ofForge = manifest.permissions.scopes.filter((scope) => scope.endsWith(':bitbucket'));
    expect([...new Set<string>(others)].sort()).toEqual(ofForge.sort());
  });

  test('docs/command-line.md holds it', () => {
    const file = path.join(root, 'docs/command-line.md');
    const between = /(?<=<!-- scopes -->\n)[^]*?(?=\n<!-- end -->)/;
    const names = (scopes: readonly string[]) => scopes.map((scope) => `\`${scope}\``).join(', ') || 'not known';
    const table = [
      '| to read | for | an API token needs | OAuth and access tokens need |',
      '|---|---|---|---|',
      ...Object.values(needs).map(
        ({ reads, commands, apiToken, oauth }) => `| ${reads} | ${commands} | ${names(apiToken)} | ${names(oauth)} |`,
      ),
    ].join('\n');
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, readFileSync(file, 'utf8').replace(between, table));
    expect(between.exec(readFileSync(file, 'utf8'))?.[0]).toBe(table);
  });
});
