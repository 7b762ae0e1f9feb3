import { allActors } from '../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distinctGaps } from '../../../src/core/answer';
import { explain } from '../../../src/core/questions/explain';
import { operations, type Facts, type Gap } from '../../../src/core/model';
import {
  branchGaps,
  gapsOfEverybody,
  matrix,
  where,
  who,
  whoAmong,
  type Matrix,
} from '../../../src/core/questions/survey';
import { gather } from '../../../src/core/cell/cell';
import { repositories } from '../random';
import { ana, ben, devs, facts, leads, merges, push, restriction, type Told } from '../facts';
import { factsOf, patient, savedWorld } from '../../bitbucket/saved-worlds';
import { gapText } from '../rules/table';

const ana1 = { type: 'user', person: ana } as const;
const halfRead: Told = {
  restrictions: [push('main', { groups: [devs] })],
  branches: ['main', 'topic'],
  unread: { permissions: 'truncated', branches: 'truncated' },
};
const ofGroup = 'members devs not-offered';

describe('what keeps a survey from knowing more stands beside it, each once', () => {
  test('of everybody: the list of people, and what their verdicts lack', () => {
    expect(who(facts(halfRead), 'push', 'main').gaps.map(gapText)).toEqual(['permissions truncated', ofGroup]);
  });

  test('of every branch: the list of branches, and what their verdicts lack', () => {
    expect(where(facts(halfRead), 'push', ana1).gaps.map(gapText)).toEqual(['branches truncated', ofGroup]);
  });

  test('of both', () => {
    expect(matrix(facts(halfRead), 'push').gaps.map(gapText)).toEqual([
      'permissions truncated',
      'branches truncated',
      ofGroup,
    ]);
  });

  test('nothing where all is known, or where what is not known changes nothing', () => {
    const denied: Told = { restrictions: [push('main'), restriction('require_blessing', 'main')] };
    for (const told of [{}, denied]) {
      expect(who(facts(told), 'push', 'main').gaps).toEqual([]);
      expect(matrix(facts(told), 'push').gaps).toEqual([]);
    }
  });

  test('no gap is lost with the members of a class', () => {
    // Ana cannot be in a group of administrators, so of her only the other group is in doubt; of Dea both are.
    const told: Told = {
      restrictions: [push('main', { groups: [devs, leads] })],
      groupGrants: { devs: 'admin' },
      userGrants: { dea: 'admin' },
    };
    const gaps = matrix(facts(told), 'push').gaps.map(gapText);
    expect(gaps).toEqual(['members leads not-offered', 'members devs not-offered']);
  });
});

describe('classes', () => {
  const classes = ({ verdicts }: Matrix) => [verdicts.length, verdicts.at(0)?.length];

  test('branches that meet the same restrictions are one, and so are people who stand in the same lists', () => {
    const told: Told = {
      permissions: { ana: 'write', ben: 'write', dea: 'write' },
      branches: ['main', 'a', 'b', 'c'],
      restrictions: [push('main', { users: [ben] })],
    };
    // People: Ben, and the others. Others: access keys, Pipelines, and those that no list can name.
    expect(classes(matrix(facts(told), 'push'))).toEqual([2, 5]);
  });

  test('a kind without a list does not tell people apart, whomever it names', () => {
    const told: Told = {
      permissions: { ana: 'write', ben: 'write' },
      restrictions: [restriction('require_blessing', 'main', { users: [ana] })],
    };
    expect(classes(matrix(facts(told), 'push'))).toEqual([1, 4]);
  });

  test.each([
    ['push', push('main', { users: [ana] })],
    ['merge', merges('main', { users: [ana] })],
  ] as const)('a list for a %s does', (operation, list) => {
    const told = facts({ permissions: { ana: 'write', ben: 'write' }, restrictions: [list] });
    const { actors, actorClass, verdicts } = matrix(told, operation);
    const surveyed = actors.map((_, at) => verdicts.at(0)?.[actorClass[at] ?? -1]);
    expect(surveyed.slice(0, 2)).toEqual(['allowed', 'denied']);
    expect(surveyed).toEqual(actors.map((actor) => explain(told, { actor, operation, branch: 'main' }).verdict));
  });
});

test('everybody by name, each once by the name that came first; of two who share one the order is that of their ids', () => {
  const told = facts({ permissions: { ana: 'write' } });
  const person = (id: string, name: string) => ({ id, name });
  const grants = [person('{2}', 'Sam'), person('{1}', 'Sam'), person('{3}', 'Sam'), { ...ana, name: 'Zoe' }].map(
    (one) => ({ person: one, level: 'write' as const }),
  );
  const named = allActors({ ...told, userGrants: { items: grants, gaps: [] } }).flatMap((actor) =>
    actor.type === 'user' ? [[actor.person.id, actor.person.name]] : [],
  );
  expect(named).toEqual([
    [ana.id, 'Ana'],
    ['{1}', 'Sam'],
    ['{2}', 'Sam'],
    ['{3}', 'Sam'],
  ]);
});

test('gaps of two restrictions without number are two', () => {
  const [one, other] = [push('main'), push('topic')];
  const gaps = [one, other, one].map(
    (restriction): Gap => ({ of: { what: 'restriction-match', restriction }, because: 'not-understood' }),
  );
  expect(distinctGaps(gaps)).toHaveLength(2);
});

const cut = { of: { what: 'branches' }, because: 'truncated' };
const unread = { of: { what: 'branches' }, because: 'forbidden' } as const;

describe('a list of branches', () => {
  test.each<[string, (facts: Facts) => Partial<Facts>, object[]]>([
    ['with the main branch is whole', () => ({}), []],
    [
      'without the main branch left it out',
      ({ branches }) => ({ branches: { ...branches, items: branches.items.filter((name) => name !== 'main') } }),
      [cut],
    ],
    ['of nothing beside a main branch left it out', () => ({ branches: { items: [], gaps: [] } }), [cut]],
    [
      'of nothing may be whole where there is no main branch yet',
      ({ repository }) => ({
        branches: { items: [], gaps: [] },
        repository: { ...repository, mainBranch: { known: true, value: null } },
      }),
      [],
    ],
    ['that could not be read says so once', () => ({ branches: { items: [], gaps: [unread] } }), [unread]],
  ])('%s', async (_, change, gaps) => {
    const world = savedWorld('open-repository');
    const facts = await factsOf(world, patient(world));
    const changed = { ...facts, ...change(facts) };
    const viewer = facts.viewer.known ? facts.viewer.value : { id: '', name: '' };
    expect(where(changed, 'push', { type: 'user', person: viewer }).gaps).toEqual(gaps);
    expect(matrix(changed, 'push').gaps).toEqual(gaps);
  });
});

describe('whom a list of everybody should have named', () => {
  const level = 'write' as const;
  const absent = (told: Told) => facts({ permissions: { ben: level }, ...told });
  const readingsOf = (told: Told) =>
    who(absent(told), 'push', 'main').gaps.map(({ of }) =>
      of.what === 'contradiction' ? of.readings.map(({ says }) => says) : of.what,
    );

  test.each<[string, Told, unknown[]]>([
    [
      'nobody, where all whom other replies name are on it',
      { members: { devs: ['ben'] }, groupGrants: { devs: level } },
      [],
    ],
    ['an owner of the workspace', { owners: ['dea'] }, [['not-listed', 'owner']]],
    [
      'a member of a group that was given something',
      { members: { devs: ['ana', 'ben'] }, groupGrants: { devs: level } },
      [['not-listed', 'member']],
    ],
    [
      'not a member of a group that was given nothing here',
      { members: { devs: ['ana'] }, groupGrants: { leads: level } },
      [],
    ],
    [
      'nobody beyond a list that says itself that it is not whole',
      { owners: ['dea'], unread: { permissions: 'truncated' } },
      ['permissions'],
    ],
  ])('%s', (_, told, expected) => {
    expect(readingsOf(told)).toEqual(expected);
    expect(matrix(absent(told), 'push').gaps).toEqual(who(absent(told), 'push', 'main').gaps);
  });
});

describe('where the list of everybody is refused', () => {
  const refused: Told = {
    permissions: {},
    others: ['ben', 'cem'],
    owners: ['dea'],
    unread: { permissions: 'forbidden' },
  };
  const verdictsOf = (told: Told) =>
    Object.fromEntries(
      who(facts(told), 'push', 'main').actors.flatMap(({ actor, verdict }) =>
        actor.type === 'user' ? [[actor.person.name, verdict]] : [],
      ),
    );

  test('members of the workspace are unknown, or what the facts say of them', () => {
    expect(verdictsOf({ ...refused, userGrants: { cem: 'write' } })).toEqual({
      Ana: 'unknown',
      Ben: 'unknown',
      Cem: 'allowed',
      Dea: 'allowed',
    });
    expect(verdictsOf({ ...refused, restrictions: [push('main')] })).toEqual({
      Ana: 'denied',
      Ben: 'denied',
      Cem: 'denied',
      Dea: 'denied',
    });
  });

  test('and where the members are refused too, both gaps stand beside the answer', () => {
    const told: Told = {
      ...refused,
      others: [],
      owners: [],
      unread: { permissions: 'forbidden', 'workspace-members': 'forbidden' },
    };
    expect(who(facts(told), 'push', 'main').gaps.map(gapText)).toEqual([
      'permissions forbidden',
      'workspace-members forbidden',
    ]);
    expect(verdictsOf(told)).toEqual({ Ana: 'unknown' });
  });
});

test('everybody on every branch is what is said of each of them on each, and lacks the same in the same order', () => {
  fc.assert(
    fc.property(repositories, fc.constantFrom(...operations), (told, operation) => {
      const read = facts({ ...told, branches: ['main', 'develop', 'topic', 'release/1', 'refs/tags/v1'] });
      const gathered = gather(read);
      const all = matrix(read, operation);
      const gaps = new Set([...gapsOfEverybody(gathered), ...branchGaps(read)]);
      const verdicts = all.branches.map((branch) =>
        whoAmong(gathered, [...all.actors], operation, branch, gaps).map(({ verdict }) => verdict),
      );
      expect(all.branchClass.map((row) => all.actorClass.map((column) => all.verdicts.at(row)?.[column]))).toEqual(
        verdicts,
      );
      expect(all.gaps.map(gapText)).toEqual(distinctGaps([...gaps]).map(gapText));
    }),
    { numRuns: 300 },
  );
});
