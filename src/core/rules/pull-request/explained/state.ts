import { docs } from '../../../words/pages';
import type { MergeExplained } from '../../rule';

/** How it is explained. */
export const pullRequestExplained: MergeExplained<'pull-request'> = {
  page: docs.mergePullRequest,
  remedies({ pullRequest: one, branch }) {
    return one.state === 'OPEN' ? [{ way: 'mark-ready' }] : [{ way: 'open-another-pull-request', into: branch.name }];
  },
  words: {
    closed: ({ state }, { pullRequest: named }) =>
      state === 'MERGED'
        ? `${named} is merged already`
        : `${named} is ${state.toLowerCase()}, and a closed pull request stays closed`,
    draft: (_, { pullRequest: named }) => `${named} is a draft, which nobody can merge`,
    open: (_, { pullRequest: named }) => `${named} is open`,
    'state-not-known': (_, { pullRequest: named }) => `whether ${named} is open for merging could not be seen`,
    'source-gone': (_, { pullRequest: named }) => `the source branch of ${named} is gone`,
    'source-not-known': (_, { pullRequest: named }) =>
      `whether the source branch of ${named} is still there could not be seen`,
  },
};
