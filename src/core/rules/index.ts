import type { Rule } from './rule';
import { credential } from './credential';
import { deleteRestriction } from './delete-restriction';
import { forceRestriction } from './force-restriction';
import { mainBranch } from './main-branch';
import { mergeChecks } from './merge-checks';
import { mergeRestriction } from './merge-restriction';
import { pullRequest } from './pull-request';
import { pushRestriction } from './push-restriction';
import { repositoryAccess } from './repository-access';
import { unknownRestriction } from './unknown-restriction';
import { unlistableActor } from './unlistable-actor';

/** Every reason why Bitbucket may refuse, in the order in which it asks. */
export const rules: readonly Rule[] = [
  credential,
  repositoryAccess,
  pullRequest,
  pushRestriction,
  forceRestriction,
  mainBranch,
  deleteRestriction,
  mergeRestriction,
  mergeChecks,
  unlistableActor,
  unknownRestriction,
];
