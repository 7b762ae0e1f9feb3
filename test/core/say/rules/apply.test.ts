import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Restriction } from '../../../../src/core/model';
import { nothing, type Change } from '../../../../src/core/questions/change/change';
import { sayApply } from '../../../../src/core/say/rules/apply';
import { visible } from '../../../../src/core/words/visible';
import { hostileRestriction } from '../../apply/hostile';
import { appliedToEmpty, parsed } from '../../apply/terraform';
import { ana, ben, by, cem, core, dea, devs, facts, merges, named, noDelete, noForce, ofType, push } from '../../facts';
import { restriction, type Told } from '../../facts';

function change(some: Partial<Change['restrictions']>, rest: Partial<Change> = {}): Change {
  return { ...nothing, ...rest, restrictions: { ...nothing.restrictions, ...some } };
}

const approvals = restriction('require_approvals_to_merge', 'main', { value: 2, id: 4 });
const rules: Told = {
  project: core,
  restrictions: [push('main', { users: [ana] }), noForce('main'), merges('release/*', { groups: [devs] }), approvals],
};
const onPage = 'In the repository settings of acme/web, on Branch restrictions, ';
const supplied: Restriction = { ...push('main', { users: [ben] }), supplied: { setOn: 'project' } };

describe('steps on the screen', () => {
  test.each<[string, Change, string[]]>([
    [
      'somebody is added',
      change({ replace: [{ ...push('main', { users: [ana, ben] }), id: 1 }] }),
      [`${onPage}edit \`main\`: under Write access add Ben, then save.`],
    ],
    [
      'one comes and one goes',
      change({ replace: [{ ...push('main', { users: [ben], groups: [devs] }), id: 1 }] }),
      [`${onPage}edit \`main\`: under Write access add Ben and the group \`devs\` and remove Ana, then save.`],
    ],
    [
      'the last one goes',
      change({ replace: [{ ...push('main'), id: 1 }] }),
      [
        `${onPage}edit \`main\`: under Write access remove Ana, which leaves an empty list and lets nobody through, then save.`,
      ],
    ],
    ['nothing changes', change({ replace: [{ ...push('main', { users: [ana] }), id: 1 }] }), []],
    [
      'a number',
      change({ replace: [{ ...approvals, value: 1, id: 4 }] }),
      [`${onPage}edit \`main\`: under Merge settings set Minimum number of approvals to 1, then save.`],
    ],
    [
      'a new entry allows what it would forbid',
      change({ add: [push('dev', { users: [ben] })] }),
      [
        `${onPage}select Add a branch restriction, enter \`dev\` under By name or pattern, under Write access list Ben ` +
          'and nobody else, tick Allow rewriting branch history and Allow deleting this branch, then save.',
      ],
    ],
    [
      'a new entry for nobody, of a type, with what it forbids',
      change({ add: [push(ofType('release')), noDelete(ofType('release'))] }),
      [
        `${onPage}select Add a branch restriction, choose Release under By type, under Write access leave the list ` +
          'empty, which lets nobody through, tick Allow rewriting branch history, then save.',
        `${onPage}edit branches of type \`release\`: untick Allow deleting this branch, then save.`,
      ],
    ],
    [
      'of several, one goes',
      change({ remove: [1, 2, 4] }),
      [
        `${onPage}edit \`main\`: under Write access choose Everybody, then save.`,
        `${onPage}edit \`main\`: tick Allow rewriting branch history, then save.`,
        `${onPage}delete \`main\`.`,
      ],
    ],
    ['the only one goes', change({ remove: [3] }), [`${onPage}delete \`release/*\`.`]],
    [
      'another pattern',
      change({ replace: [{ ...merges('rel-*', { groups: [devs] }), id: 3 }] }),
      [
        `${onPage}select Add a branch restriction, enter \`rel-*\` under By name or pattern, under Merge via pull ` +
          'request list the group `devs` and nobody else, tick Allow rewriting branch history and Allow deleting this ' +
          'branch, then save.',
        `${onPage}delete \`release/*\`.`,
      ],
    ],
    [
      'a kind that is new to us',
      change({ add: [restriction('require_blessing', 'main')] }),
      [
        `${onPage}edit \`main\`: set what Bitbucket’s API calls \`require_blessing\`, whose place on the screen we do ` +
          'not know, then save.',
      ],
    ],
    [
      'one that was not read',
      change({ remove: [99] }),
      ['Restriction 99 is none of those that were read, so where the screen has it is not known.'],
    ],
    [
      'one of the project',
      change({ add: [supplied] }),
      [
        'In the settings of the project Core, on Branch restrictions, for `main`: under Write access list Ben and ' +
          'nobody else, then save. It holds in every repository of the project, and Bitbucket has no API for it.',
      ],
    ],
    [
      'groups',
      change({}, { groups: { devs: { add: [ana.id], remove: [ben.id] } } }),
      [
        'In the settings of the workspace acme, on User groups, add Ana to the group `devs`; where there is Product ' +
          'access in its place, on that page of admin.atlassian.com.',
        'In the settings of the workspace acme, on User groups, remove Ben from the group `devs`; where there is ' +
          'Product access in its place, on that page of admin.atlassian.com.',
      ],
    ],
    [
      'permissions',
      change({}, { permissions: { [cem.id]: 'write' } }),
      ['In the repository settings of acme/web, on Repository permissions, set the permission of Cem to Write.'],
    ],
  ])('%s', (_, wanted, steps) => {
    const { screen } = sayApply(wanted, facts(rules));
    expect(screen.map(({ step }) => step)).toEqual(steps);
    for (const { page } of screen) expect(page).toMatch(/^https:\/\/bitbucket\.org\/acme\//);
  });
});

describe('what to know before', () => {
  const own = {
    userGrants: { ana: 'write', cem: 'read' },
    permissions: { ana: 'write', ben: 'write', dea: 'admin' },
  } as const;

  test.each<[string, Told, Change, RegExp | undefined]>([
    [
      'a permission that a group gives',
      { ...own, groupGrants: { devs: 'write' }, members: { devs: ['ana'] } },
      lowering(),
      /Ana keeps what is given otherwise, and Bitbucket gives the highest: `write` on acme\/web through the group `devs`\./,
    ],
    [
      'one that the project gives',
      { ...own, project: core, projectUserGrants: { ana: 'admin' } },
      lowering(),
      /`admin` on the project Core\./,
    ],
    [
      'one of an owner',
      { ...own, owners: ['ana'] },
      lowering(),
      /an owner of the workspace acme, whose own permission Bitbucket does not change\./,
    ],
    [
      'one that nothing else gives',
      own,
      lowering(),
      /^It takes an API token with the scopes `admin:repository:bitbucket` and `write:permission:bitbucket`, and no access token\.$/,
    ],
    [
      'sources that were not read',
      { permissions: own.permissions, unread: { 'user-grants': 'forbidden' } },
      lowering(),
      /could not be read whole/,
    ],
    [
      'none of their own',
      own,
      change({}, { permissions: { [ben.id]: 'none' } }),
      /Ben has no permission of their own on acme\/web/,
    ],
    [
      'a raise',
      { ...own, groupGrants: { devs: 'read' }, members: { devs: ['ana'] } },
      change({}, { permissions: { [ana.id]: 'admin' } }),
      /access token\.$/,
    ],
    [
      'a group',
      {},
      change({}, { groups: { devs: { add: [ana.id], remove: [] } } }),
      /REST 1\.0, deprecated and still supported/,
    ],
    [
      'a second of the same kind',
      rules,
      change({ add: [push('main')] }),
      /there is Write access on `main` \(restriction 1\): it will refuse this\./,
    ],
    ['one that was not read', rules, change({ remove: [99] }), /^No restriction 99 is among those that were read\.$/],
    [
      'one that was not read of a list cut short',
      { ...rules, unread: { restrictions: 'truncated' } },
      change({ remove: [99] }),
      /which are not all\.$/,
    ],
    [
      'people who would go',
      rules,
      change({ replace: [{ ...push('main'), otherUsers: 1, id: 1 }] }),
      /taken off the list/,
    ],
    [
      'a list where there is none',
      rules,
      change({ add: [noForce('x', { users: [ana] })] }),
      /Merge via pull request alone/,
    ],
    [
      'a kind that is new',
      rules,
      change({ add: [restriction('require_blessing', 'x')] }),
      /`require_blessing` is new to us/,
    ],
    ['a match that is new', rules, change({ add: [push(by('regex'))] }), /`regex` means was not understood/],
    ['nothing', rules, change({ add: [push('x')] }), undefined],
  ])('%s', (_, told, wanted, note) => {
    const { rest } = sayApply(wanted, facts(told));
    expect(rest.length).toBe(1);
    if (note) expect(rest[0]?.note).toMatch(note);
    else expect(rest[0]?.note).toBeUndefined();
  });

  function lowering(): Change {
    return change({}, { permissions: { [ana.id]: 'read' } });
  }
});

test('people who look alike are told apart on the screen', () => {
  const twin = { ...named('Ana'), id: '{other-0000}', nickname: 'ana2' };
  const wanted = change({ replace: [{ ...push('main', { users: [twin] }), id: 1 }] });
  expect(sayApply(wanted, facts(rules)).screen[0]?.step).toContain('add Ana (ana2) and remove Ana (ana)');
});

describe('a line for the shell', () => {
  test('sends what stands beside it, with the credential of the environment', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'curl-'));
    writeFileSync(path.join(folder, 'curl'), '#!/bin/sh\nfor one; do printf "%s\\000" "$one"; done\n', { mode: 0o755 });
    fc.assert(
      fc.property(fc.array(hostileRestriction, { minLength: 1, maxLength: 4 }), (add) => {
        const { rest } = sayApply(change({ add }, { groups: { "d'ev$s": { add: [ana.id], remove: [] } } }), facts());
        const lines = rest.map(({ curl }) => curl).join('\n');
        for (const { curl } of rest) expect(curl).not.toMatch(/[\n\r]/);
        const { stdout, status } = spawnSync('sh', ['-c', lines], {
          env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, BITBUCKET_EMAIL: 'a@b', BITBUCKET_API_TOKEN: 't $x' },
          encoding: 'utf8',
        });
        const wanted = rest.flatMap(({ method, path: address, body }): unknown[] => [
          ...['--fail-with-body', '--request', method, '--user', 'a@b:t $x'],
          ...(body
            ? ['--header', 'Content-Type: application/json', '--data', JSON.parse(JSON.stringify(body)) as unknown]
            : []),
          `https://api.bitbucket.org${address}`,
        ]);
        const sent = stdout.split('\0').slice(0, -1);
        expect(status).toBe(0);
        expect(sent.map((one, at) => (sent[at - 1] === '--data' ? (JSON.parse(one) as unknown) : one))).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  test('of PowerShell', () => {
    const { rest } = sayApply(change({ add: [push("it's検", { users: [ana] })], remove: [7] }), facts(), 'powershell');
    expect(rest.map(({ curl }) => curl)).toEqual([
      `'{"kind":"push","branch_match_kind":"glob","pattern":"it''s\\u691c","users":[{"uuid":"{ana-0000}"}],"groups":[]}' | ` +
        'curl.exe --fail-with-body --request POST --user "${env:BITBUCKET_EMAIL}:${env:BITBUCKET_API_TOKEN}" ' +
        "--header 'Content-Type: application/json' --data-binary '@-' " +
        'https://api.bitbucket.org/2.0/repositories/acme/web/branch-restrictions',
      'curl.exe --fail-with-body --request DELETE --user "${env:BITBUCKET_EMAIL}:${env:BITBUCKET_API_TOKEN}" ' +
        'https://api.bitbucket.org/2.0/repositories/acme/web/branch-restrictions/7',
    ]);
  });
});

describe('as Terraform', () => {
  test('says what to add, to put in the place of something, and to take away', () => {
    const wanted = change(
      { add: [push('dev', { users: [ben] })], remove: [3], replace: [{ ...push('main'), id: 1 }] },
      {
        groups: { devs: { add: [ana.id], remove: [ben.id] } },
        permissions: { [cem.id]: 'write', [dea.id]: 'none' },
      },
    );
    expect(sayApply(wanted, facts(rules)).terraform).toBe(whole);
  });

  test.each<[string, Restriction, string | undefined]>([
    ['the last group', push('main', { users: [ana] }), 'the groups on its list'],
    ['all people', push('main', { groups: [devs] }), 'the people on its list'],
    ['one person of two', push('main', { users: [ana], groups: [devs] }), undefined],
    ['source branches', push('main', { users: [ben], groups: [devs], pipelinesSourceBranches: ['x'] }), 'pipelines'],
  ])('an update of the provider cannot take away %s', (_, after, stays) => {
    const before = push('main', { users: [ana, ben], groups: [devs], id: 1 });
    const { terraform } = sayApply(change({ replace: [{ ...after, id: 1 }] }), facts({ restrictions: [before] }));
    const [, kept] = /Terraform alone will not do: .*\n?.* 0, so ([^]*?)(?:\n# | )would stay/.exec(terraform) ?? [];
    if (stays === undefined) expect(kept).toBeUndefined();
    else expect(kept).toContain(stays);
  });

  test('is what Terraform reads, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostileRestriction, { maxLength: 3 }),
        fc.array(fc.string({ unit: 'binary' })),
        async (add, names) => {
          const told = facts(rules);
          told.workspaceMembers.items = names.map((name, at) => ({
            person: { id: `{p-${String(at)}}`, name: name || 'x' },
            owner: false,
          }));
          const ids = told.workspaceMembers.items.map(({ person }) => person.id);
          const { terraform } = sayApply(
            change(
              { add },
              {
                groups: { 'a"b': { add: ids, remove: ids } },
                permissions: Object.fromEntries(ids.map((id) => [id, 'read'])),
              },
            ),
            told,
          );
          expect((await appliedToEmpty(terraform)).length + (terraform.match(/^# Not written/gm) ?? []).length).toBe(
            add.length,
          );
          const { resource } = await parsed(terraform);
          expect(resource?.bitbucket_group_membership?.size ?? 0).toBe(ids.length);
          expect(resource?.bitbucket_repository_user_permission?.size ?? 0).toBe(ids.length);
          expect(terraform.replaceAll('\n', '')).toBe(visible(terraform.replaceAll('\n', '')));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a change that changes nothing is nothing', () => {
    expect(sayApply(nothing, facts(rules))).toEqual({ rest: [], screen: [], terraform: '' });
  });
});

const whole = `# People stand here by uuid, which is how Bitbucket knows them. The provider up to 2.51.0 sends each as a Bitbucket
# username instead, which Bitbucket shows to nobody but its owner, and is then refused:
# https://github.com/DrFaust92/terraform-provider-bitbucket/issues/173.

# In the place of bitbucket_branch_restriction.push_main, which has the id 1:
# Terraform alone will not do: the provider sends no empty list and no 0, so the people on its list would stay as
# before. Use the request or the screen.
# Write access on \`main\`.
# It lists nobody, so nobody is let through. The provider leaves empty lists out of its requests: it cannot empty a
# list, and may be refused where it creates this.
resource "bitbucket_branch_restriction" "push_main" {
  owner             = "acme"
  repository        = "web"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "main"
  users             = []
}

# Add:
# Write access on \`dev\`.
resource "bitbucket_branch_restriction" "push_dev" {
  owner             = "acme"
  repository        = "web"
  kind              = "push"
  branch_match_kind = "glob"
  pattern           = "dev"
  users = [
    "{ben-0000}", # Ben
  ]
}

# Take away bitbucket_branch_restriction.restrict_merges_release_any, which has the id 3.

# Add: Ana in the group \`devs\`.
resource "bitbucket_group_membership" "devs_Ana" {
  workspace  = "acme"
  group_slug = "devs"
  uuid       = "{ana-0000}"
}

# Take away the bitbucket_group_membership of Ben in the group \`devs\`: uuid {ben-0000}.

# Add: Cem’s own permission on acme/web.
resource "bitbucket_repository_user_permission" "Cem" {
  workspace  = "acme"
  repo_slug  = "web"
  user_id    = "{cem-0000}"
  permission = "write"
}

# Take away the bitbucket_repository_user_permission of Dea: user_id {dea-0000}.
`;
