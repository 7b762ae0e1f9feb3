import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Facts, Restriction } from '../../../../src/core/model';
import { operations } from '../../../../src/core/model';
import { withProjectRules } from '../../../../src/core/people/project-rules';
import { compare } from '../../../../src/core/questions/compare/compare';
import { since, type Changed } from '../../../../src/core/questions/since/since';
import { saySince } from '../../../../src/core/say/since/since';
import {
  ana,
  ben,
  cem,
  core,
  devs,
  facts,
  leads,
  merges,
  named,
  noDelete,
  ofType,
  push,
  restriction,
} from '../../facts';
import type { Told } from '../../facts';
import { repositories } from '../../random';

/** What is said of the change from one reading to another, to nobody in particular. */
function told(before: Facts, after: Facts): string[] {
  return saySince({ changed: since(before, after), verdicts: [] }, after).changes;
}

const approvals = (value?: number) =>
  restriction('require_approvals_to_merge', 'main', value === undefined ? {} : { value });
const many = Array.from({ length: 9 }, (_, at) => `topic/${String(at)}`);

describe('each kind of change', () => {
  test.each<[kind: string, before: Told, after: Told, says: string[]]>([
    [
      'nothing',
      { restrictions: [push('main', { users: [ana] })] },
      { restrictions: [push('main', { users: [ana] })] },
      [],
    ],
    [
      'a restriction comes',
      {},
      { restrictions: [push('main', { users: [ana], groups: [devs] })] },
      ['Write access on `main` was added, for Ana and the group `devs`.'],
    ],
    [
      'one that lists nobody goes',
      { restrictions: [merges('release/*')] },
      {},
      ['Merge via pull request on `release/*` was removed, for nobody.'],
    ],
    [
      'what is forbidden',
      {},
      { restrictions: [noDelete('main')] },
      ['The restriction against deleting `main` was added.'],
    ],
    [
      'a merge check with a number',
      {},
      { restrictions: [approvals(2)] },
      ['Minimum number of approvals on `main` was added, with the number 2.'],
    ],
    [
      'somebody is added to a list',
      { restrictions: [push('main', { users: [ben] })] },
      { restrictions: [push('main', { users: [ben, ana] })] },
      ['Ana was added to Write access on `main`.'],
    ],
    [
      'people and groups are added and taken off',
      { restrictions: [push('main', { users: [ben], groups: [leads] })] },
      { restrictions: [push('main', { users: [ana, cem], groups: [devs] })] },
      [
        'Ben and the group `leads` were taken off Write access on `main`.',
        'Ana and Cem, and the group `devs` were added to Write access on `main`.',
      ],
    ],
    [
      'the order of a list is nothing',
      { restrictions: [push('main', { users: [ana, ben], groups: [devs, leads] })] },
      { restrictions: [push('main', { users: [ben, ana], groups: [leads, devs] })] },
      [],
    ],
    [
      'other branches',
      { restrictions: [push('main')] },
      { restrictions: [push(ofType('release'))] },
      ['Write access on branches of type `release` was for `main` before.'],
    ],
    [
      'another number',
      { restrictions: [approvals(2)] },
      { restrictions: [approvals(1)] },
      ['The number set for Minimum number of approvals on `main` is 1 now; it was 2.'],
    ],
    [
      'no number any more',
      { restrictions: [approvals(2)] },
      { restrictions: [approvals()] },
      ['The number set for Minimum number of approvals on `main` is none now; it was 2.'],
    ],
    [
      'set anew, and the same',
      { restrictions: [push('main', { id: 17, users: [ana] })] },
      { restrictions: [push('main', { id: 31, users: [ana] })] },
      ['Write access on `main` (restriction 31) was taken away and set anew: it was number 17, and is number 31.'],
    ],
    [
      'the exception for Pipelines',
      { restrictions: [push('main')] },
      { restrictions: [push('main', { pipelinesSourceBranches: ['main'] })] },
      ['`pipelines_source_branches` of Write access on `main` has `main` now; it had none.'],
    ],
    [
      'a kind that is new to us',
      {},
      { restrictions: [restriction('require_blessing', 'main')] },
      ['`require_blessing` on `main` was added.'],
    ],
    [
      'one of two that look alike',
      { restrictions: [push('main', { id: 1 }), push('main', { id: 2, users: [ben] })] },
      { restrictions: [push('main', { id: 1 }), push('main', { id: 2, users: [ben, ana] }), push('main', { id: 3 })] },
      [
        'Write access on `main` (restriction 3) was added, for nobody.',
        'Ana was added to Write access on `main` (restriction 2).',
      ],
    ],
    [
      'a person is given a permission: it is said once',
      { permissions: { ana: 'read' }, userGrants: { ana: 'read' } },
      { permissions: { ana: 'write' }, userGrants: { ana: 'write' } },
      ['The permission given to Ana on acme/web went from read to write.'],
    ],
    [
      'a group is given a permission, and its people have it',
      { permissions: {}, groupGrants: {} },
      { permissions: { ana: 'write', ben: 'write' }, groupGrants: { devs: 'write' } },
      [
        'Ana and Ben have write permission on acme/web now, in place of none.',
        'The group `devs` was given write permission on acme/web.',
      ],
    ],
    [
      'a permission is taken away',
      { permissions: { ana: 'admin', ben: 'write' }, projectUserGrants: { ben: 'write' } },
      { permissions: { ana: 'admin' } },
      ['The write permission given to Ben on the project was taken away.'],
    ],
    [
      'a permission is lost, whatever gave it',
      { permissions: { ana: 'admin', ben: 'write' } },
      { permissions: { ana: 'admin' } },
      ['Ben has no permission on acme/web now, in place of write.'],
    ],
    [
      'a permission on the project',
      { project: core, projectGroupGrants: { devs: 'read', leads: 'read' } },
      { project: core, projectGroupGrants: { devs: 'write', leads: 'write' } },
      ['The permission given to the groups `devs` and `leads` on the project Core went from read to write.'],
    ],
    [
      'administrators of the workspace come and go',
      { owners: ['ana'], others: ['ben'] },
      { owners: ['ben'], others: ['cem'] },
      [
        'Ana left the workspace acme.',
        'Ben is an administrator of the workspace acme now.',
        'Cem joined the workspace acme.',
      ],
    ],
    [
      'somebody is an administrator of the workspace no longer',
      { owners: ['ana', 'ben'] },
      { others: ['ana', 'ben'] },
      ['Ana and Ben are no longer administrators of the workspace acme.'],
    ],
    [
      'members of a group',
      { members: { devs: ['ana'] } },
      { members: { devs: ['ben', 'cem'] } },
      ['Ana left the group `devs`.', 'Ben and Cem joined the group `devs`.'],
    ],
    [
      'members of a group can be seen now',
      {},
      { members: { devs: [] } },
      ['The members of `devs` could be read whole in the later reading alone.'],
    ],
    [
      'members are supplied',
      {},
      { supplied: { devs: ['ben'], leads: [] } },
      ['Somebody supplied who is in the group `devs`: Ben.', 'Somebody supplied who is in the group `leads`: nobody.'],
    ],
    [
      'supplied members are others',
      { supplied: { devs: ['ana'] } },
      { supplied: { devs: ['ben'] } },
      [
        'Ana was taken off the supplied members of the group `devs`.',
        'Ben was added to the supplied members of the group `devs`.',
      ],
    ],
    [
      'supplied members are taken back',
      { supplied: { devs: ['ana'] } },
      {},
      ['The supplied members of the group `devs` count no longer.'],
    ],
    ['the main branch', {}, { main: 'trunk' }, ['The main branch is `trunk` now; it was `main`.']],
    ['no main branch', {}, { main: null }, ['The main branch is none now; it was `main`.']],
    [
      'another project',
      { project: core },
      { project: { key: 'SHOP', name: 'Shop' } },
      ['The repository acme/web is in the project Shop now; it was in the project Core.'],
    ],
    [
      'the branching model',
      {},
      {
        model: {
          development: { known: true, value: 'next' },
          production: { known: true, value: null },
          prefixes: { release: 'rel/', hotfix: 'hotfix/' },
        },
      },
      [
        'The development branch of the branching model is `next` now; it was `develop`.',
        'The production branch of the branching model is none now; it was `main`.',
        'The branch type `feature` was switched off; its prefix was `feature/`.',
        'The branch type `hotfix` was switched on, with the prefix `hotfix/`.',
        'The prefix of the branch type `release` is `rel/` now; it was `release/`.',
      ],
    ],
    [
      'branches come and go',
      { branches: ['main', 'old'] },
      { branches: ['main', ...many] },
      [
        '9 branches were created: `topic/0`, `topic/1`, `topic/2`, `topic/3`, `topic/4` and 4 others.',
        '1 branch was deleted: `old`.',
      ],
    ],
    [
      'somebody else reads, with another permission',
      { viewer: ana, viewerLevel: 'admin' },
      { viewer: ben, viewerLevel: 'write' },
      ['The earlier reading was made by Ana, the later by Ben.'],
    ],
    [
      'one’s own permission alone',
      { viewerLevel: 'admin' },
      { viewerLevel: 'write' },
      ['The permission of whoever reads is write on acme/web now, in place of admin.'],
    ],
  ])('%s', (_, before, after, says) => {
    expect(told(facts(before), facts(after))).toEqual(says);
  });

  test('rules of the project: supplied, other ones, all of them, taken back', () => {
    const read = facts({ project: core, restrictions: [push('main')] });
    const at = '2026-11-28T09:00:00Z';
    const with1 = withProjectRules(read, {
      rules: [push('*', { users: [ana] })],
      whole: false,
      supplied: { setOn: 'project', by: ana, at },
    });
    const with2 = withProjectRules(read, {
      rules: [push('*')],
      whole: true,
      supplied: { setOn: 'project', by: ana, at },
    });
    expect(told(read, with1)).toEqual([
      'Write access on `*` (set on the project, supplied) was added, for Ana.',
      'The restrictions set on the project Core were supplied by Ana on 2026-11-28.',
    ]);
    expect(told(with1, with2)).toEqual([
      'Ana was taken off Write access on `*` (set on the project, supplied).',
      'The restrictions set on the project Core that were supplied are now said to be all of them.',
    ]);
    expect(told(with2, read)).toEqual([
      'Write access on `*` (set on the project, supplied) was removed, for nobody.',
      'The restrictions set on the project Core that were supplied count no longer.',
    ]);
  });
});

describe('what one of two readings did not show is no change', () => {
  const doubt = 'or one of the two readings did not show it.';
  const unlisted: Restriction = push('main', {
    gaps: [{ of: { what: 'exemptions', restriction: push('main', { id: 1 }) }, because: 'not-understood' }],
  });

  test.each<[kind: string, before: Told, after: Told, says: string[]]>([
    [
      'restrictions were cut short in the earlier',
      { unread: { restrictions: 'truncated' } },
      { restrictions: [noDelete('main')] },
      [
        'The branch restrictions of acme/web could be read whole in the later reading alone.',
        `The restriction against deleting \`main\` was added, ${doubt}`,
      ],
    ],
    [
      'restrictions were cut short in both',
      { restrictions: [noDelete('main')], unread: { restrictions: 'truncated' } },
      { unread: { restrictions: 'truncated' } },
      [`The restriction against deleting \`main\` was removed, ${doubt}`],
    ],
    [
      'a list of one restriction was not read whole in the later',
      { restrictions: [push('main', { users: [ana] })] },
      { restrictions: [{ ...unlisted, users: [ben] }] },
      [
        `Ana was taken off Write access on \`main\`, ${doubt}`,
        'Ben was added to Write access on `main`.',
        'Whom Write access on `main` is for could be read whole in the earlier reading alone.',
      ],
    ],
    [
      'people with access were cut short',
      { permissions: { ana: 'admin', ben: 'write' } },
      { permissions: { ana: 'write' }, unread: { permissions: 'truncated' } },
      [
        'Ana has write permission on acme/web now, in place of admin.',
        `Ben has no permission on acme/web now, in place of write, ${doubt}`,
        'The list of people with access to acme/web could be read whole in the earlier reading alone.',
      ],
    ],
    [
      'a single value was not read',
      { main: 'trunk', unread: { 'main-branch': 'forbidden' } },
      {},
      ['The main branch of acme/web could be read whole in the later reading alone.'],
    ],
    [
      'the branching model was not read',
      {},
      { unread: { 'branching-model': 'unreachable' } },
      ['The branching model of acme/web could be read whole in the earlier reading alone.'],
    ],
    [
      'branches were cut short',
      { branches: ['a'], unread: { branches: 'truncated' } },
      { branches: ['b'], unread: { branches: 'truncated' } },
      [`1 branch was created: \`b\`, ${doubt}`, `1 branch was deleted: \`a\`, ${doubt}`],
    ],
  ])('%s', (_, before, after, says) => {
    expect(told(facts(before), facts(after))).toEqual(says);
  });

  test('an empty list of people that cannot be true takes nothing from anybody', () => {
    const before = facts({ owners: ['dea'], permissions: { ana: 'write' } });
    const after = facts({ owners: ['dea'], permissions: {} });
    expect(told(before, after)).toEqual([
      `Ana has no permission on acme/web now, in place of write, ${doubt}`,
      'The list of people with access to acme/web could be read whole in the earlier reading alone.',
    ]);
  });
});

describe('odd and hostile names', () => {
  test('hide nothing, and end no code span', () => {
    const evil = named('Eve\u{202E}\u{1B}[2J');
    const before = facts({ restrictions: [push('a`b\u{200B}')] });
    const after = facts({ restrictions: [push('a`b\u{200B}', { users: [evil] })], branches: ['main', '``x`'] });
    const says = told(before, after).join('\n');
    expect(says).toContain('Eve\\u{202E}\\u{1B}[2J was added to Write access on `` a`b\\u{200B} ``.');
    expect(says).toContain('1 branch was created: ``` ``x` ```.');
  });

  test('two people of one name are told apart, and you are you', () => {
    const [one, other] = [named('Sam'), { ...named('Sam'), id: '{other}', nickname: 'sam-lee' }];
    const before = facts({ restrictions: [push('main', { users: [one] })] });
    const after = facts({ restrictions: [push('main', { users: [other, ana] })] });
    const changed = since(before, after);
    expect(saySince({ changed, verdicts: [] }, after, { id: ana.id, administers: true }).changes).toEqual([
      'Sam (sam) was taken off Write access on `main`.',
      'You and Sam (sam-lee) were added to Write access on `main`.',
    ]);
  });

  test('names of an object’s own parts are names like others', () => {
    const members = (name: 'ana' | 'ben') => ({ ['constructor']: [name] }) as Record<string, (typeof name)[]>;
    const before = facts({ members: members('ana'), model: { prefixes: { toString: 'x/' } } });
    const after = facts({ members: members('ben'), model: { prefixes: { valueOf: 'x/' } } });
    expect(told(before, after)).toEqual([
      'The branch type `toString` was switched off; its prefix was `x/`.',
      'The branch type `valueOf` was switched on, with the prefix `x/`.',
      'Ana left the group `constructor`.',
      'Ben joined the group `constructor`.',
    ]);
  });

  test('the same number twice, and one object twice, are not lost', () => {
    const one = push('main', { id: 1, users: [ana] });
    const before = facts({ restrictions: [one, one] });
    const after = facts({ restrictions: [one, push('main', { id: 1, users: [ben] }), push('x', { id: 1 })] });
    expect(since(before, after).map(({ changed }) => changed)).toEqual(['restriction-added', 'unlisted', 'listed']);
  });
});

describe('whatever was read', () => {
  const both = fc.tuple(repositories, repositories);

  test('nothing changed from a reading to itself', () => {
    fc.assert(
      fc.property(repositories, (one) => {
        expect(since(facts(one), structuredClone(facts(one)))).toEqual([]);
      }),
    );
  });

  test('every restriction that differs is named, and none that does not', () => {
    fc.assert(
      fc.property(both, ([one, other]) => {
        const [before, after] = [facts(one), facts(other)];
        const named = new Set(since(before, after).flatMap(restrictionsIn).map(keyOf));
        const [was, is] = [before, after].map(({ restrictions }) => restrictions.items);
        const isIn = (list: Restriction[] | undefined, item: Restriction) =>
          list?.some((two) => keyOf(two) === keyOf(item)) === true;
        const gone = was?.filter((item) => !isIn(is, item)) ?? [];
        const come = is?.filter((item) => !isIn(was, item)) ?? [];
        // One that went may be named as what it became, which came.
        for (const item of come) expect(named).toContain(keyOf(item));
        expect(named.size >= Math.max(gone.length, come.length)).toBe(true);
        for (const key of named) expect([...gone, ...come].map(keyOf)).toContain(key);
      }),
    );
  });

  test('no verdict changes unless something is named, and each has its sentence', () => {
    fc.assert(
      fc.property(both, fc.constantFrom(...operations), ([one, other], operation) => {
        // As much as possible is the same in both.
        const [before, after] = [facts(one), facts({ ...one, ...half(other) })];
        const changed = since(before, after);
        const { differences } = compare({ of: 'repositories', left: before, right: after }, operation);
        if (changed.length === 0) expect(differences).toEqual([]);
        for (const says of saySince({ changed, verdicts: [] }, after).changes) expect(says).toMatch(/^[^a-z].*\.$/s);
      }),
    );
  });

  test('going back undoes: what came is gone', () => {
    fc.assert(
      fc.property(both, ([one, other]) => {
        const [before, after] = [facts(one), facts(other)];
        const count = (changed: Changed[], kinds: Changed['changed'][]) =>
          changed.filter((item) => kinds.includes(item.changed)).length;
        const [forth, back] = [since(before, after), since(after, before)];
        for (const [there, here] of [
          ['restriction-added', 'restriction-removed'],
          ['listed', 'unlisted'],
          ['joined', 'left'],
          ['members-supplied', 'members-taken-back'],
          ['branches-created', 'branches-gone'],
        ] as const)
          expect(count(forth, [there, here])).toBe(count(back, [there, here]));
      }),
    );
  });
});

function half({ restrictions, model, permissions, userGrants, owners, supplied, unread }: Told): Told {
  const some = { ...(model && { model }), ...(permissions && { permissions }), ...(userGrants && { userGrants }) };
  const more = { ...(owners && { owners }), ...(supplied && { supplied }), ...(unread && { unread }) };
  return (restrictions?.length ?? 0) % 2 === 0 ? { ...some } : { ...more, ...(restrictions && { restrictions }) };
}

/** That its list could be read is about one too. */
function restrictionsIn(one: Changed): Restriction[] {
  if ('restriction' in one) return [one.restriction];
  return one.changed === 'seen' && 'restriction' in one.of ? [one.of.restriction as Restriction] : [];
}

/** All that matters of a restriction. */
function keyOf({ kind, match, id, users, groups, value, pipelinesSourceBranches, gaps }: Restriction): string {
  const lists = [users.map((one) => one.id).sort(), groups.map(({ slug }) => slug).sort()];
  return JSON.stringify([kind, match, id, lists, value, pipelinesSourceBranches, gaps.length > 0]);
}
