import { expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { health } from '../../../../src/core/health/health';
import { protecting, protection } from '../../../../src/core/questions/rules/protection';
import { pushing } from '../../../../src/core/questions/rules/pushers';
import { sayAttention } from '../../../../src/core/say/overview/attention';
import { sayProtection, sayPushers } from '../../../../src/core/say/overview/summary';
import { finish } from '../../../../src/core/portions/steps';
import {
  ana,
  ben,
  by,
  cem,
  dea,
  devs,
  facts,
  merges,
  noDelete,
  noForce,
  ofType,
  push,
  restriction,
  type Told,
} from '../../facts';

type Row = readonly [told: Told, says: string];

const branches = ['main', 'topic', 'release/1', 'release/2'];

test.each<Row>([
  [{}, 'No branch of acme/web is protected: no restriction limits who can push or merge.'],
  [
    { restrictions: [noForce('main')] },
    'No branch of acme/web is protected: no restriction limits who can push or merge.',
  ],
  [{ restrictions: [push('main')] }, '1 of 4 branches is protected: `main`.'],
  [{ restrictions: [push('*')] }, 'All 4 branches are protected: `main`, `topic`, `release/1` and `release/2`.'],
  [{ restrictions: [push('rc/*')] }, 'None of 4 branches is surely protected: the rules are for `rc/*`.'],
  [
    { restrictions: [merges('release/*'), push('main')] },
    '3 of 4 branches are protected: `main`, `release/1` and `release/2`; on 2 of them anybody who can write can push.',
  ],
  [
    { restrictions: [push('main'), push(by('regex'))] },
    '1 of 4 branches is protected: `main`; of 3 more that is not known.',
  ],
  [
    { restrictions: [push('main'), restriction('require_blessing', 'topic')] },
    '1 of 4 branches is protected: `main`; of 1 more that is not known. What `require_blessing` on `topic` stops is not known.',
  ],
  [
    { restrictions: [push('main')], branches: [], main: null },
    'acme/web has no branches yet; `main` will be protected.',
  ],
  [
    { unread: { restrictions: 'forbidden' } },
    'Which branches are protected is not known: this credential may not read the branch restrictions of acme/web.',
  ],
  [
    { restrictions: [merges('main')], unread: { restrictions: 'truncated' } },
    '1 of 4 branches is protected: `main`. More may be: the list was cut short and left out part of the branch restrictions of acme/web.',
  ],
  [
    { restrictions: [push('main')], unread: { branches: 'truncated' } },
    '1 of 4 branches that could be read is protected: `main`.',
  ],
])('which branches are protected: %#', (told, says) => {
  const read = facts({ branches, ...told });
  expect(sayProtection(finish(protecting(gather(read))), read)).toBe(says);
});

test.each<Row>([
  [{ restrictions: [push('main'), push('main', { id: 7 })] }, '`main` is protected.'],
  [
    { restrictions: [push('main'), push(ofType('release')), push(ofType('hotfix'))] },
    '`main`, and branches of type `release` and `hotfix` are protected.',
  ],
])('which branches are protected, before they were read: %#', (told, says) => {
  const read = facts(told);
  expect(sayProtection(protection(gather(read)), read)).toBe(says);
});

test.each<Row>([
  [{ restrictions: [push('main', { users: [ben, ana] })] }, '2 people can push to `main`: you and Ben.'],
  [
    { restrictions: [push('main', { users: [cem] })] },
    'Nobody can push to `main`, administrators included; 3 people can merge a pull request into it.',
  ],
  [
    {},
    '3 people can push to `main`: you, Ben and Dea, and so can automation that may write, such as access tokens and Pipelines.',
  ],
  [
    { restrictions: [push('main', { users: [dea], groups: [devs] })] },
    '1 person can push to `main`: Dea. Whether 2 more people can is not known: Bitbucket does not tell the members of `devs`.',
  ],
  [
    { restrictions: [push('main', { groups: [devs] })], viewer: dea },
    'Who can push to `main` is not known: Bitbucket does not tell the members of `devs`.',
  ],
  [
    { restrictions: [push('main', { users: [ana] })], unread: { permissions: 'truncated' } },
    'At least 1 person can push to `main`: you.',
  ],
  [
    { restrictions: [push('main', { users: [ana], pipelinesSourceBranches: ['main'] })] },
    '1 person can push to `main`: you. Whether Pipelines can is not known.',
  ],
  [{ main: null }, 'acme/web has no main branch yet.'],
  [
    { unread: { 'main-branch': 'forbidden' } },
    'Which branch is the main branch is not known: this credential may not read the main branch of acme/web.',
  ],
])('who can push to the main branch: %#', (told, says) => {
  const read = facts(told);
  const { mainBranch } = read.repository;
  const main = mainBranch.known ? mainBranch.value : null;
  expect(sayPushers(main === null ? undefined : finish(pushing(gather(read), main)), read)).toBe(says);
});

const sound = [push('main', { users: [ana, ben] }), noForce('main'), noDelete('main')];

test.each<Row>([
  [{}, '1 thing needs attention: the main branch is not protected.'],
  [{ restrictions: sound, owners: ['dea'], others: ['ana', 'ben', 'cem'] }, 'Nothing that needs attention was found.'],
  [
    { restrictions: sound, unread: { 'branching-model': 'forbidden' } },
    'Nothing that needs attention was found in what could be read.',
  ],
  [
    { restrictions: [...sound, push('main\n'), push('topic\n'), push('11.?')], branches },
    '3 things need attention: a pattern matches no name that Git allows; a pattern holds white space (2 times).',
  ],
])('what needs attention: %#', (told, says) => {
  expect(sayAttention(health(facts(told)))).toBe(says);
});
