import type { Restriction } from '../../model';
import type { BranchView } from '../../cell/cell';
import { surely, type Seen, type Who } from '../seen';

/** Branches that the same restrictions of Write access cover, and who may push and merge there. */
export interface Pushed {
  /** Those of Write access that cover them. */
  restrictions: Restriction[];
  /** Those that exist. */
  names: string[];
  view: BranchView;
  push: Who;
  merge: Who;
  /** Whether one of them lists anybody. */
  listing: boolean;
  /** Whether Pipelines might push, by a field that is not documented. */
  pipelines: boolean;
}

/**
 * All branches that Write access surely covers, by the restrictions that do; where one covers no branch yet, those that
 * it would cover. Who may merge may differ among them, and then they stand apart.
 */
export function pushedBranches(seen: Seen): Pushed[] {
  const ofNames = seen.classes.map(({ view, names }) => ({ view, names }));
  const empty = seen.restrictions.flatMap((restriction, at) => {
    const name =
      restriction.kind === 'push' && seen.coveredBy(at).length === 0 ? seen.generalName(restriction) : undefined;
    return name === undefined ? [] : [{ view: seen.view(name), names: [] as string[] }];
  });
  const found = new Map<string, Pushed>();
  for (const { view, names } of [...ofNames, ...empty]) {
    const restrictions = surely(view, 'push');
    if (restrictions.length === 0) continue;
    const push = seen.who('push', view);
    // Of no use to the problems that ask: two may push.
    if (push.people.length > 1) continue;
    const merge = seen.who('merge', view);
    const key = JSON.stringify([
      restrictions.map((one) => seen.restrictions.indexOf(one)),
      merge.people.length > 0,
      merge.unsure,
      names.length > 0,
    ]);
    const same = found.get(key);
    if (same) same.names.push(...names);
    else {
      found.set(key, {
        restrictions,
        names: [...names],
        view,
        push,
        merge,
        listing: restrictions.some(
          ({ users, groups, otherUsers = 0 }) => users.length + groups.length + otherUsers > 0,
        ),
        pipelines: restrictions.some(({ pipelinesSourceBranches }) => pipelinesSourceBranches.length > 0),
      });
    }
  }
  return [...found.values()];
}

/** Whether surely no person may push there. */
export function isClosed({ push, listing, restrictions }: Pushed, { allRestrictions }: Seen): boolean {
  if (push.people.length > 0 || !allRestrictions) return false;
  const surelyEmpty = !listing && restrictions.every(({ gaps }) => gaps.length === 0);
  return surelyEmpty || !push.unsure;
}
