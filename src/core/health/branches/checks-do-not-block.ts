import type { Restriction } from '../../model';
import { kinds, enforcing } from '../../rules/kinds';
import type { Steps } from '../../portions/steps';
import { docs } from '../../words/pages';
import { added } from '../mending';
import { some, unit, type Some } from '../problem';
import { surelyNone, type BranchClass, type Seen } from '../seen';
import { branches, sure } from '../words';

/** That a merge check only warns, as nothing prevents a merge with unresolved ones on branches that it covers. */
export const checksDoNotBlock = unit<{ branches: Some<string>; mergers: number; unsure: boolean }>({
  id: 'checks-do-not-block',
  title: 'A merge check does not block a merge',
  why: 'Without “Prevent a merge with unresolved merge checks”, which Premium offers, Bitbucket warns and merges.',
  docs: docs.mergeChecks,
  *find(seen) {
    for (const [at, restriction] of seen.restrictions.entries()) {
      if (kinds.get(restriction.kind)?.is !== 'merge-check') continue;
      yield;
      const open = coveredAndLater(restriction, at, seen).filter(({ view }) => surelyNone(seen, view, enforcing));
      if (open.length === 0) continue;
      const names = open.flatMap((one) => one.names);
      const found = { branches: some(names), ...(yield* mergersInto(open, seen)) };
      const change = added(enforcing, [restriction.match]);
      // On branches that are only yet to come it is no more than something to know.
      const level = names.length > 0 ? 'warning' : 'info';
      yield { level, restriction, ...(!restriction.supplied && { change }), found };
    }
  },
  say: ({ branches: covered, mergers, unsure }, { it, administrator }) => ({
    reason: `${it} only warns: nothing there prevents a merge with unresolved merge checks`,
    effect:
      (mergers > 0 ? `${sure(mergers, unsure)} can merge` : 'whoever can merge may do so') +
      ` into ${covered.count === 0 ? 'a new branch there' : branches(covered)} while that check is unresolved`,
    remedy:
      `${administrator} can switch on “Prevent a merge with unresolved merge checks” there, ` +
      'where the workspace is on Premium',
  }),
});

/** How many can merge into every one of these, and whether there may be more: what is said of several holds of each. */
function* mergersInto(open: BranchClass[], seen: Seen): Steps<{ mergers: number; unsure: boolean }> {
  let ofAll: ReadonlySet<string> | undefined;
  let most = 0;
  let unsure = false;
  for (const { view } of open) {
    const who = seen.who('merge', view);
    const before = ofAll;
    const still = before ? who.people.filter(({ id }) => before.has(id)) : who.people;
    if (still.length !== before?.size) ofAll = new Set(still.map(({ id }) => id));
    most = Math.max(most, who.people.length);
    unsure ||= who.unsure;
    yield;
  }
  const mergers = ofAll?.size ?? 0;
  return { mergers, unsure: unsure || most > mergers };
}

/** The classes that the restriction surely covers, and what a new branch there would be. */
function coveredAndLater(restriction: Restriction, at: number, seen: Seen): BranchClass[] {
  const name = seen.generalName(restriction);
  const all = [...seen.coveredBy(at), ...(name === undefined ? [] : [{ view: seen.view(name), names: [] }])];
  return all.filter(({ view }) => view.covering.some((one) => one.at === at && one.covers.is === 'yes'));
}
