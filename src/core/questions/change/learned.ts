import { viewActor, type Gathered } from '../../cell/cell';
import { operations, type Operation } from '../../model';
import { hasList } from '../../rules/index';
import { classify, membersOf } from '../classes';
import { finish, mapped, type Steps } from '../../portions/steps';
import { actorClassKey, actorMark, sightOf, type Compiled } from './classes';
import type { Flip } from './difference';

/** Actors looked at in one step. */
const portion = 50;

/**
 * Every cell whose verdict is another by facts that know more, or something else, of people, as when the members of a
 * group are supplied. The rules and branches of both are the same: nothing changes in Bitbucket.
 */
export function learned(...about: Parameters<typeof learning>): Flip[] {
  return finish(learning(...about));
}

/** The same in steps. */
export function* learning(
  { actors, actorClasses, branchClasses, gathered, verdictOf }: Compiled,
  after: Gathered,
  asked: readonly Operation[] = operations,
): Steps<Flip[]> {
  const lists = gathered.facts.restrictions.items.filter(hasList);
  const ownLists = new Set(lists);
  const seen = yield* mapped(actors, portion, (actor) => {
    const view = viewActor(actor, after);
    return { view, key: actorClassKey(view, lists) };
  });
  const flips: Flip[] = [];
  for (const before of actorClasses) {
    const own = before.members.flatMap((at) => seen[at] ?? []);
    const { of, classes } = classify(own, ({ key }) => key);
    const members = membersOf(before.members, of);
    for (const [number, { view }] of classes.entries()) {
      const mark = actorMark(view, ownLists);
      for (const branch of branchClasses) {
        const was = sightOf(branch.mark, before.mark);
        const is = sightOf(branch.mark, mark);
        if (was === is) continue;
        const now = { gathered, branch: branch.view, actor: before.view };
        const then = { gathered: after, branch: branch.view, actor: view };
        for (const [at, operation] of operations.entries()) {
          if (!asked.includes(operation)) continue;
          const verdicts = { before: verdictOf(at, was, now), after: verdictOf(at, is, then) };
          if (verdicts.before !== verdicts.after)
            flips.push({ operation, ...verdicts, actors: members[number] ?? [], branches: branch.members });
        }
      }
      yield;
    }
  }
  return flips;
}
