import { no } from '../../answer';
import type { ActorView, BranchView } from '../../cell/cell';
import type { Facts } from '../../model';
import { hasList } from '../../rules/kinds';
import { answerKey, classify, divided, standingKey } from '../classes';

/** Actors, each as one or more readings see them. */
export interface ActorClasses<Views extends readonly ActorView[]> {
  /** One of each class that no rule tells apart on any branch. */
  all: Views[];
  /** One of each class that no rule tells apart on a branch, of which each reading has its own view. */
  on: (branch: readonly BranchView[]) => Views[];
}

/**
 * Sorts actors into classes, given one list of views for each actor and the facts of each reading. `apart` is what
 * tells them apart besides. What a list says of an actor is asked once, so that a branch costs only what covers it.
 */
export function actorClasses<Views extends readonly ActorView[]>(
  actors: readonly Views[],
  facts: readonly Facts[],
  apart: (views: Views) => string = () => '',
): ActorClasses<Views> {
  const base = classify(actors, (views) => [apart(views), ...views.map(standingKey)].join(' ')).of;
  const lists = facts.map(({ restrictions: { items } }, reading) =>
    items.map((restriction) =>
      hasList(restriction)
        ? classify(actors, (views) => answerKey(views[reading]?.lists(restriction) ?? no())).of
        : undefined,
    ),
  );
  const whole = lists
    .flat()
    .reduce<readonly number[]>((classes, column) => (column ? divided(classes, column) : classes), base);
  const firsts = firstOfEach(whole);
  const ownBase = firsts.map((at) => base[at] ?? 0);
  const columns = lists.map((own) => own.map((column) => column && firsts.map((at) => column[at] ?? 0)));
  const all = firsts.map((at) => actors[at]).filter((views) => views !== undefined);
  return {
    all,
    on(branch) {
      const covering = branch.flatMap((view, reading) => view.covering.flatMap(({ at }) => [columns[reading]?.[at]]));
      const classes = covering.reduce<readonly number[]>(
        (before, column) => (column ? divided(before, column) : before),
        ownBase,
      );
      return firstOfEach(classes)
        .map((at) => all[at])
        .filter((views) => views !== undefined);
    },
  };
}

/** Where each class is met first. */
function firstOfEach(classes: readonly number[]): number[] {
  const firsts = new Map<number, number>();
  for (const [at, one] of classes.entries()) if (!firsts.has(one)) firsts.set(one, at);
  return [...firsts.values()];
}
