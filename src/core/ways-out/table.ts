import { access } from './access';
import { anotherBranch } from './another-branch';
import { credentials } from './credentials';
import { forbidden } from './forbidden';
import { lists } from './lists';
import { mergeability } from './mergeability';
import { pullRequest } from './pull-request';

/** Every way out that a decision offers, by its id. */
export const waysOut = {
  ...anotherBranch,
  ...lists,
  ...forbidden,
  ...access,
  ...pullRequest,
  ...mergeability,
  ...credentials,
};
