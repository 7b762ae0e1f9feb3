import { allActors } from '../../people/actor';
import { gather, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import type { Actor, Facts, Operation, Question } from '../../model';
import { actorId } from '../../people/actor';
import { explainAmong } from '../explain';
import { whoAmong } from '../survey';

/** Whose verdict is another than it was, on one branch: everybody with the same two verdicts. */
export interface VerdictsChanged {
  operation: Operation;
  branch: string;
  before: Verdict;
  after: Verdict;
  actors: Actor[];
}

/** An operation on a branch, whoever asks. */
type Deed = Pick<Question, 'operation' | 'branch'>;

/** Everybody in either reading whose verdict on one branch is another in the later. */
export function verdictsSince(before: Facts, after: Facts, deed: Deed): VerdictsChanged[] {
  return verdictsAmong(gather(before), gather(after), actorsOfBoth(before, after), deed);
}

/** Everybody in either reading. */
export function actorsOfBoth(before: Facts, after: Facts): Actor[] {
  const actors = new Map([...allActors(before), ...allActors(after)].map((actor) => [actorId(actor), actor]));
  return [...actors.values()];
}

/** As `verdictsSince`, of some actors, so that a page can ask for a few at a time. */
export function verdictsAmong(
  before: Gathered,
  after: Gathered,
  actors: Actor[],
  { operation, branch }: Deed,
): VerdictsChanged[] {
  const was = whoAmong(before, actors, operation, branch);
  const is = whoAmong(after, actors, operation, branch);
  const changed = actors.flatMap((actor, at): VerdictsChanged[] => {
    const [one, other] = [was[at]?.verdict, is[at]?.verdict];
    if (!one || !other || one === other) return [];
    return [{ operation, branch, before: one, after: other, actors: [actor] }];
  });
  return together(changed);
}

/** The same, everybody with the same two verdicts in one. */
export function together(all: readonly VerdictsChanged[]): VerdictsChanged[] {
  const merged = new Map<string, VerdictsChanged>();
  for (const one of all) {
    const key = JSON.stringify([one.operation, one.branch, one.before, one.after]);
    const known = merged.get(key);
    if (known) known.actors.push(...one.actors);
    else merged.set(key, { ...one, actors: [...one.actors] });
  }
  return [...merged.values()];
}

/** The same of one question: nothing where its verdict is as it was. */
export function verdictSince(before: Gathered, after: Gathered, question: Question): VerdictsChanged[] {
  const [was, is] = [explainAmong(before, question).verdict, explainAmong(after, question).verdict];
  const { operation, branch, actor } = question;
  return was === is ? [] : [{ operation, branch, before: was, after: is, actors: [actor] }];
}
