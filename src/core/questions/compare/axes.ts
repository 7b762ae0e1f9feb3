import { gather, viewActor, viewBranch, type ActorView, type BranchView, type Gathered } from '../../cell/cell';
import type { Actor, Facts, Gap } from '../../model';
import { actorId } from '../../people/actor';
import { allActors, branchGaps, gapsOfEverybody } from '../survey';

/** What is compared, and so what stands on the left and on the right. */
export type Sides =
  | { of: 'people'; facts: Facts; left: Actor; right: Actor }
  | { of: 'branches'; facts: Facts; left: string; right: string }
  | { of: 'repositories'; left: Facts; right: Facts };

/** The actors and branches of a comparison, each as either side sees it. */
export interface Axes {
  left: Gathered;
  right: Gathered;
  branches: { name: string; left: BranchView; right: BranchView }[];
  actors: { actor: Actor; left: ActorView; right: ActorView }[];
  /** What keeps the axes themselves from being whole. */
  gaps: (gathered: Gathered) => Gap[];
}

/** Everything that is compared, as either side sees it. */
export function axesOf(sides: Sides): Axes {
  switch (sides.of) {
    case 'people': {
      const gathered = gather(sides.facts);
      const actor = { left: viewActor(sides.left, gathered), right: viewActor(sides.right, gathered) };
      return {
        left: gathered,
        right: gathered,
        branches: sides.facts.branches.items.map((name) => onBothSides(name, gathered)),
        actors: [{ actor: sides.left, ...actor }],
        gaps: ({ facts }) => branchGaps(facts),
      };
    }
    case 'branches': {
      const gathered = gather(sides.facts);
      const branch = { left: viewBranch(sides.left, gathered), right: viewBranch(sides.right, gathered) };
      return {
        left: gathered,
        right: gathered,
        branches: [{ name: sides.left, ...branch }],
        actors: allActors(sides.facts).map((actor) => {
          const view = viewActor(actor, gathered);
          return { actor, left: view, right: view };
        }),
        gaps: gapsOfEverybody,
      };
    }
    case 'repositories': {
      const [left, right] = [gather(sides.left), gather(sides.right)];
      const names = new Set([...sides.left.branches.items, ...sides.right.branches.items]);
      const everybody = new Map<string, Actor>();
      for (const actor of [...allActors(sides.left), ...allActors(sides.right)]) {
        const id = actorId(actor);
        if (!everybody.has(id)) everybody.set(id, actor);
      }
      return {
        left,
        right,
        branches: [...names].map((name) => ({ name, left: viewBranch(name, left), right: viewBranch(name, right) })),
        actors: [...everybody.values()].map((actor) => ({
          actor,
          left: viewActor(actor, left),
          right: viewActor(actor, right),
        })),
        gaps: (gathered) => [...gapsOfEverybody(gathered), ...branchGaps(gathered.facts)],
      };
    }
  }
}

function onBothSides(name: string, gathered: Gathered): Axes['branches'][number] {
  const view = viewBranch(name, gathered);
  return { name, left: view, right: view };
}
