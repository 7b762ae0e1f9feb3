import type { Found, MergeCheck } from '../../merge-check';
import type { Decision } from '../../decision';
import { checkOf } from '../../merge-checks/index';
import { gapClause } from '../../words/gaps';
import { restrictionName, sentence } from '../../words/names';

/** A merge check in words. `check` is the restriction's kind. */
export interface SpokenCheck {
  check: string;
  state: 'done' | 'missing' | 'unknown';
  shows: string;
  restriction?: number;
}

/** A merge check on the pull request at hand, in one sentence. */
export function sayCheck(check: MergeCheck, { repository }: Pick<Decision, 'repository'>): SpokenCheck {
  const { restriction, mightNotCover } = check;
  const why = check.is === 'unknown' ? `${check.found ? ';' : ':'} ${gapClause(check.gaps[0], repository)}` : '';
  const doubt = mightNotCover
    ? `; whether it covers this branch is not known: ${gapClause(mightNotCover[0], repository)}`
    : '';
  return {
    check: restriction.kind,
    state: check.is,
    shows: `${sentence(restrictionName(restriction))}${foundWords(check)}${why}${doubt}.`,
    ...(restriction.id !== undefined && { restriction: restriction.id }),
  };
}

/** Without the full stop: what was found, where something was. */
function foundWords(check: MergeCheck): string {
  const { restriction, found } = check;
  const by = 'by' in check ? check.by : undefined;
  // That it was found for this kind no type says: it came from the check.
  const words = checkOf(restriction.kind)?.words as ((found: Found) => string) | undefined;
  const counted =
    by === 'bitbucket' ? `; Bitbucket itself reports it as ${check.is === 'done' ? 'done' : 'not done'}` : '';
  return found && words ? `: ${words(found)}${counted}` : '';
}
