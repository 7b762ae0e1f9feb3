import { access } from './access';
import { anotherBranch } from './another-branch';
import { clone } from './clone';
import { credentials } from './credentials';
import { dataCenter } from './data-center';
import { forbidden } from './forbidden';
import { limits } from './limits';
import { lists } from './lists';
import { network } from './network';
import { ssh } from './ssh';

/** Every way out that a cause offers for a pasted text, by its id. */
export const waysOfText = {
  ...anotherBranch,
  ...lists,
  ...forbidden,
  ...access,
  ...credentials,
  ...ssh,
  ...clone,
  ...network,
  ...limits,
  ...dataCenter,
};

/** The ways out that have words for a pasted text. */
export type WayOfText = keyof typeof waysOfText;
