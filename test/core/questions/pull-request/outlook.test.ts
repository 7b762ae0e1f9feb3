import { bitbucketApi } from '../../../../src/bitbucket/port/port';
import type { MergeDecision } from '../../../../src/core/merge-decision';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { everyPart, readPullRequest } from '../../../../src/bitbucket/pull-request/pull-request';
import { worldGet } from '../../../../src/bitbucket/worlds/world';
import { gather } from '../../../../src/core/cell/cell';
import type { Person } from '../../../../src/core/model';
import { outlook, type Outlook } from '../../../../src/core/questions/pull-request/outlook';
import { redactedOutlook } from '../../../../src/core/redact/redact';
import { askingForMerge } from '../../../../src/core/say/pull-request/decision';
import { sayOutlook } from '../../../../src/core/say/pull-request/outlook';
import { allActors } from '../../../../src/core/people/actor';
import { givenAway, peopleIn } from '../../../bitbucket/repository/people-in';
import { factsOf, repositoryIn, savedWorld } from '../../../bitbucket/saved-worlds';
import { ana, ben, cem, dea, devs, facts, merges, noForce, people, push, restriction, type Told } from '../../facts';
import { author, pullRequest, type Opened } from '../../pull-requests';
import { checks, pullRequests, repositories } from '../../random';

function seen(told: Told, opened: Opened = {}, person: Person = ana): Outlook {
  return outlook(gather(facts(told)), pullRequest(opened), { actor: { type: 'user', person } });
}

describe('merge, and push to both of its branches', () => {
  test.each<[sentence: string, told: Told, opened: Opened, merge: string, source: string, destination: string]>([
    ['all of them', {}, {}, 'allowed', 'push topic allowed', 'push main allowed'],
    [
      'a push past it is refused',
      { restrictions: [push('main')] },
      {},
      'allowed',
      'push topic allowed',
      'push main denied',
    ],
    [
      'the source is kept to somebody else',
      { restrictions: [push('topic', { users: [ben] })] },
      {},
      'allowed',
      'push topic denied',
      'push main allowed',
    ],
    ['whoever only reads', { permissions: { ana: 'read' } }, {}, 'denied', 'push topic denied', 'push main denied'],
    [
      'a push needs no approval',
      {
        restrictions: [
          restriction('enforce_merge_checks', 'main'),
          restriction('require_approvals_to_merge', 'main', { value: 1 }),
        ],
      },
      {},
      'denied',
      'push topic allowed',
      'push main allowed',
    ],
    [
      'a branch that is gone would be created',
      { restrictions: [push('topic', { users: [ana] }), noForce('topic')] },
      { sourceGone: true },
      'unknown',
      'create topic allowed',
      'push main allowed',
    ],
    [
      'of a merged one whose branch is still there',
      {},
      { state: 'MERGED' },
      'denied',
      'push topic allowed',
      'push main allowed',
    ],
    [
      'of a merged one whose branch is gone there is no source',
      {},
      { state: 'MERGED', sourceGone: true },
      'denied',
      'none',
      'push main allowed',
    ],
    [
      'of a fork there is no source',
      {},
      { fork: 'tom/web', unread: { 'source-branch': 'not-offered' } },
      'allowed',
      'none',
      'push main allowed',
    ],
    [
      'of a fork that is gone neither',
      {},
      { fork: null, unread: { 'source-branch': 'not-offered' } },
      'unknown',
      'none',
      'push main allowed',
    ],
    ['of a source without name neither', {}, { from: null }, 'unknown', 'none', 'push main allowed'],
  ])('%s', (_, told, opened, merge, source, destination) => {
    const { merge: decision, ...pushes } = seen(told, opened);
    const say = (one: Outlook['source']) =>
      one ? `${one.question.operation} ${one.question.branch} ${one.verdict}` : 'none';
    expect([decision.verdict, say(pushes.source), say(pushes.destination)]).toEqual([merge, source, destination]);
    expect(decision.question).toMatchObject({ operation: 'merge', branch: 'main', pullRequest: 7 });
  });

  test('the credential is considered in all three', () => {
    const { merge, source, destination } = outlook(gather(facts()), pullRequest(), {
      actor: { type: 'user', person: ana },
      credential: 'password',
    });
    expect([merge, source, destination].map((one) => one?.verdict)).toEqual(['denied', 'denied', 'denied']);
  });
});

describe('what is said of it beside', () => {
  test.each<[sentence: string, told: Told, opened: Opened, notes: string[]]>([
    ['nothing', {}, { into: 'feature/x' }, []],
    [
      'a fork',
      {},
      { fork: 'tom/web', into: 'x' },
      ['Its source is in the fork tom/web, which has rules of its own: who can push there was not looked at.'],
    ],
    ['a fork that is gone', {}, { fork: null, into: 'x' }, ['Its source was in a fork that is gone.']],
    [
      'a branch that is gone',
      {},
      { sourceGone: true, into: 'x' },
      ['Its source branch `topic` is gone: whoever pushes to it creates it.'],
    ],
    [
      'a branch that went with the merge',
      {},
      { sourceGone: true, state: 'MERGED', into: 'x' },
      ['Its source branch `topic` is gone.'],
    ],
    ['a source without name', {}, { from: null, into: 'x' }, ['Its source branch is gone.']],
    [
      'the development branch',
      {},
      { into: 'develop' },
      ['`develop` is the development branch of acme/web, so restrictions for branches of type `development` cover it.'],
    ],
    [
      'the production branch',
      {},
      {},
      ['`main` is the production branch of acme/web, so restrictions for branches of type `production` cover it.'],
    ],
    ['a model that could not be read', { unread: { 'branching-model': 'forbidden' } }, {}, []],
  ])('%s', (_, told, opened, notes) => {
    expect(sayOutlook(seen(told, opened)).notes).toEqual(notes);
  });
});

describe('who can merge into the destination', () => {
  const listed = { restrictions: [merges('main', { users: [ben, dea] })] };
  const inGroup = { restrictions: [merges('main', { groups: [devs] })] };
  const cut = { ...listed, unread: { permissions: 'truncated' } } as const;
  test.each<[sentence: string, told: Told, asAdministrator: string, asOther: string]>([
    [
      'everybody who writes',
      {},
      'Ana, Ben and Dea can merge into `main`.',
      '1 administrator and 2 people with write access can merge into `main`.',
    ],
    [
      'those who are listed',
      listed,
      'Ben and Dea can merge into `main`.',
      '1 administrator and 1 person with write access can merge into `main`.',
    ],
    [
      'listed, without write access',
      { restrictions: [merges('main', { users: [cem] })] },
      'Nobody can merge into `main`.',
      'Nobody can merge into `main`.',
    ],
    ['nobody', { restrictions: [merges('main')] }, 'Nobody can merge into `main`.', 'Nobody can merge into `main`.'],
    [
      'members of a group that cannot be seen',
      inGroup,
      'Who can merge into `main` could not be settled: Bitbucket does not tell the members of ' +
        '`devs`. An administrator of acme/web can paste who is in `devs` into “Who can push” in the repository settings; an ' +
        'administrator of the workspace acme can ask on the command line with an API token that has the scope ' +
        '`read:permission:bitbucket`.',
      'Who can merge into `main` could not be settled: Bitbucket does not tell the members of ' +
        '`devs`. An administrator of acme/web can paste who is in `devs` into “Who can push” in the repository settings; an ' +
        'administrator of the workspace acme can ask on the command line with an API token that has the scope ' +
        '`read:permission:bitbucket`.',
    ],
    [
      'one, and members of that group',
      { restrictions: [merges('main', { users: [ben], groups: [devs] })] },
      'Ben can merge into `main`. Of 2 more people it is not known: Bitbucket does not tell the members of `devs`.',
      '1 person with write access can merge into `main`. Of 2 more people it is not known: Bitbucket does not tell the members of `devs`.',
    ],
    [
      'others that the list left out',
      { ...cut, permissions: { ben: 'write', dea: 'read' } },
      'Ben can merge into `main`. There may be others: the list was cut short and left out part of ' +
        'the list of people with access to acme/web.',
      '1 person with write access can merge into `main`. There may be others: the list was cut ' +
        'short and left out part of the list of people with access to acme/web.',
    ],
    [
      'Pipelines, of which that is not known, is no person',
      { restrictions: [merges('main'), push('main', { pipelinesSourceBranches: ['x'] })] },
      'Nobody can merge into `main`.',
      'Nobody can merge into `main`.',
    ],
  ])('%s', (_, told, asAdministrator, asOther) => {
    const whole = seen(told);
    expect(sayOutlook(whole).mergers.says).toBe(asAdministrator);
    expect(sayOutlook(redactedOutlook(whole)).mergers.says).toBe(asOther);
  });

  test('whatever is still missing on the pull request', () => {
    expect(seen(listed, { draft: true, sourceGone: true }).mergers.people).toEqual([ben, dea]);
  });
});

describe('the words to ask with', () => {
  const checksOf = (...kinds: string[]) =>
    [...kinds, 'enforce_merge_checks'].map((kind) => restriction(kind, 'main', { value: 1 }));
  test.each<[sentence: string, told: Told, opened: Opened, asks: string[] | undefined]>([
    ['nothing to ask for', {}, {}, undefined],
    [
      'for a place on the list',
      { restrictions: [merges('main', { users: [ben] })] },
      {},
      [
        'I would like to merge pull request 7 into `main` in acme/web, and Bitbucket does not let me.',
        'https://bitbucket.org/acme/web/pull-requests/7',
        '',
        'Merge via pull request on `main` is for Ben, and Ana is not on that list.',
        '',
        'What would help:',
        '- Somebody on that list can merge it.',
        '- An administrator of acme/web can add Ana to Merge via pull request on `main`: it opens that branch to Ana ' +
          'for merges, and nothing to anybody else. https://bitbucket.org/acme/web/admin/branch-restrictions',
      ],
    ],
    [
      'for what only others can give',
      { restrictions: checksOf('require_approvals_to_merge') },
      {},
      [
        'I would like to merge pull request 7 into `main` in acme/web, and Bitbucket does not let me.',
        'https://bitbucket.org/acme/web/pull-requests/7',
        '',
        '1 merge check is not done, and `main` takes no merge until all are done.',
        'Minimum number of approvals on `main`: 0 of 1.',
        '',
        'What would help:',
        '- 1 more approval from anybody with read access but the author.',
      ],
    ],
    [
      'for what they could do alone',
      { restrictions: checksOf('require_tasks_to_be_completed') },
      { openTasks: 2 },
      [
        'I would like to merge pull request 7 into `main` in acme/web, and Bitbucket does not let me.',
        'https://bitbucket.org/acme/web/pull-requests/7',
        '',
        '1 merge check is not done, and `main` takes no merge until all are done.',
        'No unresolved pull request tasks on `main`: 2 are open.',
        '',
        'Could you help me with that?',
      ],
    ],
    [
      'for what cannot be seen',
      { restrictions: [merges('main', { groups: [devs] })] },
      {},
      [
        'I would like to merge pull request 7 into `main` in acme/web, and cannot find out whether I may. ' +
          'Could you look, and tell me what would help?',
        'https://bitbucket.org/acme/web/pull-requests/7',
        '',
        'What would help:',
        '- An administrator of acme/web can paste who is in `devs` into “Who can push” in the repository settings; an ' +
          'administrator of the workspace acme can ask on the command line with an API token that has the scope ' +
          '`read:permission:bitbucket`.',
      ],
    ],
  ])('%s', (_, told, opened, asks) => {
    expect(askingForMerge(seen(told, opened).merge)).toBe(asks?.join('\n'));
  });
});

const tasks = ['require_tasks_to_be_completed', 'enforce_merge_checks'].map((kind) => restriction(kind, 'main'));
test.each<[about: string, told: Told, opened: Opened, says: string]>([
  ['nothing does', {}, {}, 'Ana, Ben and Dea can merge into `main`.'],
  [
    'a merge check does',
    { restrictions: tasks },
    { openTasks: 2 },
    'Ana, Ben and Dea can merge into `main`, once nothing stands in the way.',
  ],
  [
    'a merge check might',
    { restrictions: tasks },
    { unread: { tasks: 'forbidden' } },
    'Ana, Ben and Dea can merge into `main`, if nothing stands in the way, which is not known.',
  ],
  [
    'its source may be gone',
    {},
    { sourceGone: true },
    'Ana, Ben and Dea can merge into `main`, if nothing stands in the way, which is not known.',
  ],
  [
    'a list does, for one of them',
    { restrictions: [merges('main', { users: [ben] })] },
    {},
    'Ben can merge into `main`.',
  ],
  ['it is merged, which is said beside', {}, { state: 'MERGED' }, 'Ana, Ben and Dea can merge into `main`.'],
])('who can merge, where this stands in everybody’s way: %s', (_, told, opened, says) => {
  expect(sayOutlook(seen({ owners: ['dea'], others: ['ana', 'ben', 'cem'], ...told }, opened)).mergers.says).toBe(says);
});

test.each<[sentence: string, more: Told['restrictions'], does: string]>([
  ['may push to the source', [], 'bring the source up to date'],
  ['may not', [push('topic', { users: [ben] })], 'ask somebody who can push to `topic` to bring it up to date'],
  ['may perhaps', [push('topic', { groups: [devs] })], 'ask somebody who can push to `topic` to bring it up to date'],
])('the source is brought up to date by whoever %s', (_, more = [], does) => {
  const told = {
    restrictions: [
      restriction('enforce_merge_checks', 'main'),
      restriction('require_commits_behind', 'main', { value: 5 }),
      ...more,
    ],
  };
  const { merge } = seen(told, { behind: 6 });
  const ways = sayOutlook(seen(told, { behind: 6 })).findings.flatMap(({ remedies = [] }) =>
    remedies.map((remedy) => remedy.do),
  );
  const bring = 'git fetch origin && git switch topic && git merge origin/topic && git merge origin/main';
  expect(ways).toEqual([`You can ${does}: \`${bring} && git push origin topic\`.`]);
  expect(merge.checks?.flatMap((check) => (check.is === 'missing' ? check.remedies : []))).toEqual(
    merge.findings.flatMap((finding) => (finding.verdict === 'denies' ? finding.remedies : [])),
  );
});

describe('in place of names', () => {
  const enforced = restriction('enforce_merge_checks', 'main');
  const check = (kind: string, value?: number) => ({
    restrictions: [enforced, restriction(kind, 'main', value === undefined ? {} : { value })],
  });
  test.each<[what: string, told: Told, opened: Opened, named: string, unnamed: string]>([
    [
      'reviewers',
      check('require_approvals_to_merge', 2),
      { approvedBy: [cem], reviewers: [ben, dea] },
      'You can ask for 1 more approval from Ben or Dea, or from anybody else with read access but the author.',
      'You can ask for 1 more approval from the 2 reviewers who have not approved it, or from ' +
        'anybody else with read access but the author.',
    ],
    [
      'the only reviewer',
      check('require_approvals_to_merge', 1),
      { reviewers: [ben] },
      'You can ask for 1 more approval from Ben, or from anybody else with read access but the author.',
      'You can ask for 1 more approval from the reviewer who has not approved it, or from anybody else with read access but the author.',
    ],
    [
      'fewer reviewers than approvals that are missing',
      check('require_approvals_to_merge', 2),
      { reviewers: [ben] },
      'You can ask for 2 more approvals from Ben, and from anybody else with read access but the author.',
      'You can ask for 2 more approvals from the reviewer who has not approved it, and from anybody else with read access but the author.',
    ],
    [
      'nobody was asked',
      check('require_approvals_to_merge', 2),
      {},
      'You can ask for 2 more approvals from anybody with read access but the author.',
      'You can ask for 2 more approvals from anybody with read access but the author.',
    ],
    [
      'whoever looks is the reviewer',
      check('require_approvals_to_merge', 1),
      { reviewers: [ana, ben] },
      'You can approve it.',
      'You can approve it.',
    ],
    [
      'one of the reviewers',
      check('require_approvals_to_merge', 2),
      { reviewers: [ana, ben] },
      'You can approve it, and ask for 1 more approval from Ben, or from anybody else with read access but the author.',
      'You can approve it, and ask for 1 more approval from the reviewer who has not approved it, ' +
        'or from anybody else with read access but the author.',
    ],
    [
      'default reviewers',
      check('require_default_reviewer_approvals_to_merge', 2),
      {},
      'You can ask for 2 more approvals from default reviewers: Ben, Cem or Dea.',
      'You can ask for 2 more approvals from default reviewers, of whom 3 have not approved it.',
    ],
    [
      'whoever wants changes',
      check('require_no_changes_requested'),
      { wantsChanges: [ben, cem] },
      'You can settle the requested changes with Ben and Cem, who can then approve it or take the request back.',
      'You can settle the requested changes with the 2 reviewers who asked for them, who can then approve it or take the request back.',
    ],
    [
      'it is whoever looks',
      check('require_no_changes_requested'),
      { wantsChanges: [ana] },
      'You can approve it, or take the request for changes back.',
      'You can approve it, or take the request for changes back.',
    ],
    [
      'it is not they alone',
      check('require_no_changes_requested'),
      { wantsChanges: [ana, ben] },
      'You can approve it, or take the request for changes back, and settle the other requested ' +
        'changes with Ben, who can then approve it or take the request back.',
      'You can approve it, or take the request for changes back, and settle the other requested ' +
        'changes with the reviewer who asked for them, who can then approve it or take the request ' +
        'back.',
    ],
    [
      'builds',
      check('require_passing_builds_to_merge', 1),
      { builds: ['FAILED', 'FAILED', 'INPROGRESS'] },
      'You can repair or rerun the 2 failed builds (`build 1` and `build 2`) and wait for the build in progress.',
      'You can repair or rerun the 2 failed builds and wait for the build in progress.',
    ],
    [
      'one build',
      check('require_passing_builds_to_merge', 2),
      { builds: ['FAILED'] },
      'You can repair or rerun the failed build (`build 1`) and run 1 more build on the newest commit.',
      'You can repair or rerun the failed build and run 1 more build on the newest commit.',
    ],
    [
      'no name at all',
      check('require_tasks_to_be_completed'),
      { openTasks: 1 },
      'You can resolve the open task of the pull request.',
      'You can resolve the open task of the pull request.',
    ],
  ])('%s', (_, told, opened, named, unnamed) => {
    const whole = seen(told, opened);
    const ways = (one: Outlook) =>
      sayOutlook(one).findings.flatMap(({ remedies = [] }) => remedies.map((remedy) => remedy.do));
    expect(ways(whole)).toEqual([named]);
    expect(ways(redactedOutlook(whole))).toEqual([unnamed]);
  });

  test('a fork has none', () => {
    const hidden = redactedOutlook(seen({}, { fork: 'tom/web' }));
    expect(sayOutlook(hidden).notes[0]).toBe(
      'Its source is in a fork, which has rules of its own: who can push there was not looked at.',
    );
    expect(JSON.stringify(hidden)).not.toContain('tom/web');
  });
});

test('nobody else is given away to anybody who looks at a pull request of the saved world', async () => {
  const world = savedWorld('pull-requests');
  const everyone = peopleIn(world);
  const gathered = gather(await factsOf(world));
  let names = 0;
  for (let id = 1; id <= 13; id++) {
    const read = await readPullRequest(
      { get: worldGet(world), base: bitbucketApi },
      repositoryIn(world),
      id,
      everyPart,
    );
    if ('gap' in read) throw new Error(String(id));
    for (const actor of allActors(gathered.facts)) {
      const whole = outlook(gathered, read.pullRequest, { actor });
      const hidden = redactedOutlook(whole);
      const others = everyone.filter(({ uuid }) => !(actor.type === 'user' && actor.person.id === uuid));
      for (const text of [
        JSON.stringify(hidden),
        JSON.stringify(sayOutlook(hidden)),
        askingForMerge(hidden.merge) ?? '',
      ]) {
        expect([id, givenAway(text, others).map(({ display_name }) => display_name)]).toEqual([id, []]);
        expect(text).not.toMatch(/web: test|end to end|jonas-weber|basket|Gebühr/);
      }
      names += givenAway(JSON.stringify(whole), others).length;
      expect(verdictsOf(hidden)).toEqual(verdictsOf(whole));
    }
  }
  expect(names).toBeGreaterThan(200);
});

/** Everything that stands whoever reads it. */
function verdictsOf(one: Outlook): unknown {
  const { merge, source, destination, mergers } = one;
  const all: MergeDecision[] = [merge, ...(source ? [source] : []), destination];
  const said = all.map(({ verdict, findings, checks: of = [] }) => [
    verdict,
    findings.map((finding) => [finding.rule, finding.verdict]),
    of.map(({ is }) => is),
  ]);
  return [said, mergers.administrators, mergers.others, mergers.unsure, mergers.gaps.length];
}

test('nor where anything may be so', () => {
  const odd = { ana: 'Zanaq', ben: 'Zbenq', cem: 'Zcemq', dea: 'Zdeaq', tom: 'Ztomq' };
  const named = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replaceAll(
        /"name":"(Ana|Ben|Cem|Dea|Tom)"/g,
        (_, name: string) => `"name":"${odd[name.toLowerCase() as 'ana']}"`,
      ),
    ) as T;
  const everyone = named([...Object.values(people), author]);
  let told = 0;
  fc.assert(
    fc.property(
      repositories,
      fc.array(checks, { maxLength: 5 }),
      pullRequests,
      fc.constantFrom(ana, ben, cem),
      (repository, more, opened, person) => {
        const gathered = gather(
          named(facts({ ...repository, restrictions: [...(repository.restrictions ?? []), ...more] })),
        );
        const whole = outlook(gathered, named(pullRequest(opened)), { actor: { type: 'user', person: named(person) } });
        const hidden = redactedOutlook(whole);
        const others = everyone
          .filter(({ id }) => id !== person.id)
          .flatMap(({ id, name, accountId = id }) => [id.replaceAll(/[{}]/g, ''), name, accountId]);
        for (const text of [JSON.stringify(hidden), JSON.stringify(sayOutlook(hidden))])
          expect(others.filter((one) => text.includes(one))).toEqual([]);
        if (others.some((one) => JSON.stringify(whole).includes(one))) told++;
        expect(verdictsOf(hidden)).toEqual(verdictsOf(whole));
      },
    ),
    { numRuns: 500 },
  );
  expect(told).toBeGreaterThan(100);
});
