import { distinctGaps } from '../../answer';
import { viewActor, viewBranch, type Gathered } from '../../cell/cell';
import type { Actor, Gap, Person } from '../../model';
import type { Steps } from '../../steps';
import { allActors, gapsOfEverybody, settle } from '../survey';

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
  /** What keeps it from being known of some. */
  gaps: Gap[];
  /** Whether there may be people who are on no list that was read. */
  isPart: boolean;
}

/** So many are judged between two rests. */
const atOnce = 50;

/** Who may push to this branch, a little at a time. */
export function* pushing(gathered: Gathered, branch: string): Steps<Pushers> {
  const view = viewBranch(branch, gathered);
  const gaps = new Set<Gap>();
  const found: Pushers = {
    ...{ branch, people: [], unsure: 0, automation: { may: [], unsure: [] }, mergers: 0, gaps: [] },
    isPart: gapsOfEverybody(gathered).length > 0,
  };
  for (const [at, actor] of allActors(gathered.facts).entries()) {
    if (at % atOnce === 0) yield;
    const seen = viewActor(actor, gathered);
    const { verdict } = settle(gathered, 'push', view, seen, gaps);
    if (actor.type === 'user') {
      if (verdict === 'allowed') found.people.push(actor.person);
      if (verdict === 'unknown') found.unsure += 1;
      if (settle(gathered, 'merge', view, seen, new Set()).verdict === 'allowed') found.mergers += 1;
    } else {
      if (verdict === 'allowed') found.automation.may.push(actor);
      if (verdict === 'unknown') found.automation.unsure.push(actor);
    }
  }
  return { ...found, gaps: distinctGaps([...gaps]) };
}
