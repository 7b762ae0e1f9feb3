import { describe, expect, test } from '@jest/globals';
import type { Because, Gap, Unknown } from '../../../src/core/model';
import { gapClause, sayGap, spokenGapClause } from '../../../src/core/words/gaps';
import { core, push, restriction } from '../facts';

const where = { fullName: 'acme/web', workspace: 'acme', project: core };
const causes: Because[] = [
  'forbidden',
  'not-found',
  'truncated',
  'unreachable',
  'not-offered',
  'not-documented',
  'not-understood',
];
const plainly = [
  'repository',
  'project',
  'main-branch',
  'restrictions',
  'branching-model',
  'permissions',
  'user-grants',
  'group-grants',
  'project-user-grants',
  'project-group-grants',
  'workspace-members',
  'viewer',
  'viewer-permission',
  'branches',
  'pull-request',
  'pull-requests',
  'draft',
  'participants',
  'tasks',
  'comments',
  'general-comments',
  'builds',
  'default-reviewers',
  'source-branch',
  'behind',
  'review-groups',
  'dependencies',
  'own-approval',
  'too-few-default-reviewers',
  'other-builds',
  'which-maximum',
  'state',
  'merge-without-source',
] as const;
const ofRestrictions = [
  'restriction-kind',
  'restriction-match',
  'exemptions',
  'pipelines-exception',
  'check-value',
] as const;
const unknowns: Unknown[] = [
  ...plainly.map((what): Unknown => ({ what })),
  ...ofRestrictions.map((what): Unknown => ({ what, restriction: push('main', { id: 17 }) })),
  { what: 'members', group: 'devs' },
  { what: 'saved-file', file: 'api.json', lift: 'You can read it again.' },
  { what: 'push-restriction-on-deletion' },
];
const gaps = unknowns.flatMap((of) => causes.map((because): Gap => ({ of, because })));

function expectDistinct(texts: string[]): void {
  expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
}

describe('a gap in words', () => {
  test.each(causes)('because it is %s: two that are not of the same do not read the same', (because) => {
    expectDistinct(unknowns.map((of) => sayGap({ of, because }, where).unknown));
  });

  test.each(unknowns.map((of) => [of.what, of] as const))('of %s: two causes do not read the same', (_, of) => {
    expectDistinct(causes.map((because) => gapClause({ of, because }, where)));
  });

  test.each(gaps.map((gap) => [gap.of.what, gap.because, gap] as const))(
    '%s %s: who can lift it is a whole sentence, and nothing is left blank',
    (_, because, gap) => {
      for (const one of [
        gap,
        { ...gap, reader: 'app' as const },
        { ...gap, required: ['admin:repository:bitbucket'] },
      ]) {
        for (const from of [where, { fullName: 'acme/web', workspace: 'acme' }]) {
          const spoken = sayGap(one, from);
          expect(spoken.because).toBe(because);
          expect(spoken.lift).toMatch(/^[A-Z].*\.$/);
          expect(`${spoken.unknown} ${spoken.lift}`).not.toMatch(/undefined|null|\s\s|\s$|\[object/);
          expect(gapClause(one, from)).toContain(spoken.unknown);
        }
      }
    },
  );

  test.each(unknowns.filter((of) => 'restriction' in of).map((of) => [of.what, of] as const))(
    'of %s it names the restriction, be its kind new to us or not',
    (_, of) => {
      expect(sayGap({ of, because: 'not-understood' }, where).unknown).toContain('Write access on `main`');
      const unnumbered = restriction('odd_kind', 'rel*');
      const text = sayGap({ of: { ...of, restriction: unnumbered }, because: 'not-understood' }, where).unknown;
      expect(text).toContain('`odd_kind` on `rel*`');
    },
  );

  test.each<[string, Partial<Gap>, string]>([
    [
      'in Forge, which asks nobody',
      {},
      'An administrator of acme/web can paste who is in `devs` into “Who can push” in the repository settings; an ' +
        'administrator of the workspace acme can ask on the command line with an API token that has the scope ' +
        '`read:permission:bitbucket`.',
    ],
    [
      'on the command line, where Bitbucket did not tell',
      { status: 200 },
      'An administrator of the workspace acme can supply who is in `devs`, or ask with an API token that has the ' +
        'scope `read:permission:bitbucket`.',
    ],
    [
      'on the command line, where it refused',
      { because: 'forbidden', status: 403 },
      'An administrator of the workspace acme can supply who is in `devs`, or ask with an API token that has the ' +
        'scope `read:permission:bitbucket`.',
    ],
    ['where no answer came', { because: 'unreachable' }, 'You can ask again later for the members of `devs`.'],
  ])('who can lift a gap of members: %s', (_, known, lift) => {
    expect(sayGap({ of: { what: 'members', group: 'devs' }, because: 'not-offered', ...known }, where).lift).toBe(lift);
  });

  test.each<[what: string, of: Unknown]>([
    ['a deletion', { what: 'push-restriction-on-deletion' }],
    ['what Pipelines may do, rewriting history among it', { what: 'pipelines-exception', restriction: push('main') }],
  ])('%s is never to be tried where it is meant', (_, of) => {
    const liftFor = (to: Parameters<typeof sayGap>[1]) => sayGap({ of, because: 'not-documented' }, to).lift;
    const rest = 'can try it on a branch made for that, with a restriction of its own, or ask Atlassian.';
    expect(liftFor(where)).toBe(`An administrator of acme/web ${rest}`);
  });

  test("whose reading it was: the app's, or that of a credential; and the scope that it lacks", () => {
    const gap: Gap = { of: { what: 'restrictions' }, because: 'forbidden' };
    expect(gapClause(gap, where)).toContain('credential');
    expect(gapClause({ ...gap, reader: 'app' }, where)).toContain('the app');
    expect(gapClause({ ...gap, required: ['admin:repository:bitbucket'] }, where)).toContain(
      'admin:repository:bitbucket',
    );
    expect(spokenGapClause(sayGap(gap, where))).toBe(gapClause(gap, where));
  });
});
