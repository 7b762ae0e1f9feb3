import { viewActor, viewBranch } from '../../cell/cell';
import type { Actor } from '../../model';
import { hasList } from '../../rules/index';
import { branchKey, type Classes } from '../classes';
import {
  actorClassKey,
  actorMark,
  branchMark,
  distinctActors,
  marked,
  placesOfUsers,
  viewsOf,
  type Compiled,
} from './classes';

/** The same with these branches and actors too, where it has not got them: what was made ready stays so. */
export function withMore(compiled: Compiled, more: readonly string[], also: readonly Actor[] = []): Compiled {
  const { gathered, branches, branchAt } = compiled;
  const newBranches = [...new Set(more)].filter((name) => !branchAt.has(name));
  const actors = distinctActors([...compiled.actors, ...also]);
  if (newBranches.length === 0 && actors.length === compiled.actors.length) return compiled;
  const lists = gathered.facts.restrictions.items.filter(hasList);
  const ownLists = new Set(lists);
  const newViews = actors.slice(compiled.actors.length).map((actor) => viewActor(actor, gathered));
  const all = [...branches, ...newBranches];
  const byActor = joined(compiled.actorClassAt, compiled.actorClasses, newViews, (view) => actorClassKey(view, lists));
  const byBranch = joined(
    compiled.branchClassAt,
    compiled.branchClasses,
    newBranches.map((name) => viewBranch(name, gathered)),
    branchKey,
  );
  return {
    ...compiled,
    actors,
    viewAt: viewsOf(actors, gathered),
    actorClassAt: byActor.of,
    actorClasses: marked(
      byActor,
      (view) => view,
      (view) => actorMark(view, ownLists),
    ),
    userAt: placesOfUsers(actors),
    branches: all,
    branchAt: new Map(all.map((name, at) => [name, at])),
    branchClassAt: byBranch.of,
    branchClasses: marked(byBranch, (view) => view, branchMark),
  };
}

/** These classes, and those of further views: one with a key that is there already goes into its class. */
function joined<View>(
  of: readonly number[],
  classes: readonly { view: View }[],
  further: readonly View[],
  keyOf: (view: View) => string,
): Classes<View> {
  const first = classes.map(({ view }) => view);
  const numbers = new Map(first.map((view, number) => [keyOf(view), number]));
  const added = further.map((view) => {
    const key = keyOf(view);
    const number = numbers.get(key) ?? first.push(view) - 1;
    numbers.set(key, number);
    return number;
  });
  return { of: [...of, ...added], classes: first };
}
