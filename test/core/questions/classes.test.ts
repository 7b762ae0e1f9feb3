import { compile } from '../../../src/core/compiled/compile';
import { verdictIn } from '../../../src/core/compiled/verdicts';
import { allActors } from '../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actorsInClasses } from '../../../src/core/compiled/actors';
import { gather, viewActor, viewBranch, type ActorView, type Gathered } from '../../../src/core/cell/cell';
import { operations, type Facts } from '../../../src/core/model';
import { answerKey, branchesInClasses, branchKey, classify, standingKey } from '../../../src/core/questions/classes';
import { hasList } from '../../../src/core/rules/kinds';
import { explainAmong } from '../../../src/core/questions/explain';
import { finish } from '../../../src/core/portions/steps';
import { factsOf, isAdministered, names as worlds, savedWorld } from '../../bitbucket/saved-worlds';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { facts, restriction } from '../facts';
import { repositories } from '../random';

/** Names on which patterns begin, end, or do neither. */
const names = [
  ...['main', 'MAIN', 'mains', 'm', 'develop', 'topic', 'release/1', 'release/', 'release', 'hotfix/1', 'feature/a/b'],
  ...['epic/1', 'refs/tags/main', 'refs/tags/v1', 'a/main', 'é/ü', '*', ''],
];

/** The key of actors on these facts: those with the same one stand in the same lists, or lack the same. */
function actorKeyOn({ restrictions }: Facts): (view: ActorView) => string {
  const lists = restrictions.items.filter(hasList);
  return (view) => [standingKey(view), ...lists.map((one) => answerKey(view.lists(one)))].join(' ');
}

/** Both as they would be if everybody and every branch were looked at one by one. */
function oneByOne(gathered: Gathered) {
  const { facts } = gathered;
  return {
    branches: classify(
      facts.branches.items.map((name) => viewBranch(name, gathered)),
      branchKey,
    ).of,
    actors: classify(
      allActors(facts).map((actor) => viewActor(actor, gathered)),
      actorKeyOn(facts),
    ).of,
  };
}

function inClasses(gathered: Gathered) {
  const { facts } = gathered;
  return {
    branches: finish(branchesInClasses(facts.branches.items, gathered)).of,
    actors: finish(actorsInClasses(allActors(facts), gathered)).of,
  };
}

/** Every cell of which the classes say other than an explanation of it alone. */
function cellsThatDiffer(facts: Facts, isLookedAt: (cell: number) => boolean = () => true): string[] {
  const gathered = gather(facts);
  const compiled = compile(gathered);
  const { actors, actorClassAt, branches, branchClassAt, rowsAt } = compiled;
  const different: string[] = [];
  for (const [row, actor] of actors.entries()) {
    for (const [column, branch] of branches.entries()) {
      if (!isLookedAt(row * branches.length + column)) continue;
      const rows = rowsAt(branchClassAt[column] ?? -1);
      for (const [at, operation] of operations.entries()) {
        const own = rows[at];
        if (!own) throw new Error('Every operation has a row.');
        const said = verdictIn(own, actorClassAt[row] ?? -1);
        const { verdict } = explainAmong(gathered, { actor, operation, branch });
        if (said !== verdict)
          different.push(`${operation} ${branch} ${JSON.stringify(actor)}: ${said}, not ${verdict}`);
      }
    }
  }
  return different;
}

describe('classes are those of looking at everybody and every branch one by one', () => {
  test('in repositories in which anything may be so, and anything may be missing', () => {
    fc.assert(
      fc.property(repositories, (told) => {
        const gathered = gather({ ...facts(told), branches: { items: names, gaps: [] } });
        expect(inClasses(gathered)).toEqual(oneByOne(gathered));
      }),
      { numRuns: 300 },
    );
  });

  test('with somebody moved by a change', () => {
    fc.assert(
      fc.property(repositories, (told) => {
        const { facts: read, people } = gather({ ...facts(told), branches: { items: names, gaps: [] } });
        const [first, second] = allActors(read).flatMap((one) => (one.type === 'user' ? [one.person.id] : []));
        const groups = { devs: { add: [first ?? ''], remove: [second ?? ''] } };
        const gathered = { facts: read, people: { ...people, moved: { groups, permissions: {} } } };
        expect(inClasses(gathered)).toEqual(oneByOne(gathered));
      }),
      { numRuns: 100 },
    );
  });

  test.each(['*', '**', '*a*', 'a*', '*a', 'a', 'a*b', 'ab*ab', '*/*', ''])('of the pattern %j', (pattern) => {
    const branches = { items: ['a', 'b', 'ab', 'aab', 'abab', 'aba', 'a/b', '/', 'xax', ''], gaps: [] };
    const gathered = gather({ ...facts({ restrictions: [restriction('push', pattern)] }), branches });
    expect(inClasses(gathered)).toEqual(oneByOne(gathered));
  });
});

describe('the verdict of two classes is that of an explanation of each of their cells', () => {
  test.each(worlds.filter(isAdministered))('in the world %s', async (name) => {
    expect(cellsThatDiffer(await factsOf(savedWorld(name)))).toEqual([]);
  });

  test('in a spread of the large world', async () => {
    const read = await factsOf(largeWorld({ branches: 1_500, people: 600 }));
    expect(cellsThatDiffer(read, (cell) => cell % 1_009 === 0)).toEqual([]);
  });
});
