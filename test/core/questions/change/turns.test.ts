import { compile, withMore } from '../../../../src/core/compiled/compile';
import { allActors } from '../../../../src/core/people/actor';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../../src/core/cell/cell';
import { difference } from '../../../../src/core/questions/change/difference';
import { turnsOf } from '../../../../src/core/questions/change/turns';
import { tried } from '../../../../src/core/questions/change/tried';
import { facts } from '../../facts';
import { repositories } from '../../random';
import { changes } from '../../random-change';

const branches = ['main', 'MAIN', 'release/1', 'feature/x', 'topic', 'develop'];

test('turns hold every cell that flips, once', () => {
  fc.assert(
    fc.property(repositories, changes, (told, change) => {
      const gathered = gather(facts({ ...told, branches }));
      const compiled = compile(gathered, [], allActors(tried(gathered, change).facts));
      const flips = difference(compiled, change);
      const cells = flips.flatMap(({ operation, before, after, actors, branches: on }) =>
        actors.flatMap((actor) => on.map((branch) => `${operation} ${before} ${after} ${String([actor, branch])}`)),
      );
      const turned = turnsOf(flips).flatMap(({ operations, before, after, actors, branches: groups }) =>
        operations.flatMap((operation) =>
          actors.flatMap((actor) =>
            groups.flat().map((branch) => `${operation} ${before} ${after} ${String([actor, branch])}`),
          ),
        ),
      );
      expect(turned.sort()).toEqual(cells.sort());
    }),
  );
});

test('what is made ready later is what would have been made ready at once', () => {
  fc.assert(
    fc.property(repositories, changes, fc.subarray(branches), (told, change, first) => {
      const gathered = gather(facts({ ...told, branches: first }));
      const also = allActors(tried(gathered, change).facts);
      const atOnce = compile(gathered, branches, also);
      const later = withMore(compile(gathered), branches, also);
      expect(later.branches).toEqual(atOnce.branches);
      expect(later.actors).toEqual(atOnce.actors);
      const members = (classes: readonly { members: readonly number[] }[]) => classes.map((one) => one.members);
      expect(members(later.branchClasses)).toEqual(members(atOnce.branchClasses));
      expect(members(later.actorClasses)).toEqual(members(atOnce.actorClasses));
      expect(difference(later, change)).toEqual(difference(atOnce, change));
    }),
  );
});
