import type { Remedy } from '../../../src/core/remedy';
import { describe, expect, test } from '@jest/globals';
import type { RuleId } from '../../../src/core/reason';
import { explain } from '../../../src/core/questions/explain';
import { waysToBeListed } from '../../../src/core/rules/explained/by-list';
import { gather, viewActor, viewBranch } from '../../../src/core/cell/cell';
import type { Match, Person, Restriction } from '../../../src/core/model';
import type { NonEmpty } from '../../../src/core/non-empty';
import {
  ana,
  ben,
  by,
  cem,
  core,
  devs,
  facts,
  leads,
  merges,
  noForce,
  ofType,
  push,
  question,
  restriction,
  type Asked,
  type Told,
} from '../facts';

function waysOf(rule: RuleId, told: Told, asked: Asked, person?: Person): Remedy[] {
  const { actor, ...rest } = question(asked);
  const read = facts(told);
  const { findings } = explain(read, { ...rest, actor: person ? { type: 'user', person } : actor });
  const finding = findings.find((one) => one.rule === rule);
  if (finding?.verdict !== 'denies') throw new Error(`${rule} does not refuse.`);
  return finding.remedies;
}

describe('another branch for the same work', () => {
  const noModel = { model: { prefixes: {} } };
  test.each<[sentence: string, told: Told, asked: Asked, name: string]>([
    ['after whoever pushes', {}, 'push main', 'ana/main-update'],
    ['by a type of the model', {}, 'push main', 'feature/main-update'],
    ['by another type', { model: { prefixes: { bugfix: 'bug/' } } }, 'push main', 'bug/main-update'],
    ['without a slash, where the model has no types', noModel, 'push main', 'ana-main-update'],
    ['for the work, not for its folder', {}, 'push main', 'feature/main-update'],
  ])('%s', (_, told, asked, name) => {
    const closed = name.startsWith('ana/') ? [] : [push('ana/*')];
    const ways = waysOf('push-restriction', { ...told, restrictions: [push('main'), ...closed] }, asked);
    expect(ways[0]).toEqual({ way: 'open-pull-request', push: name, into: 'main' });
  });

  test.each<[person: Partial<Person>, hand: string]>([
    [{ nickname: 'Ana  Lovell' }, 'ana-lovell'],
    [{ nickname: '--ana--' }, 'ana'],
    [{ nickname: 'Zo\u00eb \u00d6lm' }, 'zoe-olm'],
    [{ nickname: '李' }, 'work'],
  ])('of %j is called %s/…', (called, hand) => {
    const person = { ...ana, ...called };
    const [way] = waysOf('push-restriction', { restrictions: [push('release/1')] }, 'push release/1', person);
    expect(way).toEqual({ way: 'open-pull-request', push: `${hand}/1-update`, into: 'release/1' });
  });

  test('without a nickname it is called after the name', () => {
    const person: Person = { id: ana.id, name: 'Ana Lovell' };
    expect(waysOf('push-restriction', { restrictions: [push('main')] }, 'push main', person)[0]).toMatchObject({
      push: 'ana-lovell/main-update',
    });
  });

  test('what was to be created is pushed elsewhere, and nobody is asked to create it', () => {
    expect(
      waysOf(
        'push-restriction',
        { restrictions: [push('topic', { users: [ben], groups: [devs] })], supplied: { devs: [] } },
        'create topic',
      ).map(({ way }) => way),
    ).toEqual(['push-elsewhere', 'add-person', 'add-to-group']);
  });
});

function listedBy(restrictions: NonEmpty<Restriction>): Remedy[] {
  const gathered = gather(facts());
  const actor = viewActor({ type: 'pipelines' }, gathered);
  return waysToBeListed(restrictions, { ...gathered, operation: 'push', branch: viewBranch('main', gathered), actor });
}

describe('the narrowest restriction is the one to be listed on', () => {
  const order: (string | Match)[] = ['main', ofType('production'), ofType('release'), 'ab*', '*a*', '*', by('regex')];
  const pairs = order.flatMap((narrow, at) => order.slice(at + 1).map((wide) => [narrow, wide] as const));
  test.each(pairs)('%j before %j', (narrow, wide) => {
    for (const both of [
      [push(wide, { id: 1 }), push(narrow, { id: 2 })],
      [push(narrow, { id: 2 }), push(wide, { id: 1 })],
    ] as const) {
      expect(listedBy([...both])).toMatchObject([{ way: 'account-for-automation', restriction: { id: 2 } }]);
    }
  });

  test('development is as narrow as production: the first stays first', () => {
    expect(listedBy([push(ofType('development'), { id: 1 }), push(ofType('production'), { id: 2 })])).toMatchObject([
      { restriction: { id: 1 } },
    ]);
    expect(listedBy([push(ofType('release'), { id: 1 }), push(ofType('development'), { id: 2 })])).toMatchObject([
      { restriction: { id: 2 } },
    ]);
  });
});

describe('whom to ask and where to be added', () => {
  test('nobody of a list that may not cover the branch', () => {
    const told: Told = { restrictions: [push('main'), push(by('regex'), { groups: [devs] })], supplied: { devs: [] } };
    expect(waysOf('push-restriction', told, 'push main').map(({ way }) => way)).toEqual(['add-person']);
  });

  test('one group is enough to be added to', () => {
    const told: Told = { restrictions: [push('main', { groups: [devs, leads] })], supplied: { devs: [], leads: [] } };
    const groups = waysOf('push-restriction', told, 'push main').flatMap((one) =>
      one.way === 'add-to-group' ? [one.group.slug] : [],
    );
    expect(groups).toEqual(['devs']);
  });

  test('past a list for merging, those are asked whom a list for pushing names, and once each', () => {
    const told: Told = {
      restrictions: [merges('main', { users: [ben] }), push('m*', { users: [ben], groups: [devs] })],
      supplied: { devs: [] },
    };
    expect(waysOf('merge-restriction', told, 'merge main')[0]).toEqual({
      way: 'ask-listed',
      to: 'merge',
      people: [ben],
      groups: [devs],
    });
  });
});

test.each(['app-password', 'password'] as const)(
  'in place of a credential of kind %s another is made',
  (credential) => {
    expect(waysOf('credential', {}, `push main with ${credential}`)).toEqual([
      { way: 'make-api-token', instead: credential },
      { way: 'make-ssh-key', instead: credential },
    ]);
  },
);

test('an access key reads only, whatever lists there are: another credential is the way', () => {
  for (const operation of ['push', 'merge', 'delete'] as const) {
    expect(
      waysOf(
        'unlistable-actor',
        { restrictions: [push('main', { users: [ana] }), merges('main')] },
        `${operation} main as access-key`,
      ),
    ).toEqual([{ way: 'use-writing-credential' }]);
  }
});

test('write access is granted on the repository, and on its project where it is in one; who reads can fork', () => {
  const fork = { way: 'fork', into: 'main' };
  expect(waysOf('repository-access', {}, 'push main as cem')).toEqual([fork, { way: 'grant-write', person: cem }]);
  expect(waysOf('repository-access', { unread: { project: 'forbidden' } }, 'push main as cem')).toEqual([
    fork,
    { way: 'grant-write', person: cem },
  ]);
  expect(waysOf('repository-access', { project: core }, 'push main as cem')).toEqual([
    fork,
    { way: 'grant-write', person: cem },
    { way: 'grant-write-on-project', person: cem, project: core },
  ]);
});

test('a rewrite of a branch that may not be pushed to goes elsewhere', () => {
  const told: Told = {
    restrictions: [push('main'), noForce('main'), restriction('require_tasks_to_be_completed', 'main')],
  };
  expect(waysOf('force-restriction', told, 'force-push main').map(({ way }) => way)).toEqual([
    'open-pull-request',
    'allow-rewriting',
  ]);
});
