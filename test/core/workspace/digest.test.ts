import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { health } from '../../../src/core/health/health';
import type { Facts } from '../../../src/core/model';
import { accessReport } from '../../../src/core/questions/access';
import { gapsOfEverybody, who } from '../../../src/core/questions/survey';
import { gather } from '../../../src/core/cell/cell';
import { digestOf, type RepositoryDigest } from '../../../src/core/workspace/digest';
import { factsOf, names, read, savedWorld } from '../../bitbucket/saved-worlds';
import { ana, ben, by, dea, devs, facts, merges, push } from '../facts';
import { repositories } from '../random';

/** That a digest says what the questions of one repository say. */
function agrees(facts: Facts, digest: RepositoryDigest): void {
  const { problems } = health(facts);
  const each = digest.problems.map(({ problem, level, count }) => [problem, level, count]);
  const counted = [...new Set(problems.map(({ problem, level }) => `${problem} ${level}`))].map((key) => {
    const some = problems.filter(({ problem, level }) => `${problem} ${level}` === key);
    return [some[0]?.problem, some[0]?.level, some.length];
  });
  expect(each).toEqual(counted);

  const administrators = accessReport(facts).people.filter(({ access }) => access.level === 'admin');
  expect(digest.administrators.people.map(({ id }) => id)).toEqual(administrators.map(({ person }) => person.id));

  const { mainBranch } = facts.repository;
  if (!mainBranch.known) expect(digest.main).toEqual(mainBranch);
  if (!mainBranch.known || !digest.main.known || !digest.main.value) return;
  const main = digest.main.value;
  expect(main.branch).toBe(mainBranch.value);
  for (const [operation, may, unsure] of [
    ['push', main.people, main.unsure],
    ['merge', main.mergers, main.unsureMergers],
  ] as const) {
    const people = who(facts, operation, main.branch).actors.filter(({ actor }) => actor.type === 'user');
    expect(people.filter(({ verdict }) => verdict === 'allowed')).toHaveLength(may);
    expect(people.filter(({ verdict }) => verdict === 'unknown')).toHaveLength(unsure);
  }
  expect(main.isPart === true).toBe(gapsOfEverybody(gather(facts)).length > 0);
}

describe('a digest says what the repository itself says', () => {
  test.each(names)('%s', async (name) => {
    const result = await read(savedWorld(name));
    if ('unreadable' in result) return;
    const digest = digestOf(result.facts);
    agrees(result.facts, digest);
    expect(JSON.stringify(digest).length).toBeLessThan(6000);
  });

  test('of any repository', () => {
    fc.assert(
      fc.property(repositories, (told) => {
        const read = facts(told);
        agrees(read, digestOf(read));
      }),
      { numRuns: 200 },
    );
  });

  test('without its branches, what concerns the main branch', async () => {
    const world = savedWorld('ordinary-team');
    const whole = await factsOf(world);
    const without = await factsOf(world, undefined, { branches: false });
    expect(without.branches.items).toEqual([]);
    expect(digestOf(without).main).toEqual(digestOf(whole).main);
  });
});

test('names by uuid and name alone whom it names: administrators, and who left', () => {
  const digest = digestOf(
    facts({
      restrictions: [push('main', { users: [ben], groups: [devs] }), merges(by('regex'), { users: [ana] })],
      others: ['ana', 'cem'],
      owners: ['dea'],
      permissions: { ana: 'write', cem: 'read', dea: 'admin' },
    }),
  );
  expect(digest.administrators).toEqual({ people: [{ id: dea.id, name: 'Dea' }], unsure: 0 });
  expect(digest.problems.find(({ problem }) => problem === 'lists-who-left')).toEqual({
    ...{ problem: 'lists-who-left', level: 'warning', count: 1, restrictions: [1] },
    people: [{ id: ben.id, name: 'Ben' }],
  });
  expect(digest.problems.find(({ problem }) => problem === 'lists-group-without-access')?.groups).toEqual(['devs']);
  // Nor does a gap about a restriction bring along whom that lists.
  expect(digest.gaps.map(({ of }) => of.what)).toContain('restriction-match');
  const text = JSON.stringify(digest);
  expect(text).not.toContain(ana.name);
  expect(text).not.toContain('557058');
});
