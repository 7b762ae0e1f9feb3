import type { Restriction } from '../../model';
import type { BranchView } from '../../cell/cell';
import { kinds } from '../../rules/index';
import { enforcing } from '../../rules/merge-checks';
import { agreeing, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { added } from '../mending';
import { some, unit, type Some } from '../problem';
import { surelyNone, type Seen } from '../seen';
import { branches, counted } from '../words';
import { subjectOf } from './nobody-can-push';

/** That merge checks only warn, as nothing prevents a merge with unresolved ones. */
export const checksDoNotBlock = unit<{ checks: Restriction[]; branches: Some<string>; mergers: number }>({
  id: 'checks-do-not-block',
  title: 'Merge checks do not block a merge',
  why: 'Without “Prevent a merge with unresolved merge checks”, which Premium offers, Bitbucket warns and merges.',
  docs: docs.mergeChecks,
  find(seen) {
    const found = new Map<string, { checks: Restriction[]; names: string[]; view: BranchView }>();
    for (const { view, names } of [...seen.classes, ...ofNoBranch(seen)]) {
      const checks = checksOn(view);
      if (checks.length === 0 || !surelyNone(seen, view, enforcing)) continue;
      const key = checks.map((one) => seen.restrictions.indexOf(one)).join();
      const same = found.get(key);
      if (same) same.names.push(...names);
      else found.set(key, { checks, names: [...names], view });
    }
    return [...found.values()].map(({ checks, names, view }) => {
      const [restriction] = checks;
      const mergers = seen.who('merge', view).people.length;
      const change = added(enforcing, checks.map(({ match }) => match));
      return {
        level: 'warning',
        ...(restriction && { restriction }),
        subject: subjectOf(checks, names),
        ...(checks.every(({ supplied }) => !supplied) && { change }),
        found: { checks, branches: some(names), mergers },
      };
    });
  },
  say: ({ checks, branches: covered, mergers }, _, { administrator }) => ({
    reason: `${restrictionNames(checks)} only ${agreeing(checks, 'warns', 'warn')}: nothing prevents a merge with unresolved merge checks`,
    effect:
      (mergers > 0 ? `${counted(mergers, 'person', 'people')} can merge` : 'whoever can merge may do so') +
      ` into ${covered.count === 0 ? 'a branch that it covers' : branches(covered)} while ${agreeing(checks, 'that check is', 'those checks are')} open`,
    remedy: `${administrator} can switch on “Prevent a merge with unresolved merge checks” there, where the workspace is on Premium`,
  }),
});

function checksOn({ covering }: BranchView): Restriction[] {
  return covering.flatMap(({ covers, restriction }) =>
    covers.is === 'yes' && kinds.get(restriction.kind)?.is === 'merge-check' ? [restriction] : [],
  );
}

/** Those that merge checks would cover, where they cover none yet. */
function ofNoBranch(seen: Seen): { view: BranchView; names: string[] }[] {
  return seen.restrictions.flatMap((restriction, at) => {
    const isCheck = kinds.get(restriction.kind)?.is === 'merge-check';
    const name = isCheck && seen.coveredBy(at).length === 0 ? seen.generalName(restriction) : undefined;
    return name === undefined ? [] : [{ view: seen.view(name), names: [] }];
  });
}
