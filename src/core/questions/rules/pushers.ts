import { allActors } from '../../people/actor';
import { distinctGaps } from '../../answer';
import { viewBranch, type Gathered } from '../../cell/cell';
import { operations, type Actor, type Gap, type Person } from '../../model';
import type { Steps } from '../../portions/steps';
import { compilingPeople } from '../../compiled/compile';
import { branchMark, verdictsBySight } from '../../compiled/sight';
import { oneOfEachAlike, rowsOn, verdictIn } from '../../compiled/verdicts';
import { gapsOfEverybody, settle } from '../survey';

/** Who may push to one branch, of everybody. */
export interface Pushers {
  branch: string;
  /** Those who surely may. */
  people: Person[];
  /** How many more perhaps may. */
  unsure: number;
  /** Automation that surely may, where it may write at all, and that perhaps may. */
  automation: { may: Actor[]; unsure: Actor[] };
  /** How many people surely may merge a pull request into it. */
  mergers: number;
  /** How many more perhaps may. */
  unsureMergers: number;
  /** What keeps it from being known of some. */
  gaps: Gap[];
  /** Whether there may be people who are on no list that was read. */
  isPart: boolean;
}

/** Who may push to this branch, a little at a time. */
export function* pushing(gathered: Gathered, branch: string): Steps<Pushers> {
  const { facts } = gathered;
  const view = viewBranch(branch, gathered);
  const actors = allActors(facts);
  yield;
  const people = yield* compilingPeople(gathered, actors);
  const own = { members: [], view, mark: branchMark(view) };
  const rows = rowsOn(own, { ...people, verdictOf: verdictsBySight() });
  const [push, merge] = [rows[operations.indexOf('push')], rows[operations.indexOf('merge')]];
  if (!push || !merge) throw new Error('Every operation has a row.');
  yield;
  const gaps = new Set<Gap>();
  for (const at of oneOfEachAlike(push.unknown, own.mark, people)) {
    const one = people.actorClasses[at];
    if (one) settle(gathered, 'push', view, one.view, gaps);
  }
  const found: Pushers = {
    ...{
      branch,
      people: [],
      unsure: 0,
      automation: { may: [], unsure: [] },
      mergers: 0,
      unsureMergers: 0,
      gaps: distinctGaps([...gaps]),
    },
    isPart: gapsOfEverybody(gathered).length > 0,
  };
  for (const [at, actor] of actors.entries()) {
    const number = people.actorClassAt[at] ?? 0;
    const may = verdictIn(push, number);
    if (actor.type !== 'user') {
      if (may === 'allowed') found.automation.may.push(actor);
      if (may === 'unknown') found.automation.unsure.push(actor);
      continue;
    }
    if (may === 'allowed') found.people.push(actor.person);
    if (may === 'unknown') found.unsure += 1;
    const mayMerge = verdictIn(merge, number);
    if (mayMerge === 'allowed') found.mergers += 1;
    if (mayMerge === 'unknown') found.unsureMergers += 1;
  }
  return found;
}
