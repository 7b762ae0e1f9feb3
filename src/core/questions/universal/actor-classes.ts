import { gapKey, type Answer } from '../../answer';
import type { ActorView, BranchView } from '../../cell/cell';
import type { Facts } from '../../model';
import { hasList } from '../../rules/index';

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
  const base = numbered(actors.map((views) => [apart(views), ...views.map(standing)].join(' ')));
  const lists = facts.map(({ restrictions: { items } }, reading) =>
    items.map((restriction) =>
      hasList(restriction) ? numbered(actors.map((views) => answerKey(views[reading]?.lists(restriction)))) : undefined,
    ),
  );
  const whole = lists
    .flat()
    .reduce<readonly number[]>((classes, column) => (column ? refined(classes, column) : classes), base);
  const firsts = firstOfEach(whole);
  const ownBase = firsts.map((at) => base[at] ?? 0);
  const columns = lists.map((own) => own.map((column) => column && firsts.map((at) => column[at] ?? 0)));
  const all = firsts.map((at) => actors[at]).filter((views) => views !== undefined);
  return {
    all,
    on(branch) {
      const covering = branch.flatMap((view, reading) => view.covering.flatMap(({ at }) => [columns[reading]?.[at]]));
      const classes = covering.reduce<readonly number[]>(
        (before, column) => (column ? refined(before, column) : before),
        ownBase,
      );
      return firstOfEach(classes)
        .map((at) => all[at])
        .filter((views) => views !== undefined);
    },
  };
}

/** What rules look at whatever the branch. */
function standing({ actor, write }: ActorView): string {
  const apart = ['user', 'access-key', 'pipelines'].includes(actor.type) ? actor.type : 'unlistable';
  return `${apart} ${answerKey(write)}`;
}

/** Unknowns are told apart by their gaps, so that no gap is lost with the members of a class. */
function answerKey(answer: Answer | undefined): string {
  if (!answer) return '';
  return answer.is === 'unknown' ? answer.gaps.map(gapKey).join('+') : answer.is;
}

/** A number for each text, the same for the same ones. */
function numbered(texts: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return texts.map((text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
}

/** Classes whose members are the same in both. */
function refined(classes: readonly number[], column: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return classes.map((one, at) => {
    const key = one * 0x100000 + (column[at] ?? 0);
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

/** Where each class is met first. */
function firstOfEach(classes: readonly number[]): number[] {
  const firsts = new Map<number, number>();
  for (const [at, one] of classes.entries()) if (!firsts.has(one)) firsts.set(one, at);
  return [...firsts.values()];
}
