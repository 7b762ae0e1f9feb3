import type { RuleId } from '../../reason';
import { credentialExplained } from './credential';
import { deleteRestrictionExplained, forceRestrictionExplained } from './for-everybody';
import { lists, type ruleOf } from '../index';
import { mainBranchExplained } from './main-branch';
import { mergeRestrictionExplained } from './merge-restriction';
import { pushRestrictionExplained } from './push-restriction';
import { repositoryAccessExplained } from './repository-access';
import type { DoubtingRule, Explained, ExplainedDoubt } from '../rule';
import { unknownRestrictionExplained } from './unknown-restriction';
import { unlistableActorExplained } from './unlistable-actor';

/** How each rule about a branch is explained, by its id. */
export const explained: {
  [Id in RuleId]: (typeof ruleOf)[Id] extends DoubtingRule<Id> ? ExplainedDoubt<Id> : Explained<Id>;
} = {
  credential: credentialExplained,
  'repository-access': repositoryAccessExplained,
  'push-restriction': pushRestrictionExplained,
  'force-restriction': forceRestrictionExplained,
  'main-branch': mainBranchExplained,
  'delete-restriction': deleteRestrictionExplained,
  'merge-restriction': mergeRestrictionExplained,
  'unlistable-actor': unlistableActorExplained(lists),
  'unknown-restriction': unknownRestrictionExplained,
};
