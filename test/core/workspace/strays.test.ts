import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Facts } from '../../../src/core/model';
import { straysFrom } from '../../../src/core/workspace/strays';
import { sayStrays } from '../../../src/core/workspace/words/strays';
import { ana, ben, devs, facts, leads, merges, noDelete, ofType, push, restriction } from '../facts';
import type { Told } from '../facts';
import { repositories } from '../random';

function strays(model: Told, one: Told): string[] {
  return sayStrays(straysFrom(facts(model), facts(one)), 'acme/model').strays;
}

const approvals = (value: number) => restriction('require_approvals_to_merge', 'main', { value });

describe('each kind of difference is named', () => {
  test.each<[what: string, model: Told, one: Told, says: string[]]>([
    [
      'a restriction is lacking',
      { restrictions: [push('main'), noDelete('main')] },
      { restrictions: [push('main')] },
      ['acme/web lacks the restriction against deleting `main`, which acme/model has.'],
    ],
    [
      'one stands beside those of the model',
      { restrictions: [push('main')] },
      { restrictions: [push('main'), merges('release/*')] },
      ['acme/web has Merge via pull request on `release/*`, which acme/model has not.'],
    ],
    [
      'a list',
      { restrictions: [push('main', { users: [ana], groups: [devs] })] },
      { restrictions: [push('main', { users: [ben], groups: [devs, leads] })] },
      [
        'Write access on `main` lists Ben and the group `leads`, whom that of acme/model does not; ' +
          'it does not list Ana, whom that of acme/model does.',
      ],
    ],
    [
      'a number',
      { restrictions: [approvals(2)] },
      { restrictions: [approvals(1)] },
      ['Minimum number of approvals on `main` asks for 1, and that of acme/model for 2.'],
    ],
    [
      'branches from which Pipelines may push',
      { restrictions: [push('main', { pipelinesSourceBranches: ['main'] })] },
      { restrictions: [push('main')] },
      [
        'Write access on `main` names no branch from which Pipelines may push, ' +
          'and that of acme/model names `main`.',
      ],
    ],
    [
      'such branches where the model has none, and others than the model has',
      { restrictions: [push('main'), merges('main', { pipelinesSourceBranches: ['main'] })] },
      {
        restrictions: [
          push('main', { pipelinesSourceBranches: ['main'] }),
          merges('main', { pipelinesSourceBranches: ['next', 'main'] }),
        ],
      },
      [
        'Write access on `main` names `main` as a branch from which Pipelines may push, ' +
          'and that of acme/model names none.',
        'Merge via pull request on `main` names `next` and `main` as branches from which Pipelines may push, ' +
          'and that of acme/model names `main`.',
      ],
    ],
    [
      'the branching model',
      {
        model: { development: { known: true, value: 'develop' }, prefixes: { feature: 'feature/', hotfix: 'hotfix/' } },
      },
      { model: { development: { known: true, value: 'next' }, prefixes: { feature: 'f/' } } },
      [
        'The development branch of the branching model is `next`; that of acme/model is `develop`.',
        'Branches of type `feature` begin with `f/`; those of acme/model begin with `feature/`.',
        'Branches of type `hotfix` are switched off; those of acme/model begin with `hotfix/`.',
      ],
    ],
    [
      'nothing but the name of the main branch',
      { main: 'main', restrictions: [push('main'), merges('release/*')] },
      { main: 'master', restrictions: [push('master'), merges('release/*')] },
      [],
    ],
    [
      'nothing but the order and the numbers',
      { restrictions: [push('main', { id: 4 }), merges(ofType('release'), { id: 9 })] },
      { restrictions: [merges(ofType('release'), { id: 4 }), push('main', { id: 5 })] },
      [],
    ],
  ])('%s', (_what, model, one, says) => {
    expect(strays(model, one)).toEqual(says);
  });
});

test('a model does not stray from itself', () => {
  fc.assert(
    fc.property(repositories, (told) => {
      expect(straysFrom(facts(told), facts(told)).strays).toEqual([]);
    }),
  );
});

test('what is lacking one way stands beside the other way', () => {
  fc.assert(
    fc.property(repositories, repositories, (one, other) => {
      const whole = { unread: {}, main: 'main' };
      const [there, back] = [
        straysFrom(facts({ ...one, ...whole }), facts({ ...other, ...whole })),
        straysFrom(facts({ ...other, ...whole }), facts({ ...one, ...whole })),
      ];
      const of = ({ strays: all }: typeof there, wanted: string) => all.filter(({ stray }) => stray === wanted).length;
      expect(of(there, 'lacks')).toBe(of(back, 'has-beside'));
      expect(of(there, 'otherwise')).toBe(of(back, 'otherwise'));
    }),
  );
});

test('where the restrictions could not be read, none is said to be lacking', () => {
  const model = facts({ restrictions: [push('main'), noDelete('main')] });
  const one = facts({ restrictions: [], unread: { restrictions: 'forbidden' } });
  const found = straysFrom(model, one);
  expect(found.strays).toEqual([]);
  expect(found.gaps.map(({ of }) => of.what)).toEqual(['restrictions']);
});

test('what could not be read is said of the repository of which it could not be', () => {
  const whole = facts({ restrictions: [push('main')] });
  const unread = facts({ restrictions: [], unread: { restrictions: 'forbidden' } });
  const model = { ...unread, repository: { ...unread.repository, fullName: 'acme/model' } };
  const unknown = (...both: [Facts, Facts]) =>
    sayStrays(straysFrom(...both), 'acme/model').gaps.map((gap) => gap.unknown);
  expect(unknown(model, whole)).toEqual(['the branch restrictions of acme/model']);
  expect(unknown(model, unread)).toEqual([
    'the branch restrictions of acme/model',
    'the branch restrictions of acme/web',
  ]);
});
