import { access } from './access';
import { anotherBranch } from './another-branch';
import { credentials } from './credentials';
import { forbidden } from './forbidden';
import { lists } from './lists';

/** Every way out that a decision about a branch offers, by its id. */
export const waysOut = {
  ...anotherBranch,
  ...lists,
  ...forbidden,
  ...access,
  ...credentials,
};
