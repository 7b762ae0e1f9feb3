import { distinctGaps } from '../../answer';
import { viewBranch, type Gathered } from '../../cell/cell';
import type { Actor, Gap, Person } from '../../model';
import type { Steps } from '../../portions/steps';
import { actorKeyOn, actorsInClasses, membersOf } from '../classes';
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

/** Who may push to this branch, a little at a time. */
export function* pushing(gathered: Gathered, branch: string): Steps<Pushers> {
  const { facts } = gathered;
  const view = viewBranch(branch, gathered);
  const actors = allActors(facts);
  yield;
  const { of, classes } = yield* actorsInClasses(actors, gathered, actorKeyOn(facts));
  const gaps = new Set<Gap>();
  const found: Pushers = {
    ...{ branch, people: [], unsure: 0, automation: { may: [], unsure: [] }, mergers: 0, gaps: [] },
    isPart: gapsOfEverybody(gathered).length > 0,
  };
  for (const [at, members] of membersOf(actors, of).entries()) {
    yield;
    const standing = classes[at];
    if (!standing) continue;
    const { verdict } = settle(gathered, 'push', view, standing, gaps);
    const merge = settle(gathered, 'merge', view, standing, new Set());
    const people = members.flatMap((one) => (one.type === 'user' ? [one.person] : []));
    const automation = members.filter(({ type }) => type !== 'user');
    if (verdict === 'allowed') found.people.push(...people);
    if (verdict === 'unknown') found.unsure += people.length;
    if (merge.verdict === 'allowed') found.mergers += people.length;
    if (verdict === 'allowed') found.automation.may.push(...automation);
    if (verdict === 'unknown') found.automation.unsure.push(...automation);
  }
  const place = new Map(actors.flatMap((one, at) => (one.type === 'user' ? [[one.person.id, at]] : [])));
  found.people.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  return { ...found, gaps: distinctGaps([...gaps]) };
}
