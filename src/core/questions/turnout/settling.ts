import type { BranchView } from '../../cell/cell';
import { placesIn } from '../../compiled/bits';
import { alikeIn } from '../../compiled/verdicts';
import type { Opinion } from '../../decision';
import type { Operation } from '../../model';
import { hasList } from '../../rules/kinds';
import { judge } from '../judge';
import { turnoutOn, type Crowd } from './crowd';

/** Groups whose members would settle what is not known of people, whoever these members are. */
export interface Settles {
  /** By slug, sorted. */
  groups: string[];
  /** Of how many people they surely settle it, together. */
  people: number;
}

/** What would settle who may do something on a branch. */
export interface Settling {
  /** Of how many people it is not known. */
  unknown: number;
  /** From the fewest groups to the most; each settles it of more people than those before. */
  by: Settles[];
}

/**
 * Which groups' members would settle most. A verdict lacks nothing but members of groups where these are all its gaps:
 * once each is known, three values leave nothing open. A list that contradicts what was read settles less.
 */
export function settling(crowd: Crowd, operation: Operation, branch: BranchView): Settling {
  const { facts } = crowd.gathered;
  const lacking = new Map<string, Settles>();
  let unknown = 0;
  const row = turnoutOn(crowd, branch)[operation];
  const lists = branch.covering.flatMap(({ restriction }) => (hasList(restriction) ? [restriction] : []));
  for (const classes of alikeIn(row.unknown, lists, crowd)) {
    const alike = placesIn(classes).flatMap((at) => crowd.actorClasses[at] ?? []);
    const [one] = alike;
    if (one?.view.actor.type !== 'user') continue;
    const { opinions } = judge({ facts, operation, branch, actor: one.view });
    const people = alike.reduce((sum, { members }) => sum + members.length, 0);
    unknown += people;
    const groups = groupsLacking(opinions);
    if (!groups) continue;
    const key = groups.join('\n');
    lacking.set(key, { groups, people: people + (lacking.get(key)?.people ?? 0) });
  }
  return { unknown, by: frontier([...lacking.values()]) };
}

/** The groups whose members are all that is lacking; undefined where something else is too. */
function groupsLacking(opinions: readonly Opinion[]): string[] | undefined {
  const gaps = opinions.flatMap((one) => (one.verdict === 'unknown' ? one.gaps : []));
  const groups = gaps.flatMap(({ of }) => (of.what === 'members' ? [of.group] : []));
  return groups.length === gaps.length ? [...new Set(groups)].sort() : undefined;
}

/** What each set of groups settles, with all that some of them settle; only those that settle more than fewer do. */
function frontier(lacking: readonly Settles[]): Settles[] {
  const sets = lacking.map(({ groups }) => {
    const all = new Set(groups);
    const within = lacking.filter((one) => one.groups.every((slug) => all.has(slug)));
    return { groups, people: within.reduce((sum, { people }) => sum + people, 0) };
  });
  const sorted = sets.sort(
    (a, b) => a.groups.length - b.groups.length || b.people - a.people || (a.groups.join() < b.groups.join() ? -1 : 1),
  );
  const best: Settles[] = [];
  for (const one of sorted) if (one.people > (best.at(-1)?.people ?? 0)) best.push(one);
  return best;
}
