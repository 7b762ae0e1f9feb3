import { operations, type Facts } from '../../src/core/model';
import type { Change } from '../../src/core/questions/change/change';
import { difference } from '../../src/core/questions/change/difference';
import { tried } from '../../src/core/questions/change/tried';
import { mulberry32 } from '../../src/sandbox/bitbucket/large-world';
import { pick } from '../data';
import { onAnyName, placeOf, ready, type Ready } from '../ours';

/** So many people and so many branches are looked at, of all and of those whom a change touches: 2,000 cells. */
const some = 20;

/** Whether a change flips what one decision after another before and after it says, on a sample of cells. */
export function flipsRightly(before: Ready, facts: Facts, change: Change): boolean {
  const flips = difference(before, change);
  const after = ready(tried(before.gathered, change).facts);
  const random = mulberry32(11);
  const sample = (all: readonly number[], those: readonly number[]) =>
    Array.from({ length: some }, (_, at) => pick(random, at % 2 === 0 && those.length > 0 ? those : all));
  const people = new Set(facts.permissions.items.map(({ person }) => placeOf(before, person.id)));
  const few = (places: readonly number[]) => places.slice(0, 3);
  const touched = flips.flatMap((flip) => few(flip.actors)).filter((at) => people.has(at));
  const actors = sample([...people], touched);
  const branches = sample(
    [...facts.branches.items.keys()],
    flips.flatMap((flip) => few(flip.branches)),
  );
  return operations.every((operation) => {
    const own = flips.filter((flip) => flip.operation === operation);
    return actors.every((actor) => {
      const theirs = own.filter((flip) => flip.actors.includes(actor)).map((flip) => new Set(flip.branches));
      const then = placeOf(after, idOf(before, actor));
      return branches.every((at) => {
        const branch = before.branches[at] ?? '';
        const differs = onAnyName(before, actor, operation, branch) !== onAnyName(after, then, operation, branch);
        return differs === theirs.some((flip) => flip.has(at));
      });
    });
  });
}

function idOf({ actors }: Ready, at: number): string {
  const actor = actors[at];
  if (actor?.type !== 'user') throw new Error('Only people are looked at.');
  return actor.person.id;
}
