import { expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { nearMisses, ruleEffects } from '../../../../src/core/questions/rules/effects';
import { sayNearMisses, sayRuleNames, sayRules } from '../../../../src/core/say/overview/rule-effects';
import { finish } from '../../../../src/core/portions/steps';
import { ana, ben, by, cem, devs, facts, merges, noDelete, noForce, push, restriction, type Told } from '../../facts';

const branches = ['main', 'release/1', 'release/2', 'topic'];
const approvals = restriction('require_approvals_to_merge', 'main', { value: 2 });
const blocking = restriction('enforce_merge_checks', 'main');

/** The first rule of a repository: its name, whom it lets through, what it covers, and what would be without it. */
type Row = readonly [told: Told, name: string, lets: string, covers: string, ...without: string[]];

test.each<Row>([
  [
    { restrictions: [push('main', { users: [ben, ana] })] },
    'Write access on `main`',
    'You and Ben.',
    '1 of 4 branches: `main`.',
    'Dea and automation that no list can name could push to and rewrite the history of `main`.',
  ],
  [
    { restrictions: [push('release/*', { users: [ben] }), push('*')] },
    'Write access on `release/*`',
    'Ben.',
    '2 of 4 branches: `release/1` and `release/2`.',
    'Ben could no longer push to and rewrite the history of `release/1` and `release/2`.',
    'Whether Ben could delete `release/1` and `release/2` would not be known.',
  ],
  [
    { restrictions: [push('main', { users: [cem], groups: [devs] })] },
    'Write access on `main`',
    'Cem and the group `devs`. Which of 3 people can pass is not known. Cem cannot write to acme/web.',
    '1 of 4 branches: `main`.',
    'Automation that no list can name could push to and rewrite the history of `main`.',
    'You, Ben and Dea could surely push to and rewrite the history of `main`, which is not known now.',
  ],
  [
    { restrictions: [merges('main'), merges('*')] },
    'Merge via pull request on `main`',
    'Nobody, administrators included.',
    '1 of 4 branches: `main`.',
    'Everybody could do exactly what they can do now, on every branch that exists.',
  ],
  [
    { restrictions: [noForce('*')] },
    'Rewriting branch history of `*` is not allowed',
    'Nobody: it has no list.',
    'All 4 branches: `main`, `release/1`, `release/2` and `topic`.',
    'You, Ben, Dea and automation that no list can name could rewrite the history of `main`, `release/1`, `release/2` and `topic`.',
  ],
  [
    { restrictions: [noDelete('rc/*')] },
    'Deleting `rc/*` is not allowed',
    'Nobody: it has no list.',
    'No branch that exists.',
    'Nothing would be otherwise until such a branch is made.',
  ],
  [
    { restrictions: [approvals, blocking] },
    'Minimum number of approvals on `main`: 2',
    'It has no list: it asks the same of every merge.',
    '1 of 4 branches: `main`.',
    'Merges would not wait for it.',
  ],
  [
    { restrictions: [approvals] },
    'Minimum number of approvals on `main`: 2',
    'It has no list: it asks the same of every merge.',
    '1 of 4 branches: `main`.',
    'Nothing: it only warns, as nothing there prevents a merge with unresolved merge checks.',
  ],
  [
    { restrictions: [blocking, approvals] },
    'Prevent a merge with unresolved merge checks on `main`',
    'It has no list: a merge that lacks what merge checks ask for is stopped.',
    '1 of 4 branches: `main`.',
    'Merge checks there would only warn.',
  ],
  [
    { restrictions: [restriction('allow_auto_merge_when_builds_pass', 'main')] },
    'Allow automatic merge when builds pass on `main`',
    'Everybody: it is a setting, which stops nobody by itself.',
    '1 of 4 branches: `main`.',
    'Everybody could do what they can do now.',
  ],
  [
    { restrictions: [restriction('require_blessing', by('regex'))] },
    '`require_blessing` on branches by `regex`',
    'Not known: this kind is new to us.',
    'Not known: we cannot make out which branches are meant by `require_blessing` on branches by `regex`.',
    'You, Ben, Dea and automation that no list can name could surely push to, rewrite the history of and merge into `main`, `release/1`, `release/2` and `topic`, which is not known now.',
    'You, Ben, Dea and automation that no list can name could surely delete `release/1`, `release/2` and `topic`, which is not known now.',
  ],
])('a rule in words: %#', (told, name, lets, covers, ...without) => {
  const read = facts({ branches, ...told });
  const all = finish(ruleEffects(gather(read)));
  const [rule] = all.rules;
  expect(sayRuleNames(read.restrictions.items)[0]).toBe(name);
  expect(rule && sayRules(all, read)(rule)).toEqual({ lets, covers, without });
});

test('near misses stand together by what the pattern misses them by', () => {
  const names = ['main', 'release-2', 'release-3', 'release-1-hotfix'];
  const all = finish(ruleEffects(gather(facts({ restrictions: [push('release-1')], branches: names }))));
  expect(all.rules.flatMap((rule) => sayNearMisses(nearMisses(rule, all)))).toEqual([
    { branches: '`release-2` and `release-3`', misses: 'It has another number.' },
    {
      branches: '`release-1-hotfix`',
      misses: 'Without `*` it covers only the branch of that very name, and none that begins with it.',
    },
  ]);
});
