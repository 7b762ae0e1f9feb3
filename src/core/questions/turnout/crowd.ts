import type { BranchView, Gathered } from '../../cell/cell';
import { compilingPeople } from '../../compiled/compile';
import type { Compiled, CompiledPeople, Row } from '../../compiled/compiled';
import { branchMark, verdictsBySight } from '../../compiled/sight';
import { rowsOn, verdictIn } from '../../compiled/verdicts';
import type { Verdict } from '../../decision';
import { operations, type Actor, type Operation } from '../../model';
import { finish, type Steps } from '../../portions/steps';

/** Everybody, made ready to be asked about one branch after another. */
export interface Crowd extends CompiledPeople, Pick<Compiled, 'verdictOf'> {}

/** What everybody may do on one branch, by class. */
export type Turnout = Record<Operation, Row>;

/** These actors, made ready. */
export function crowdOf(gathered: Gathered, actors: readonly Actor[]): Crowd {
  return finish(gatheringCrowd(gathered, actors));
}

/** As `crowdOf`, in steps. */
export function* gatheringCrowd(gathered: Gathered, actors: readonly Actor[]): Steps<Crowd> {
  return { ...(yield* compilingPeople(gathered, actors)), verdictOf: verdictsBySight() };
}

/** What everybody may do on this branch. */
export function turnoutOn(crowd: Crowd, view: BranchView): Turnout {
  const rows = rowsOn({ members: [], view, mark: branchMark(view) }, crowd);
  return Object.fromEntries(operations.map((operation, at) => [operation, rows[at]])) as Turnout;
}

/** Actors by their verdict, in the order of the crowd. */
export type ByVerdict = Record<Verdict, Actor[]>;

/** Who may, who may not, and of whom that is not known: people apart from the actors that no list can name. */
export function sortedBy({ actors, actorClassAt }: Crowd, row: Row): Record<'people' | 'automation', ByVerdict> {
  const sorted = { people: nobody(), automation: nobody() };
  for (const [at, actor] of actors.entries()) {
    const verdict = verdictIn(row, actorClassAt[at] ?? -1);
    sorted[actor.type === 'user' ? 'people' : 'automation'][verdict].push(actor);
  }
  return sorted;
}

function nobody(): ByVerdict {
  return { allowed: [], denied: [], unknown: [] };
}
