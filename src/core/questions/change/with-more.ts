import { viewActor, viewBranch, type Gathered } from '../../cell/cell';
import type { Actor } from '../../model';
import { hasList } from '../../rules/index';
import { branchKey } from '../classes';
import {
  actorClassKey,
  actorMark,
  branchMark,
  distinctActors,
  marked,
  placesOfUsers,
  type BranchClass,
  type Class,
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
  return {
    ...compiled,
    actors,
    views: [...compiled.views, ...newViews],
    actorClasses: joinedBy(
      compiled.actorClasses,
      marked(
        newViews,
        newViews.map((view) => actorClassKey(view, lists)),
        (view) => actorMark(view, ownLists),
      ),
      (view) => actorClassKey(view, lists),
      compiled.views.length,
    ),
    userAt: placesOfUsers(actors),
    branches: all,
    branchAt: new Map(all.map((name, at) => [name, at])),
    branchClasses: joinedBy(
      compiled.branchClasses,
      classesOfBranches(newBranches, gathered),
      branchKey,
      branches.length,
    ),
  };
}

function classesOfBranches(names: readonly string[], gathered: Gathered): BranchClass[] {
  const views = names.map((name) => viewBranch(name, gathered));
  return marked(views, views.map(branchKey), branchMark);
}

/** These classes with the members of the others, whose places begin after `offset`. */
function joinedBy<View, Mark>(
  classes: readonly Class<View, Mark>[],
  others: readonly Class<View, Mark>[],
  keyOf: (view: View) => string,
  offset: number,
): Class<View, Mark>[] {
  const at = new Map(classes.map(({ view }, place) => [keyOf(view), place]));
  const joined = [...classes];
  for (const other of others) {
    const members = other.members.map((one) => one + offset);
    const place = at.get(keyOf(other.view));
    const own = place === undefined ? undefined : joined[place];
    if (place !== undefined && own) joined[place] = { ...own, members: [...own.members, ...members] };
    else joined.push({ ...other, members });
  }
  return joined;
}
