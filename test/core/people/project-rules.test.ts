import { allActors } from '../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gapKey } from '../../../src/core/answer';
import type { Decision } from '../../../src/core/decision';
import type { Facts, ProjectRules, Restriction, Supplied } from '../../../src/core/model';
import { projectRulesOf, withProjectRules } from '../../../src/core/people/project-rules';
import { explain } from '../../../src/core/questions/explain';
import { matrix } from '../../../src/core/questions/survey';
import { sayDecision } from '../../../src/core/say/decision';
import { decisionText, noColors } from '../../../src/core/say/text';
import { ana, ben, by, core, dea, devs, facts, merges, noDelete, noForce, push, question, restriction } from '../facts';
import { questions, repositories } from '../random';

const byDea: Supplied = { setOn: 'project', by: dea, at: '2026-11-28T19:08:50.000Z' };
const project = 'https://bitbucket.org/acme/workspace/projects/CORE/settings/branch-restrictions';

function given(rules: Restriction[], whole = true, supplied: Supplied = byDea): ProjectRules {
  return { rules, whole, keptFor: 'project', supplied };
}

function told(rules: Restriction[], whole?: boolean, own: Restriction[] = []): Facts {
  return withProjectRules(facts({ project: core, restrictions: own }), given(rules, whole));
}

function said(read: Facts, asked: Parameters<typeof question>[0]) {
  return sayDecision(explain(read, question(asked)));
}

/** What a decision comes to, without names, marks and ways out. */
function skeleton({ verdict, findings }: Decision) {
  return { verdict, findings: findings.map((one) => [one.rule, one.verdict, one.reason.why]) };
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 500) };
const someRules = repositories.map(({ restrictions = [] }) => restrictions);

describe('properties', () => {
  test('a rule that was supplied of the project decides as the same rule of the repository does', () => {
    fc.assert(
      fc.property(repositories, someRules, questions, fc.boolean(), (world, rules, asked, whole) => {
        const own = facts(world);
        const listed = facts({ ...world, restrictions: [...(world.restrictions ?? []), ...rules] });
        expect(skeleton(explain(withProjectRules(own, given(rules, whole)), asked))).toEqual(
          skeleton(explain(listed, asked)),
        );
      }),
      runs,
    );
  });

  test('a survey says of every cell what explain says', () => {
    fc.assert(
      fc.property(repositories, someRules, questions, (world, rules, { operation }) => {
        const read = withProjectRules(facts({ ...world, branches: ['main', 'release/1', 'topic'] }), given(rules));
        const { branches, branchClass, actorClass, verdicts } = matrix(read, operation);
        const actors = allActors(read);
        for (const [b, branch] of branches.entries()) {
          for (const [a, actor] of actors.entries()) {
            const verdict = verdicts.at(branchClass[b] ?? -1)?.[actorClass[a] ?? -1];
            expect(verdict).toBe(explain(read, { actor, operation, branch }).verdict);
          }
        }
      }),
      { numRuns: runs.numRuns / 5 },
    );
  });

  test('what was supplied can be taken out and supplied again, and only the last counts', () => {
    fc.assert(
      fc.property(repositories, someRules, someRules, (world, first, second) => {
        const own = facts(world);
        const once = withProjectRules(own, given(first));
        expect(withProjectRules(once, undefined)).toEqual(own);
        expect(withProjectRules(once, given(second))).toEqual(withProjectRules(own, given(second)));
        expect(withProjectRules(own, projectRulesOf(once))).toEqual(once);
        expect(projectRulesOf(own)).toBeUndefined();
      }),
      runs,
    );
  });
});

describe('every answer that rests on them says so', () => {
  test.each<[string, Restriction[], Parameters<typeof question>[0], string]>([
    [
      'a list',
      [push('main', { users: [ben] })],
      'push main',
      'Write access on `main` (set on the project, supplied) is for Ben, and Ana is not on that list.',
    ],
    ['an empty list', [push('main')], 'push main', '(set on the project, supplied)'],
    [
      'whoever is listed',
      [push('main', { users: [ana] })],
      'push main',
      'Write access on `main` (set on the project, supplied) lists Ana',
    ],
    [
      'a group',
      [push('main', { groups: [devs] })],
      'push main',
      'hether Write access on `main` (set on the project, supplied) stops Ana',
    ],
    ['history', [noForce('*')], 'force-push main', 'Rewriting branch history of `*` (set on the project, supplied)'],
    ['deletion', [noDelete('topic')], 'delete topic', 'Deleting `topic` (set on the project, supplied)'],
    ['a merge', [merges('main')], 'merge main', 'Merge via pull request on `main` (set on the project, supplied)'],
    [
      'a kind that is new',
      [restriction('require_blessing', 'main')],
      'push main',
      '`require_blessing` on `main` (set on the project, supplied) is of a kind that is new to us',
    ],
    ['a match that is new', [push(by('regex'))], 'push main', '(set on the project, supplied)'],
  ])('%s', (_, rules, asked, reason) => {
    const spoken = said(told(rules), asked);
    expect(
      spoken.findings
        .map((finding) => finding.reason)
        .join('\n')
        .toLowerCase(),
    ).toContain(reason.toLowerCase());
    expect(spoken.supplied).toEqual([
      { what: 'all restrictions set on the project Core (1), by Dea on 2026-11-28', page: project },
    ]);
    expect(spoken.notChecked.map(({ what }) => what).filter((what) => what.includes('project'))).toEqual([]);
  });

  test('the evidence has the page of the project, who supplied it and when, and no number', () => {
    const own = push('main', { id: 7, users: [ben] });
    const [, finding] = said(told([push('main', { id: 7, users: [dea] })], true, [own]), 'push main as cem').findings;
    const denied = said(told([push('main', { id: 7, users: [dea] })], true, [own]), 'push main').findings.at(-1);
    expect(finding?.rule).toBe('push-restriction');
    expect(denied?.evidence).toEqual([
      {
        shows: 'Write access on `main` is for Ben.',
        page: 'https://bitbucket.org/acme/web/admin/branch-restrictions',
        restriction: 7,
      },
      {
        shows:
          'Write access on `main` (set on the project, supplied) is for Dea. ' +
          'It was supplied by Dea on 2026-11-28, not read from Bitbucket.',
        page: project,
        supplied: { by: 'Dea', at: '2026-11-28T19:08:50.000Z' },
      },
    ]);
  });

  test.each<[string, Restriction[], Restriction[], string]>([
    ['neither has any', [], [], 'acme/web has no branch restrictions, and none was supplied for its project.'],
    [
      'the repository alone',
      [push('x')],
      [],
      'Of the one restriction of acme/web, none for Write access covers it, and none was supplied for its project.',
    ],
    [
      'the project alone',
      [],
      [push('x')],
      'Of the one restriction that was supplied for its project, none for Write access covers it.',
    ],
    [
      'both',
      [push('x'), push('y')],
      [push('x'), push('z')],
      'Of the 2 restrictions of acme/web and the 2 restrictions that were supplied for its project, none for Write access covers it.',
    ],
  ])('where none covers: %s', (_, own, rules, shows) => {
    const evidence = said(told(rules, true, own), 'push main').findings.flatMap((one) => one.evidence ?? []);
    expect(evidence.map((one) => one.shows)).toContain(shows);
  });

  test.each<[Restriction[], boolean, string]>([
    [[], true, 'Supplied: that no restriction is set on the project Core, by Dea on 2026-11-28.'],
    [[push('x'), push('y')], true, 'Supplied: all restrictions set on the project Core (2), by Dea on 2026-11-28.'],
    [[push('x')], false, 'Supplied: 1 of the restrictions set on the project Core, by Dea on 2026-11-28.'],
  ])('in text: %#', (rules, whole, line) => {
    const text = decisionText(said(told(rules, whole), 'push main'), noColors);
    expect(text).toContain(`\n${line}\nNot checked: `);
    expect(text.includes('restrictions set on the project Core (Bitbucket has no API for them)')).toBe(!whole);
  });

  test('a file names nobody', () => {
    const read = withProjectRules(facts({ project: core }), given([push('main')], true, { setOn: 'project' }));
    expect(said(read, 'push main').findings.at(-1)?.evidence).toEqual([
      {
        shows:
          'Write access on `main` (set on the project, supplied) lists nobody. It was supplied, not read from Bitbucket.',
        page: project,
        supplied: {},
      },
    ]);
  });
});

describe('ways out', () => {
  function ways(read: Facts, asked: Parameters<typeof question>[0]) {
    return said(read, asked).findings.flatMap(({ remedies = [] }) => remedies);
  }

  test('a list of the project is changed on its page, by whom administers it', () => {
    expect(ways(told([push('main', { users: [ben] })]), 'push main')).toContainEqual({
      do:
        'An administrator of the project Core can add Ana to Write access on `main` (set on the project, ' +
        'supplied), in every repository of the project: it opens that branch to Ana for pushes and merges in each of them.',
      who: 'project-admin',
      page: project,
    });
    expect(ways(told([push('main', { users: [ben] })]), 'push main as pipelines')).toContainEqual(
      expect.objectContaining({ who: 'project-admin', page: project }),
    );
  });

  test('where one of the repository covers too, that is the smaller change', () => {
    const added = ways(told([push('main')], true, [push('*', { id: 3 })]), 'push main').filter(({ do: words }) =>
      words.includes('can add'),
    );
    expect(added).toEqual([
      expect.objectContaining({
        who: 'repository-admin',
        do: expect.stringContaining('Write access on `main` for Ana'),
      }),
      expect.objectContaining({ who: 'repository-admin', do: expect.stringContaining('to Write access on `*`:') }),
    ]);
  });

  test.each([
    ['force-push main', noForce, 'allow rewriting branch history of'],
    ['delete topic', noDelete, 'allow deleting'],
  ] as const)('%s: both have to change', (asked, kind, words) => {
    expect(ways(told([kind('*')], true, [kind('*', { id: 3 })]), asked)).toContainEqual({
      do: expect.stringContaining(`An administrator of the project Core can ${words} \`*\` and \`*\` (set on`),
      who: 'project-admin',
      page: project,
    });
  });
});

test('names are those that Bitbucket gives, whatever was supplied', () => {
  const read = told([
    push('main', {
      users: [
        { id: ben.id, name: 'Dea' },
        { id: '{new}', name: 'Newcomer' },
      ],
    }),
  ]);
  expect(read.restrictions.items.flatMap(({ users }) => users)).toEqual([ben, { id: '{new}', name: 'Newcomer' }]);
});

test('a gap of a rule that was supplied is not one of the repository’s', () => {
  const [own, supplied] = told([push(by('regex'))], true, [push(by('regex'), { id: 1 })]).restrictions.items.map(
    (one) => gapKey({ of: { what: 'restriction-match', restriction: one }, because: 'not-understood' }),
  );
  expect(own).not.toBe(supplied);
  expect(said(told([restriction('new', 'main')]), 'push main').findings.at(-1)?.gap?.lift).toBe(
    'An administrator of the project Core can look up what `new` on `main` ' +
      '(set on the project, supplied) stops in the settings of the project.',
  );
});
