import { compile } from '../../../../src/core/compiled/compile';
import { allActors } from '../../../../src/core/people/actor';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather, viewActor, viewBranch, type Gathered } from '../../../../src/core/cell/cell';
import { operations, type Actor } from '../../../../src/core/model';
import { difference, differenceUnless, type Flip } from '../../../../src/core/questions/change/difference';
import { tried } from '../../../../src/core/questions/change/tried';
import { judge } from '../../../../src/core/questions/judge';
import { matrix } from '../../../../src/core/questions/survey';
import { facts } from '../../facts';
import { repositories } from '../../random';
import { changes } from '../../random-change';

const branches = ['main', 'MAIN', 'release/1', 'feature/x', 'topic', 'develop'];

/** Every cell, each judged by itself. */
function survey(gathered: Gathered, actors: Actor[]): Map<string, string> {
  const cells = new Map<string, string>();
  for (const actor of actors) {
    for (const name of branches) {
      for (const operation of operations) {
        const cell = { branch: viewBranch(name, gathered), actor: viewActor(actor, gathered) };
        const { verdict } = judge({ facts: gathered.facts, operation, ...cell });
        cells.set(`${operation} ${name} ${actor.type === 'user' ? actor.person.id : actor.type}`, verdict);
      }
    }
  }
  return cells;
}

describe('what a tried change flips', () => {
  test('is the difference of two full surveys', () => {
    fc.assert(
      fc.property(repositories, changes, (told, change) => {
        const gathered = gather(facts({ ...told, branches }));
        const after = tried(gathered, change);
        const compiled = compile(gathered, [], allActors(after.facts));
        const flipped = new Map(
          difference(compiled, change).flatMap((flip) =>
            flip.actors.flatMap((at) =>
              flip.branches.map((branch): [string, string] => {
                const actor = compiled.actors[at];
                const who = actor?.type === 'user' ? actor.person.id : actor?.type;
                return [
                  `${flip.operation} ${compiled.branches[branch] ?? ''} ${who ?? ''}`,
                  `${flip.before} ${flip.after}`,
                ];
              }),
            ),
          ),
        );
        const before = survey(gathered, [...compiled.actors]);
        const then = survey(after, [...compiled.actors]);
        const expected = new Map(
          [...before].flatMap(([cell, verdict]): [string, string][] =>
            verdict === then.get(cell) ? [] : [[cell, `${verdict} ${then.get(cell) ?? ''}`]],
          ),
        );
        expect(flipped).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('is told by lists of actors that never overlap, and one who is asked about stands alone', () => {
    fc.assert(
      fc.property(repositories, changes, fc.nat(), (told, change, some) => {
        const gathered = gather(facts({ ...told, branches }));
        const compiled = compile(gathered, [], allActors(tried(gathered, change).facts));
        const cellsOf = (flips: readonly Flip[]) =>
          flips
            .flatMap(({ actors, branches: own, ...flip }) =>
              actors.flatMap((actor) => own.map((branch) => JSON.stringify([actor, branch, flip]))),
            )
            .sort();
        const together = difference(compiled, change);
        const alone = some % compiled.actors.length;
        const apart = differenceUnless(compiled, change, () => false, { alone }) ?? [];
        expect(cellsOf(apart)).toEqual(cellsOf(together));
        for (const { actors } of apart) if (actors.includes(alone)) expect(actors).toEqual([alone]);
        for (const flips of [together, apart]) {
          const lists = [...new Set(flips.map(({ actors }) => actors))].flat();
          expect(new Set(lists).size).toBe(lists.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of restrictions alone, is what a survey of the changed repository says', () => {
    fc.assert(
      fc.property(repositories, changes, (told, { restrictions }) => {
        const change = { restrictions, groups: {}, permissions: {} };
        const gathered = gather(facts({ ...told, branches }));
        const after = tried(gathered, change);
        const compiled = compile(gathered, [], allActors(after.facts));
        for (const operation of operations) {
          const { actors, actorClass, branchClass, verdicts } = matrix(after.facts, operation);
          for (const flip of difference(compiled, change, [operation])) {
            for (const at of flip.actors) {
              const column = actors.findIndex((one) => JSON.stringify(one) === JSON.stringify(compiled.actors[at]));
              // Somebody whom only a restriction named is in no survey without it.
              if (column < 0) continue;
              for (const branch of flip.branches)
                expect(verdicts.at(branchClass[branch] ?? -1)?.[actorClass[column] ?? -1]).toBe(flip.after);
            }
          }
        }
      }),
    );
  });
});
