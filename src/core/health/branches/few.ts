import type { Restriction } from '../../model';
import type { BranchView } from '../../cell/cell';
import { some, type Some } from '../problem';
import { branchKey } from '../../questions/classes';
import { surely, type Seen, type Who } from '../seen';
import { counted } from '../../words/counts';
import { named } from '../words';
import type { Steps } from '../../portions/steps';

/** Branches that the same restrictions of Write access cover, and who may push and merge there. */
export interface Pushed {
  /** Those of Write access that cover them. */
  restrictions: Restriction[];
  /** Those that exist. */
  names: string[];
  /** Tells them from others that the same restrictions cover, whatever their names. */
  subject: string;
  view: BranchView;
  push: Who;
  merge: Who;
  /** The one of them that covers the fewest branches, and how many that are: to be listed there changes the least. */
  narrowest: Restriction;
  reach: number;
  /** Whether anybody is listed on what covers them, or might. */
  listing: boolean;
  /** Whether Pipelines might push, by an undocumented field; `perhaps` where nobody knows whether that covers. */
  pipelines: 'yes' | 'perhaps' | 'no';
}

/**
 * All branches that Write access surely covers, by the restrictions that do; and where one would cover a new branch
 * otherwise than those that exist, such a branch. Who may merge may differ among them, and then they stand apart.
 */
export function* pushedBranches(seen: Seen): Steps<Pushed[]> {
  const known = new Set(seen.classes.map(({ view }) => branchKey(view)));
  const later = seen.restrictions.flatMap((restriction) => {
    const name = restriction.kind === 'push' ? seen.generalName(restriction) : undefined;
    const view = name === undefined ? undefined : seen.view(name);
    return view && !known.has(branchKey(view)) ? [{ view, names: [] as string[] }] : [];
  });
  const found = new Map<string, Pushed>();
  for (const { view, names } of [...seen.classes, ...later]) {
    const restrictions = surely(view, 'push');
    // Of no use to the problems that ask: two may push.
    const push = seen.who('push', view);
    yield;
    const narrowest = narrowestOf(restrictions, seen);
    if (!narrowest || push.people.length > 1) continue;
    const merge = seen.who('merge', view);
    const apart = [merge.people.length > 0, merge.unsure];
    const key = JSON.stringify([restrictions.map((one) => seen.restrictions.indexOf(one)), ...apart]);
    const same = found.get(key);
    if (same) same.names.push(...names);
    else {
      const covering = view.covering.map(({ restriction }) => restriction).filter(({ kind }) => kind === 'push');
      found.set(key, {
        ...{ restrictions, view, push, merge, ...narrowest },
        names: [...names],
        subject: JSON.stringify([restrictions.map(({ match }) => JSON.stringify(match)).sort(), ...apart]),
        listing: covering.some(
          ({ users, groups, otherUsers = 0, gaps }) => users.length + groups.length + otherUsers + gaps.length > 0,
        ),
        pipelines: namesPipelines(restrictions) ? 'yes' : namesPipelines(covering) ? 'perhaps' : 'no',
      });
    }
  }
  return [...found.values()];
}

function namesPipelines(restrictions: Restriction[]): boolean {
  return restrictions.some(({ pipelinesSourceBranches }) => pipelinesSourceBranches.length > 0);
}

/**
 * The one that covers the fewest of the branches that exist, and of equals the one with the longest pattern. One of the
 * project reaches all its repositories.
 */
function narrowestOf(restrictions: Restriction[], seen: Seen): Pick<Pushed, 'narrowest' | 'reach'> | undefined {
  const [first] = restrictions
    .map((narrowest) => {
      const classes = seen.coveredBy(seen.restrictions.indexOf(narrowest));
      return { narrowest, reach: classes.reduce((sum, { names }) => sum + names.length, 0) };
    })
    .sort(
      (a, b) =>
        Number(a.narrowest.supplied !== undefined) - Number(b.narrowest.supplied !== undefined) ||
        a.reach - b.reach ||
        fixed(b.narrowest) - fixed(a.narrowest) ||
        (JSON.stringify(a.narrowest.match) < JSON.stringify(b.narrowest.match) ? -1 : 1),
    );
  return first;
}

function fixed({ match }: Restriction): number {
  return match.by === 'glob' ? match.pattern.replaceAll('*', '').length : 0;
}

/** `Write access on main`, and how much further being listed there reaches. */
export function toBeListedOn({ narrowest, reach, branches }: Listing): string {
  const further = reach > branches.count ? `, which covers ${counted(reach, 'branch', 'branches')} in all` : '';
  return `${named(narrowest)}${further}`;
}

/** Where somebody is to be listed for these branches. */
export interface Listing extends Pick<Pushed, 'narrowest' | 'reach'> {
  branches: Some<string>;
}

/** Whether surely no person may push there. */
export function isClosed({ push, listing }: Pushed, { allRestrictions }: Seen): boolean {
  return allRestrictions && push.people.length === 0 && (!listing || !push.unsure);
}

/** What is to be said of branches to which nobody, or no person, may push. */
export interface Closed extends Listing {
  restrictions: Restriction[];
  /** How many can merge; absent where nobody who surely can was seen, and somebody might. */
  mergers?: number;
  /** Whether others might. */
  unsure: boolean;
}

/** What is to be said of these branches. */
export function closedOn({ restrictions, names, merge, narrowest, reach }: Pushed): Closed {
  const count = merge.people.length;
  return {
    ...{ restrictions, branches: some(names), narrowest, reach, unsure: merge.unsure },
    ...((count > 0 || !merge.unsure) && { mergers: count }),
  };
}
