import type { KeptToAList } from '../cell/lists';
import type { Operation } from '../model';
import type { RuleId } from '../reason';
import { credential } from './credential';
import { deleteRestriction, forceRestriction } from './for-everybody';
import { mainBranch } from './main-branch';
import { mergeRestriction } from './merge-restriction';
import { pushRestriction } from './push-restriction';
import { repositoryAccess } from './repository-access';
import type { KeptByList, Rule, RuleOf } from './rule';
import { unknownRestriction } from './unknown-restriction';
import { unlistableActor } from './unlistable-actor';

/** What is kept to those whom restrictions list. */
export const lists: readonly KeptByList[] = [pushRestriction.keeps, mergeRestriction.keeps];

/** Every reason why Bitbucket may refuse something on a branch, by its id, in the order in which Bitbucket asks. */
export const ruleOf = {
  credential,
  'repository-access': repositoryAccess,
  'push-restriction': pushRestriction,
  'force-restriction': forceRestriction,
  'main-branch': mainBranch,
  'delete-restriction': deleteRestriction,
  'merge-restriction': mergeRestriction,
  'unlistable-actor': unlistableActor(lists),
  'unknown-restriction': unknownRestriction,
} satisfies { [Id in RuleId]: RuleOf<Id> };

/** The same in that order. */
export const rules: readonly Rule[] = Object.values(ruleOf);

/** The list that an operation is kept to, and its companion; undefined where it is not documented to be kept to one. */
export function listKeeping(operation: Operation): KeptToAList | undefined {
  return lists.find(({ operations }) => operations.includes(operation))?.list;
}
