import { gapKey, no } from '../../answer';
import type { BranchView } from '../../cell/cell';
import { operations, type Operation, type Restriction } from '../../model';
import type { Judgement } from '../../questions/judge';
import { isCheckOrSetting, kinds } from '../../rules/kinds';
import { docs } from '../../words/pages';
import { agreeing } from '../../words/names';
import { removal } from '../mending';
import { unit } from '../problem';
import { judged, surely, type Seen } from '../seen';
import type { ActorClass } from '../standings';
import { namedAll } from '../words';

/**
 * A restriction without which every verdict would be the same: of everybody, on every branch that exists or might.
 * Merge checks and settings decide nothing by themselves, and are left out.
 */
export const shadowed = unit<{ by: Restriction[] }>({
  id: 'shadowed',
  title: 'A restriction changes nothing beside the others',
  why: 'Whoever reads it believes that it decides something. Its removal would change nobody’s answer on any branch.',
  docs: docs.restrictions,
  *find(seen) {
    for (const [at, restriction] of seen.restrictions.entries()) {
      if (!kinds.has(restriction.kind) || isCheckOrSetting(restriction)) continue;
      yield;
      const general = seen.generalName(restriction);
      if (general === undefined) continue;
      const view = seen.view(general);
      if (!surely(view, restriction.kind).includes(restriction) || !isSurelySeen(restriction, view, seen)) continue;
      const others = view.covering.filter((one) => one.at !== at && one.covers.is === 'yes');
      const by = others.map((one) => one.restriction).filter(({ kind }) => kind === restriction.kind);
      // Only what surely covers as much and is of its kind stands in for it everywhere: those of other kinds may give
      // way on a branch that still more restrictions cover. Beside one of its kind, those that cover a branch besides
      // only let more people through, with this one or without.
      if (by.length === 0 || changesIn(view, at, seen)) continue;
      const change = removal(restriction);
      yield { level: 'info', restriction, ...(change && { change }), found: { by } };
    }
  },
  say: ({ by }, { it, administrator }) => ({
    reason: `${it} changes nothing beside ${namedAll(by)}`,
    effect: 'without it everybody could do exactly what they can do now, on every branch that it covers',
    remedy: `${administrator} can remove it, as long as ${namedAll(by)} ${agreeing(by, 'stays', 'stay')}`,
  }),
});

/**
 * Whether those who are on no list that was read could make no difference either: where there may be such people, each
 * group of this restriction must be on another that covers as much.
 */
function isSurelySeen(restriction: Restriction, { covering }: BranchView, { allPeople }: Seen): boolean {
  if ((restriction.otherUsers ?? 0) > 0 || restriction.gaps.length > 0) return false;
  if (allPeople) return true;
  const beside = covering.filter((one) => one.covers.is === 'yes' && one.restriction !== restriction);
  const groups = new Set(beside.flatMap((one) => one.restriction.groups.map(({ slug }) => slug)));
  return restriction.groups.every(({ slug }) => groups.has(slug));
}

/** Whether somebody's verdict on this branch, or what keeps it from being known, is another without the restriction. */
function changesIn(view: BranchView, at: number, { gathered, standings }: Seen): boolean {
  const classes = standings.under(view.covering);
  // What nobody can do to the main branch, somebody can as soon as another is made the main branch.
  const views = view.main.is === 'no' ? [view] : [view, { ...view, main: no() }];
  return views.some((before) => {
    const after = { ...before, covering: before.covering.filter((one) => one.at !== at) };
    // Automation is on no list, so most restrictions show on it first.
    return classes.toReversed().some(({ actor }: ActorClass) =>
      operations.some((operation: Operation) => {
        const was = judged(gathered, operation, before, actor);
        const is = judged(gathered, operation, after, actor);
        return outcomeOf(was) !== outcomeOf(is);
      }),
    );
  });
}

/** Two unknowns are the same only where the same things are not known. */
function outcomeOf({ verdict, opinions }: Judgement): string {
  if (verdict !== 'unknown') return verdict;
  const each = opinions.map((one) => {
    const gaps = one.verdict === 'unknown' ? [...new Set(one.gaps.map(gapKey))].sort() : [];
    return [one.rule, one.verdict, ...gaps].join(' ');
  });
  return each.join('; ');
}
