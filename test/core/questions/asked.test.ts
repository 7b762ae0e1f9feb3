import { describe, expect, test } from '@jest/globals';
import { suppliedMembers, sameId, viewerAmong, actorMeant } from '../../../src/core/people/actor';
import { actorAsked, explainAsked, settled } from '../../../src/core/questions/asked';
import { branchName } from '../../../src/core/branches/branch-name';
import { ana, ben, devs, facts, push } from '../facts';

const actions = [
  { operation: 'push', branch: 'main' },
  { operation: 'delete', branch: 'topic' },
] as const;

describe('a question as people put it', () => {
  test('one decision for each action, in their order, by the credential that was named', () => {
    const answer = explainAsked(facts(), { as: 'ben', credential: 'app-password', actions });
    if (!('decisions' in answer)) throw new Error('It is a question.');
    expect(answer.decisions.map(({ verdict, question }) => [verdict, question])).toEqual([
      ['denied', { actor: { type: 'user', person: ben }, credential: 'app-password', ...actions[0] }],
      ['denied', { actor: { type: 'user', person: ben }, credential: 'app-password', ...actions[1] }],
    ]);
  });

  test.each([
    ['of nobody', { as: 'eve', actions }, { nobody: 'eve' }],
    [
      'to something that has no credential of a person',
      { as: 'pipelines', credential: 'ssh', actions },
      { credentialOfUnlistable: 'pipelines' },
    ],
  ] as const)('is none %s', (_, asked, invalid) => {
    expect(explainAsked(facts(), asked)).toEqual({ invalid });
    expect(actorAsked(facts(), asked)).toEqual({ invalid });
  });

  test("of the credential's owner, where nobody can tell who that is", () => {
    expect(explainAsked(facts({ unread: { viewer: 'forbidden' } }), { actions })).toMatchObject({
      invalid: { viewerNotKnown: { because: 'forbidden' } },
    });
  });

  test('of something that no list can name, without a credential', () => {
    expect(actorAsked(facts(), { as: 'pipelines' })).toStrictEqual({ asked: { actor: { type: 'pipelines' } } });
  });

  test('the facts are settled first: members and viewer are the people of the lists, however they were written', () => {
    const told = facts({ restrictions: [push('main', { groups: [devs] })], viewer: { id: 'ANA-0000', name: 'A.' } });
    const { viewer, suppliedMembers: members } = settled({ ...told, suppliedMembers: { devs: ['Ana-0000'] } });
    expect([viewer, members]).toEqual([{ known: true, value: ana }, { devs: [ana.id] }]);
  });
});

test('a uuid keeps the letters that Bitbucket gave it, whoever writes it otherwise', () => {
  const told = facts({ viewer: { id: '{ABC-1}', name: 'Abe' } });
  expect(suppliedMembers({ devs: ['abc-1'] }, told)).toEqual({ devs: ['{ABC-1}'] });
});

test.each([
  ['a{b', 'ab'],
  ['a}b', 'ab'],
])('only braces around an id do not count: %s is not %s', (a, b) => {
  expect(sameId(a, b)).toBe(false);
});

describe('where nobody can tell whose the credential is', () => {
  const told = facts({ unread: { viewer: 'forbidden' } });
  test('it stays so', () => {
    expect(viewerAmong(told)).toEqual(told.viewer);
    expect(actorMeant('eve', told)).toEqual({ nobody: 'eve' });
  });
  test('supplied members are found all the same', () => {
    expect(suppliedMembers({ devs: ['ana-0000'] }, told)).toEqual({ devs: [ana.id] });
  });
});

test('whose credential it is stays as it was told where the id is written as Bitbucket writes it', () => {
  const value = { id: ben.id, name: 'B.' };
  expect(viewerAmong(facts({ viewer: value }))).toEqual({ known: true, value });
});

test.each(['', 'refs/heads/', 'refs/tags/', 'refs/tags/-x', 'refs/tags/HEAD', 'refs/tags/.x'])(
  'Git allows no branch or tag called %j',
  (name) => {
    expect(branchName(name)).toBeUndefined();
  },
);
