import { compile } from '../../../../src/core/compiled/compile';
import { allActors } from '../../../../src/core/people/actor';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather, viewActor, viewBranch, type Gathered } from '../../../../src/core/cell/cell';
import { operations } from '../../../../src/core/model';
import { actorId } from '../../../../src/core/people/actor';
import { withSuppliedList } from '../../../../src/core/people/supplied/lists';
import { learned } from '../../../../src/core/questions/change/learned';
import { judge } from '../../../../src/core/questions/judge';
import { facts, people } from '../../facts';
import { repositories } from '../../random';

const branches = ['main', 'release/1', 'feature/x', 'topic', 'develop'];
const lists = fc.option(fc.subarray(Object.values(people).map(({ id }) => id)), { nil: undefined });

/** Every cell, each judged by itself. */
function survey(gathered: Gathered): Map<string, string> {
  const cells = new Map<string, string>();
  for (const actor of allActors(gathered.facts)) {
    for (const name of branches) {
      for (const operation of operations) {
        const cell = { branch: viewBranch(name, gathered), actor: viewActor(actor, gathered) };
        cells.set(
          `${operation} ${name} ${actorId(actor)}`,
          judge({ facts: gathered.facts, operation, ...cell }).verdict,
        );
      }
    }
  }
  return cells;
}

test('what a list of members flips is the difference of two full surveys', () => {
  let flipped = 0;
  fc.assert(
    fc.property(repositories, fc.constantFrom('devs', 'leads', 'others'), lists, (told, slug, members) => {
      const before = gather(facts({ ...told, branches }));
      const after = gather(withSuppliedList(before.facts, slug, members && { members }));
      const compiled = compile(before);
      const found = learned(compiled, after).flatMap(({ operation, actors, branches: on, ...verdicts }) =>
        actors.flatMap((actor) =>
          on.map((branch): [string, string] => {
            const who = compiled.actors[actor];
            const cell = `${operation} ${compiled.branches[branch] ?? ''} ${who ? actorId(who) : ''}`;
            return [cell, `${verdicts.before} ${verdicts.after}`];
          }),
        ),
      );
      const then = survey(after);
      const expected = [...survey(before)].flatMap(([cell, verdict]): [string, string][] =>
        verdict === then.get(cell) ? [] : [[cell, `${verdict} ${then.get(cell) ?? ''}`]],
      );
      flipped += expected.length;
      expect(new Map(found)).toEqual(new Map(expected));
      expect(found.length).toBe(expected.length);
    }),
    { numRuns: 200 },
  );
  expect(flipped).toBeGreaterThan(0);
});
