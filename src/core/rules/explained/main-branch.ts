import { isTag } from '../../branches/glob';
import { docs } from '../../words/pages';
import type { Explained } from '../rule';

/** How it is explained. */
export const mainBranchExplained: Explained<'main-branch'> = {
  page: docs.refsApi,
  remedies: () => [{ way: 'change-main-branch' }],
  words: {
    'is-main-branch': (_, { branch, repository }) =>
      `${branch} is the main branch of ${repository}, which nobody can delete`,
    'is-not-main-branch': (_, { branch, question }) =>
      isTag(question.branch) ? 'a tag is never the main branch' : `${branch} is not the main branch`,
    'main-branch-not-known': (_, { branch }) =>
      `whether ${branch} is the main branch, which nobody can delete, could not be seen`,
  },
};
