import type { Gathered } from '../../cell/cell';
import { compilingPeople } from '../../compiled/compile';
import type { ActorClass, Compiled } from '../../compiled/compiled';
import { sightOf } from '../../compiled/sight';
import { operations, type Operation, type Restriction } from '../../model';
import { finish, type Steps } from '../../portions/steps';
import { hasList } from '../../rules/kinds';
import { classify, membersOf } from '../classes';
import type { Flip } from './difference';

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
  const seen = yield* compilingPeople(after, actors);
  const flips: Flip[] = [];
  for (const before of actorClasses) {
    const own = before.members.map((at) => seen.actorClassAt[at] ?? 0);
    const { of, classes } = classify(own, String);
    const members = membersOf(before.members, of);
    for (const [number, place] of classes.entries()) {
      const then = seen.actorClasses[place];
      if (!then || isSeenAlike(before, then, lists)) continue;
      for (const branch of branchClasses) {
        const was = sightOf(branch.mark, before.mark);
        const is = sightOf(branch.mark, then.mark);
        if (was === is) continue;
        const cell = { gathered, branch: branch.view, actor: before.view };
        const learnt = { gathered: after, branch: branch.view, actor: then.view };
        for (const [at, operation] of operations.entries()) {
          if (!asked.includes(operation)) continue;
          const verdicts = { before: verdictOf(at, was, cell), after: verdictOf(at, is, learnt) };
          if (verdicts.before !== verdicts.after)
            flips.push({ operation, ...verdicts, actors: members[number] ?? [], branches: branch.members });
        }
      }
      yield;
    }
  }
  return flips;
}

/** Whether the rules see the same of both on every branch. */
function isSeenAlike(one: ActorClass, other: ActorClass, lists: readonly Restriction[]): boolean {
  return one.mark.bits === other.mark.bits && lists.every((list) => one.mark.listed(list) === other.mark.listed(list));
}
