import type { Found, MergeCheck } from '../merge-check';
import type { Decision } from '../decision';
import { checkOf } from '../merge-checks/index';
import { gapClause } from '../words/gaps';
import { code, restrictionName, sentence, suppliedMark } from '../words/names';

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
  const title = checkOf(restriction.kind)?.title ?? sentence(code(restriction.kind));
  const why = check.is === 'unknown' ? `${check.found ? ';' : ':'} ${gapClause(check.gaps[0], repository)}` : '';
  const doubt = mightNotCover
    ? `; whether it covers this branch is not known: ${gapClause(mightNotCover[0], repository)}`
    : '';
  const { id, supplied } = restriction;
  const name = supplied ? ` (${suppliedMark})` : id === undefined ? '' : ` (${restrictionName(restriction)})`;
  return {
    check: restriction.kind,
    state: check.is,
    shows: `${title}${name}${foundWords(check)}${why}${doubt}.`,
    ...(id !== undefined && { restriction: id }),
  };
}

/** Without the full stop: what was found, where something was. */
function foundWords({ restriction, found }: MergeCheck): string {
  // That it was found for this kind no type says: it came from the check.
  const words = checkOf(restriction.kind)?.words as ((found: Found) => string) | undefined;
  return found && words ? `: ${words(found)}` : '';
}
