import type { Evidence } from '../../evidence';
import type { MergeEvidence, PullRequestEvidence } from '../../merge-decision';
import { code, restrictionNames, sentence } from '../../words/names';
import { pullRequestPage, settingsPages } from '../../words/pages';
import { sayShown, shownBy, shownBySupplied, type Context, type SpokenEvidence } from '../evidence';
import { reportedWords } from './bitbucket';
import { sayCheck } from './checks';

type Shows = PullRequestEvidence['shows'];

const ofPullRequest: {
  [Of in Shows]: (one: Extract<PullRequestEvidence, { shows: Of }>, about: Context) => SpokenEvidence;
} = {
  'pull-request': ({ id, state, draft }, { repository }) => ({
    shows: `Bitbucket gives its state as ${code(state)}${draft ? ', and says that it is a draft' : ''}.`,
    page: pullRequestPage(repository, id),
  }),
  // The same sentence as in the list of merge checks, where it is left out for that.
  check: ({ check }, { repository }) => shownBy([check.restriction], sayCheck(check, { repository }).shows, repository),
  enforced: ({ restrictions }, { repository }) =>
    shownBySupplied(
      restrictions,
      `The branch restrictions say: ${sentence(restrictionNames(restrictions))}.`,
      repository,
    ),
  'not-enforced': (_, { repository }) => ({
    shows: 'No restriction prevents a merge with unresolved merge checks there.',
    page: settingsPages.restrictions(repository),
  }),
  'reported-enforcement': ({ required }, { repository, question }) => ({
    shows: required
      ? 'Bitbucket reports that merge checks which are not done stop this merge.'
      : 'Bitbucket reports that merge checks which are not done only warn.',
    page: pullRequestPage(repository, question.pullRequest),
  }),
  'reported-check': ({ traced }, about) => {
    const { origin } = traced;
    const id = origin.from === 'restriction' ? origin.restriction.id : undefined;
    return {
      shows: reportedWords(traced, about),
      page: pullRequestPage(about.repository, about.question.pullRequest),
      ...(id !== undefined && { restriction: id }),
    };
  },
  'reported-permission': (_, { repository, question }) => ({
    shows: "Bitbucket's check of write access and of every branch restriction passed.",
    page: pullRequestPage(repository, question.pullRequest),
  }),
  'reported-mergeable': (_, { repository, question }) => ({
    shows: 'Bitbucket reports no check that stands in the way of the merge.',
    page: pullRequestPage(repository, question.pullRequest),
  }),
};

/** One piece of evidence in words, that of a pull request too. */
export function sayMergeShown(one: MergeEvidence, about: Context): SpokenEvidence {
  return isOfPullRequest(one) ? ofPullRequest[one.shows](one as never, about) : sayShown(one, about);
}

function isOfPullRequest(one: MergeEvidence): one is Exclude<MergeEvidence, Evidence> {
  return Object.hasOwn(ofPullRequest, one.shows);
}
