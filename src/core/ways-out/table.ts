import { access } from './access';
import { anotherBranch } from './another-branch';
import { clone } from './clone';
import { credentials } from './credentials';
import { dataCenter } from './data-center';
import { forbidden } from './forbidden';
import { limits } from './limits';
import { lists } from './lists';
import { mergeability } from './mergeability';
import { network } from './network';
import { pullRequest } from './pull-request';
import { ssh } from './ssh';

/** Every way out, by its id: the one list of them. */
export const waysOut = {
  ...anotherBranch,
  ...lists,
  ...forbidden,
  ...access,
  ...pullRequest,
  ...mergeability,
  ...credentials,
  ...ssh,
  ...clone,
  ...network,
  ...limits,
  ...dataCenter,
};

type Table = typeof waysOut;

/** The ways out that have words for a decision. */
export type WayOfDecision = { [Id in keyof Table]: Table[Id] extends { ofDecision: object } ? Id : never }[keyof Table];

/** The ways out that have words for a pasted text. */
export type WayOfText = { [Id in keyof Table]: Table[Id] extends { ofText: object } ? Id : never }[keyof Table];
