import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Decision } from '../../../src/core/decision';
import { explain } from '../../../src/core/questions/explain';
import type { Facts, Group, Person } from '../../../src/core/model';
import { mergeExplained } from '../../../src/core/rules/pull-request/explained/index';
import { sayDecision, type SpokenDecision } from '../../../src/core/say/decision';
import { code, enumeration } from '../../../src/core/words/names';
import { decisionText, noColors } from '../../../src/core/say/text';
import { visible } from '../../../src/core/words/visible';
import {
  ana,
  ben,
  core,
  dea,
  devs,
  facts,
  merges,
  named,
  noForce,
  push,
  question,
  type Asked,
  type Told,
} from '../facts';
import { questions, repositories } from '../random';

function said(told: Told, asked: Asked): SpokenDecision {
  return sayDecision(explain(facts(told), question(asked)));
}

describe('the sentences that matter', () => {
  const supplied = { devs: [] };
  test.each<[what: string, told: Told, asked: Asked, summary: string, reason: string]>([
    [
      'an ordinary denial',
      { restrictions: [push('main', { users: [ben], groups: [devs] })], supplied },
      'push main',
      'Ana cannot push to `main` in acme/web.',
      'Write access on `main` is for Ben and the group `devs`, and Ana is not on that list.',
    ],
    [
      'a pattern',
      { restrictions: [push('m*', { users: [ben] })] },
      'push main',
      'Ana cannot push to `main` in acme/web.',
      'Write access on `m*` covers `main` and is for Ben, and Ana is not on that list.',
    ],
    [
      'two restrictions that list the same',
      { restrictions: [push('main', { users: [ben, dea] }), push('*', { users: [dea, ben] })] },
      'push main',
      'Ana cannot push to `main` in acme/web.',
      'Write access on `main` and `*` covers `main` and is for Ben and Dea, and Ana is not on any of these lists.',
    ],
    [
      'an empty list',
      { restrictions: [push('*')] },
      'push main',
      'Ana cannot push to `main` in acme/web.',
      'Write access on `*` covers `main`, lists nobody, and so lets nobody push, administrators included.',
    ],
    [
      'an administrator',
      { restrictions: [push('main', { users: [ben] })] },
      'push main as dea',
      'Dea cannot push to `main` in acme/web.',
      'Write access on `main` is for Ben, and Dea is not on that list; being an administrator exempts nobody.',
    ],
    [
      'a creation',
      { restrictions: [push('release/*', { users: [ben] })] },
      'create release/2',
      'Ana cannot create the branch `release/2` in acme/web.',
      'Write access on `release/*` covers `release/2` and is for Ben, and Ana is not on ' +
        'that list, and creating a branch is a push.',
    ],
    [
      'a token',
      { restrictions: [push('main', { users: [ben] })] },
      'push main as repository-access-token',
      'A repository access token cannot push to `main` in acme/web.',
      'Write access on `main` is for Ben, and no list can name a repository access token.',
    ],
    [
      'a list that was not read whole is not an empty one',
      {
        restrictions: [
          push('main', {
            gaps: [{ of: { what: 'exemptions', restriction: push('main', { id: 1 }) }, because: 'not-understood' }],
          }),
        ],
      },
      'push main as pipelines',
      'Pipelines cannot push to `main` in acme/web.',
      'Write access on `main` is for people or groups that could not be read, and no list can name Pipelines.',
    ],
    [
      'unknown members',
      { restrictions: [push('main', { groups: [devs] })] },
      'push main',
      'Whether Ana can push to `main` in acme/web is not known: Bitbucket does not tell the members of `devs`.',
      'Whether Write access on `main` stops Ana could not be settled: Bitbucket does not tell the members of `devs`.',
    ],
    [
      'unread restrictions',
      { unread: { restrictions: 'forbidden' } },
      'push main',
      'Whether Ana can push to `main` in acme/web is not known: this credential may not read the branch restrictions of acme/web.',
      'Which restrictions cover `main` could not be seen: this credential may not read the branch restrictions of acme/web.',
    ],
    [
      'no write access',
      {},
      'push main as cem',
      'Cem cannot push to `main` in acme/web.',
      'Cem can read acme/web but has no write access to it.',
    ],
    [
      'a merge',
      { restrictions: [merges('main')] },
      'merge main',
      'Ana cannot merge a pull request into `main` in acme/web.',
      'Merge via pull request on `main` lists nobody, and so lets nobody merge, administrators included.',
    ],
    [
      'a rewrite',
      { restrictions: [noForce('main')] },
      'force-push main',
      'Ana cannot force-push to `main` in acme/web.',
      'Rewriting branch history of `main` is not allowed for anybody.',
    ],
    [
      'a tag',
      { restrictions: [push('*')] },
      'create refs/tags/v1',
      'Ana can create the tag `v1` in acme/web.',
      'Branch restrictions do not cover tags.',
    ],
  ])('%s', (_, told, asked, summary, reason) => {
    const { verdict, summary: first, findings } = said(told, asked);
    const decisive = verdict === 'allowed' ? findings.at(-1) : findings.find((one) => one.verdict !== 'allows');
    expect([first, decisive?.reason]).toEqual([summary, reason]);
  });

  test('the way out says whose move it is: you to the one who asks, the name to others', () => {
    const told: Told = { restrictions: [push('main', { users: [dea] })] };
    const [mine] = said(told, 'push main').findings.flatMap(({ remedies = [] }) => remedies);
    const [of] = said(told, 'push main as ben').findings.flatMap(({ remedies = [] }) => remedies);
    const way = 'can push to another branch and open a pull request into `main`';
    expect(mine).toMatchObject({ who: 'you', do: `You ${way}: \`git push origin HEAD:refs/heads/ana/main-update\`.` });
    expect(of).toMatchObject({ who: 'you', do: `Ben ${way}: \`git push origin HEAD:refs/heads/ben/main-update\`.` });
  });

  test('nothing speaks for or against it: said as unknown', () => {
    const decision: Decision = { ...explain(facts(), question('push main')), verdict: 'unknown', findings: [] };
    expect(sayDecision(decision).summary).toBe(
      'Whether Ana can push to `main` in acme/web is not known: nothing speaks for or against it.',
    );
  });
});

const esc = '\u001b[31m';
const rtl = '\u202E';

describe('names from outside', () => {
  test.each([
    ['main', '`main`'],
    ['a`b', '`` a`b ``'],
    ['a``b`', '``` a``b` ```'],
    [`a${esc}`, '`a\\u{1B}[31m`'],
    [`a${rtl}b`, '`a\\u{202E}b`'],
    ['a\\u{1B}', '`a\\u{5C}u{1B}`'],
    ['a\u00A0b', '`a\\u{A0}b`'],
    ['می\u200Cخواهم', '`می\\u{200C}خواهم`'],
  ])('in code type: %j', (text, shown) => {
    expect(code(text)).toBe(shown);
  });

  test.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C'], 'A, B and C'],
    [Array.from({ length: 300 }, (_, at) => `P${String(at)}`), 'P0, P1, P2, P3, P4 and 295 others'],
  ])('a list of names: %#', (names, shown) => {
    expect(enumeration(names)).toBe(shown);
  });

  const evil: Person = { id: '{e}', name: `Eve${esc}${rtl}\n` };
  const odd: Group = { slug: `d\`e${rtl}v`, name: 'Devs' };
  const crowd = Array.from({ length: 300 }, (_, at) => named(`Person${String(at)}`));
  const wild: Facts = facts({
    project: { key: 'K/1', name: `Core${esc}` },
    restrictions: [
      push(`ma*${rtl}`),
      push('main', { users: [evil, ...crowd], groups: [odd] }),
      { ...merges('main'), kind: `odd${esc}` },
    ],
    unread: { 'project-user-grants': 'forbidden', 'project-group-grants': 'forbidden', 'main-branch': 'forbidden' },
  });
  const anywhere: Facts = {
    ...wild,
    repository: { ...wild.repository, workspace: `ac${rtl}me`, fullName: `ac${rtl}me/web${esc}` },
  };
  test.each<Asked>([
    'push main',
    'push main as dea',
    'push main as cem',
    'create main',
    'force-push main',
    'delete main',
    'merge main',
    'push main as oauth-client',
  ])('reach neither terminal nor line: %s', (asked) => {
    const spoken = sayDecision(explain(anywhere, question(asked)));
    const text = [decisionText(spoken, noColors).replaceAll('\n', ' '), ...sentences(spoken)].join(' ');
    expect(text).toBe(visible(text));
    expect(text).not.toContain('Person10');
    expect(text.length).toBeLessThan(10_000);
  });

  test('a gap, a grant and a way out by the project', () => {
    const told = {
      ...wild,
      permissions: { items: [], gaps: wild.projectUserGrants.gaps },
      projectUserGrants: { items: [{ person: ana, level: 'write' as const }], gaps: [] },
    };
    const all = [
      ...sentences(sayDecision(explain(told, question('merge main')))),
      ...sentences(sayDecision(explain(told, question('merge main as ben')))),
    ];
    expect(all.join(' ')).toBe(visible(all.join(' ')));
    expect(all.join(' ')).toContain('Core\\u{1B}[31m');
  });

  test.each([
    ['$(x)', 'ana/x-update'],
    ["it's`", 'ana/it-s-update'],
    ['release/1.0', 'ana/1.0-update'],
    ['検索', 'ana/branch-update'],
    ['a%b!', 'ana/a-b-update'],
    ['-rf/..x', 'ana/x-update'],
    ['e\u0301te\u0301\u202E', 'ana/ete-update'],
  ])('a name that is suggested for work on %j needs no quoting in any shell', (branch, name) => {
    const told = facts({ restrictions: [push(branch)] });
    const [remedy] = sayDecision(explain(told, { ...question('push x'), branch })).findings.flatMap(
      ({ remedies = [] }) => remedies,
    );
    expect(remedy?.do).toContain(`\`git push origin HEAD:refs/heads/${name}\``);
  });
});

describe('of every decision', () => {
  test('each sentence is one', () => {
    everyDecision((spoken) => {
      for (const one of sentences(spoken)) {
        expect(one).toMatch(/^(?:[A-Z]|`|acme\/web )/);
        expect(one).toMatch(/[^.]\.$/);
        expect(one).not.toMatch(/!| {2}|undefined|null|\[object/);
      }
    });
  });

  test('the JSON has no null and no undefined, and reads back as itself', () => {
    everyDecision((spoken) => {
      expect(JSON.stringify(spoken)).not.toMatch(/:(?:null|undefined)[,}]/);
      expect(JSON.parse(JSON.stringify(spoken))).toStrictEqual(spoken);
    });
  });
});

describe('where Atlassian documents a rule, the answer links the page', () => {
  test('in data: every finding', () => {
    everyDecision(({ findings }) => {
      for (const { rule, page } of findings) expect({ rule, page }).toEqual({ rule, page: mergeExplained[rule].page });
    });
  });

  test('in text: every finding that decided, once', () => {
    everyDecision((spoken) => {
      const lines = decisionText(spoken, noColors).split('\n');
      for (const { verdict, page } of spoken.findings) {
        if (verdict !== 'allows' || spoken.verdict === 'allowed') expect(lines).toContain(`    ${page}`);
      }
    });
  });

  test('once, where a piece of evidence links it too', () => {
    const page = 'https://support.atlassian.com/x/';
    const finding = { verdict: 'denies' as const, reason: 'No.', page, evidence: [{ shows: 'So.', page }] };
    const text = decisionText({ verdict: 'denied', summary: 'No.', findings: [finding], notChecked: [] }, noColors);
    expect(text.split(page)).toHaveLength(2);
  });
});

function everyDecision(check: (spoken: SpokenDecision) => void): void {
  fc.assert(
    fc.property(repositories, questions, (told, asked) => {
      check(sayDecision(explain(facts({ project: core, ...told }), asked)));
    }),
    { numRuns: 1000 },
  );
}

/** Every text of a decision that is a whole sentence. */
function sentences({ summary, findings }: SpokenDecision): string[] {
  return [
    summary,
    ...findings.flatMap(({ reason, evidence = [], remedies = [], gap, gaps = [] }) => [
      reason,
      ...evidence.map(({ shows }) => shows),
      ...remedies.map((one) => one.do),
      ...[...(gap ? [gap] : []), ...gaps].map(({ lift }) => lift),
    ]),
  ];
}
