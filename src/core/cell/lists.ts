import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import type { Answer } from '../answer';
import type { Covering } from '../branches/coverage';
import { coveringOf, unseenRestrictions, type Cell } from './cell';
import type { Gap, Restriction } from '../model';
import type { KnownKind } from '../words/kinds';

/** An operation that is kept to those whom restrictions of one kind list. Whom a companion lists may do it too. */
export interface KeptToAList {
  kind: KnownKind;
  companion?: KnownKind;
}

/** Whether restrictions refuse the actor, whom their lists may exempt. */
export type ListVerdict =
  | { refuses: 'no'; because: 'none-covers' }
  | { refuses: 'no'; because: 'listed'; by: Restriction; evidence: Evidence[] }
  | { refuses: 'no'; because: 'all-list' }
  | { refuses: 'yes'; restrictions: NonEmpty<Restriction>; evidence: Evidence[] }
  | { refuses: 'unknown'; gaps: NonEmpty<Gap>; restrictions: Restriction[] };

interface Listed extends Covering {
  lists: Answer;
}

/**
 * Restrictions of one kind combine by the union of their exemptions: they refuse when at least one covers the branch
 * and no covering one, of theirs or of their companions, lists the actor (an Atlassian, community question 186856;
 * "User and group access overrides anything else", use-branch-permissions). Where the facts leave room for both,
 * neither is said.
 */
export function judgeLists({ kind, companion }: KeptToAList, cell: Cell): ListVerdict {
  const own = listed(coveringOf(kind, cell), cell);
  const companions = companion === undefined ? [] : listed(coveringOf(companion, cell), cell);
  const all = [...own, ...companions];
  const unseen = unseenRestrictions(cell);
  const unseenMayList = unseen.length > 0 && mayBeListed(cell);

  if (own.length === 0 && unseen.length === 0) return { refuses: 'no', because: 'none-covers' };
  const exempting = all.find(({ covers, lists }) => covers.is === 'yes' && lists.is === 'yes');
  if (exempting?.lists.is === 'yes') {
    return { refuses: 'no', because: 'listed', by: exempting.restriction, evidence: exempting.lists.evidence };
  }

  const surely = own.filter(({ covers }) => covers.is === 'yes').map(({ restriction }) => restriction);
  const mayList = all.filter(({ lists }) => lists.is !== 'no');
  if (!unseenMayList && isNonEmpty(surely) && mayList.length === 0) {
    return { refuses: 'yes', restrictions: surely, evidence: all.flatMap(evidenceAgainst) };
  }
  if (unseen.length === 0 && own.every(({ lists }) => lists.is === 'yes'))
    return { refuses: 'no', because: 'all-list' };

  // Where one covers for sure, only what may exempt matters; a companion never refuses by itself.
  const relevant = surely.length > 0 ? mayList : all.filter((one) => own.includes(one) || mayList.includes(one));
  const gaps = [...relevant.flatMap(doubts), ...unseen];
  if (!isNonEmpty(gaps)) throw new Error('What is neither refused nor let through has a gap.');
  return { refuses: 'unknown', gaps, restrictions: relevant.map(({ restriction }) => restriction) };
}

/** An unseen restriction may list any person, and may name branches for Pipelines; nothing else can be listed. */
function mayBeListed({ actor: { actor } }: Cell): boolean {
  return actor.type === 'user' || actor.type === 'pipelines';
}

function listed(covering: Covering[], { actor }: Cell): Listed[] {
  return covering.map((one) => ({ ...one, lists: actor.lists(one.restriction) }));
}

function evidenceAgainst({ lists }: Listed): Evidence[] {
  return lists.is === 'no' ? lists.evidence : [];
}

function doubts({ covers, lists }: Listed): Gap[] {
  return [...(covers.is === 'unknown' ? covers.gaps : []), ...(lists.is === 'unknown' ? lists.gaps : [])];
}

/** Whether a restriction that exempts nobody, of this kind, covers the branch. */
export function presence(
  kind: string,
  cell: Pick<Cell, 'facts' | 'branch'>,
): { is: 'yes'; restrictions: NonEmpty<Restriction> } | { is: 'no' } | { is: 'unknown'; gaps: NonEmpty<Gap> } {
  const covering = coveringOf(kind, cell);
  const surely = covering.filter(({ covers }) => covers.is === 'yes').map(({ restriction }) => restriction);
  if (isNonEmpty(surely)) return { is: 'yes', restrictions: surely };
  const gaps = [
    ...covering.flatMap(({ covers }) => (covers.is === 'unknown' ? covers.gaps : [])),
    ...unseenRestrictions(cell),
  ];
  return isNonEmpty(gaps) ? { is: 'unknown', gaps } : { is: 'no' };
}
