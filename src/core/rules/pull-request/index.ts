import type { MergeRuleId } from '../../merge-decision';
import { ruleOf } from '../index';
import type { MergeRule, MergeRuleOf } from '../rule';
import { mergeChecks } from './merge-checks';
import { mergeability } from './mergeability';
import { pullRequest } from './state';

/** Every reason why Bitbucket may refuse, about a pull request too, in the order in which it asks. */
export const mergeRuleOf = {
  credential: ruleOf.credential,
  'repository-access': ruleOf['repository-access'],
  'pull-request': pullRequest,
  'push-restriction': ruleOf['push-restriction'],
  'force-restriction': ruleOf['force-restriction'],
  'main-branch': ruleOf['main-branch'],
  'delete-restriction': ruleOf['delete-restriction'],
  'merge-restriction': ruleOf['merge-restriction'],
  'merge-checks': mergeChecks,
  mergeability,
  'unlistable-actor': ruleOf['unlistable-actor'],
  'unknown-restriction': ruleOf['unknown-restriction'],
} satisfies { [Id in MergeRuleId]: MergeRuleOf<Id> };

/** The same in that order. */
export const mergeRules: readonly MergeRule[] = Object.values(mergeRuleOf);
