import { coveringOf, type Cell } from '../cell/cell';
import { judgeLists, type KeptToAList, type ListVerdict } from '../cell/lists';
import type { Evidence } from '../evidence';
import type { Restriction } from '../model';
import { followedBy } from '../non-empty';
import type { ByList } from '../reason';
import { notCovered } from './covering';
import { allows, cannotTell, denies, type Judging, type KeptByList, type Says } from './rule';

/** All of a rule but its id, where restrictions of one kind keep something to those whom they list. */
export function byList({ list, operations }: KeptByList): Judging<ByList> & { keeps: KeptByList } {
  return {
    stops: operations,
    keeps: { list, operations },
    judge(cell) {
      return cell.actor.actor.type === 'access-key' ? undefined : byAnswer(judgeLists(list, cell), list, cell);
    },
  };
}

function byAnswer(answer: ListVerdict, { kind, companion }: KeptToAList, cell: Cell): Says<ByList> {
  switch (answer.refuses) {
    case 'yes': {
      const { level } = cell.actor;
      const { restrictions } = answer;
      const [first] = restrictions;
      const companions = restrictionsOf(companion, cell);
      return denies(
        { why: 'not-listed', restrictions, companions, ...(level && { level }) },
        ...followedBy(answer.evidence, { shows: 'restriction', restriction: first }),
      );
    }
    case 'unknown':
      return cannotTell(
        { why: 'listing-not-known', restrictions: answer.restrictions },
        answer.gaps,
        answer.restrictions.map((restriction) => ({ shows: 'restriction', restriction })),
      );
    case 'no': {
      if (answer.because !== 'listed') return notCovered(cell, [kind]);
      const [first, ...rest] = answer.evidence;
      const shown: Evidence = first ?? { shows: 'restriction', restriction: answer.by };
      const groups = answer.evidence.flatMap((one) =>
        one.shows === 'lists-group' ? [one.group.slug] : one.shows === 'lists-every-source' ? one.groups : [],
      );
      return allows({ why: 'listed', by: answer.by, groups }, shown, ...rest);
    }
  }
}

/** The restrictions of this kind that cover the branch, or might. */
export function restrictionsOf(kind: string | undefined, cell: Cell): Restriction[] {
  return kind === undefined ? [] : coveringOf(kind, cell).map(({ restriction }) => restriction);
}
