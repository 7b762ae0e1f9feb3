import type { MergeEvidence } from '../../merge-decision';
import { code, restrictionNames, sentence } from '../../words/names';
import { pullRequestPage, settingsPages } from '../../words/pages';
import { sayShown, shownBy, shownBySupplied, type Context, type SpokenEvidence } from '../evidence';
import { reportedWords } from './bitbucket';
import { sayCheck } from './checks';

/** One piece of evidence in words, that of a pull request too. */
export function sayMergeShown(one: MergeEvidence, about: Context): SpokenEvidence {
  const { repository: where, question } = about;
  switch (one.shows) {
    case 'pull-request':
      return {
        shows: `Bitbucket gives its state as ${code(one.state)}${one.draft ? ', and says that it is a draft' : ''}.`,
        page: pullRequestPage(where, one.id),
      };
    case 'check':
      // The same sentence as in the list of merge checks, where it is left out for that.
      return shownBy([one.check.restriction], sayCheck(one.check, { repository: where }).shows, where);
    case 'enforced':
      return shownBySupplied(
        one.restrictions,
        `The branch restrictions say: ${sentence(restrictionNames(one.restrictions))}.`,
        where,
      );
    case 'not-enforced':
      return {
        shows: `No restriction prevents a merge with unresolved merge checks there.`,
        page: settingsPages.restrictions(where),
      };
    case 'reported-enforcement':
      return {
        shows: one.required
          ? 'Bitbucket reports that merge checks which are not done stop this merge.'
          : 'Bitbucket reports that merge checks which are not done only warn.',
        page: pullRequestPage(where, question.pullRequest),
      };
    case 'reported-check': {
      const { origin } = one.traced;
      const id = origin.from === 'restriction' ? origin.restriction.id : undefined;
      const page = pullRequestPage(where, question.pullRequest);
      return { shows: reportedWords(one.traced, about), page, ...(id !== undefined && { restriction: id }) };
    }
    case 'reported-mergeable':
      return {
        shows: 'Bitbucket reports no check that stands in the way of the merge.',
        page: pullRequestPage(where, question.pullRequest),
      };
    default:
      return sayShown(one, about);
  }
}
