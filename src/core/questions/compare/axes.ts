import { allActors } from '../../people/actor';
import { gather, type Gathered } from '../../cell/cell';
import type { Actor, Facts, Gap } from '../../model';
import { actorId } from '../../people/actor';
import { branchGaps, gapsOfEverybody } from '../survey';

/** What is compared, and so what stands on the left and on the right. */
export type Sides =
  | { of: 'people'; facts: Facts; left: Actor; right: Actor }
  | { of: 'branches'; facts: Facts; left: string; right: string }
  | { of: 'repositories'; left: Facts; right: Facts };

/** The branches and actors of one side. */
export interface Axis {
  gathered: Gathered;
  branches: readonly string[];
  actors: readonly Actor[];
}

/** What stands at the same place on either side is compared. */
export interface Axes {
  left: Axis;
  right: Axis;
  /** What keeps the axes themselves from being whole. */
  gaps: (gathered: Gathered) => Gap[];
}

/** Everything that is compared. */
export function axesOf(sides: Sides): Axes {
  switch (sides.of) {
    case 'people': {
      const gathered = gather(sides.facts);
      const both = { gathered, branches: sides.facts.branches.items };
      return {
        left: { ...both, actors: [sides.left] },
        right: { ...both, actors: [sides.right] },
        gaps: ({ facts }) => branchGaps(facts),
      };
    }
    case 'branches': {
      const gathered = gather(sides.facts);
      const both = { gathered, actors: allActors(sides.facts) };
      return {
        left: { ...both, branches: [sides.left] },
        right: { ...both, branches: [sides.right] },
        gaps: gapsOfEverybody,
      };
    }
    case 'repositories': {
      const branches = [...new Set([...sides.left.branches.items, ...sides.right.branches.items])];
      const everybody = new Map<string, Actor>();
      for (const actor of [...allActors(sides.left), ...allActors(sides.right)]) {
        const id = actorId(actor);
        if (!everybody.has(id)) everybody.set(id, actor);
      }
      const both = { branches, actors: [...everybody.values()] };
      return {
        left: { gathered: gather(sides.left), ...both },
        right: { gathered: gather(sides.right), ...both },
        gaps: (gathered) => [...gapsOfEverybody(gathered), ...branchGaps(gathered.facts)],
      };
    }
  }
}
