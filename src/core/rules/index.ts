import type { KeptToAList } from '../cell/lists';
import type { Operation } from '../model';
import type { RuleId } from '../reason';
import { credential } from './credential';
import { deleteRestriction } from './delete-restriction';
import { forceRestriction } from './force-restriction';
import { ownedBy, type Owner } from './kinds';
import { mainBranch } from './main-branch';
import { mergeChecks } from './merge-checks';
import { mergeRestriction } from './merge-restriction';
import { mergeabilityBeside } from './mergeability';
import { pullRequest } from './pull-request';
import { pushRestriction } from './push-restriction';
import { repositoryAccess } from './repository-access';
import type { Rule, RuleOf } from './rule';
import { unknownRestriction } from './unknown-restriction';
import { unlistableActor } from './unlistable-actor';

/** Rules that stand for themselves; the others are made of these. */
type OfKinds = Exclude<RuleId, 'unlistable-actor' | 'unknown-restriction'>;

/** In the order in which Bitbucket asks. */
const ofKinds = {
  credential,
  'repository-access': repositoryAccess,
  'pull-request': pullRequest,
  'push-restriction': pushRestriction,
  'force-restriction': forceRestriction,
  'main-branch': mainBranch,
  'delete-restriction': deleteRestriction,
  'merge-restriction': mergeRestriction,
  'merge-checks': mergeChecks,
  mergeability: mergeabilityBeside(() => kinds),
} satisfies { [Id in OfKinds]: RuleOf<Id> };

const ownRules: readonly Rule[] = Object.values(ofKinds);

/** Every kind of branch restriction that something answers for, once for each that does. */
export const owned = ownedBy(ownRules);

/** What answers for each kind of branch restriction, by Bitbucket's name of it. */
export const kinds: ReadonlyMap<string, Owner> = new Map(owned.map(({ kind, owner }) => [kind, owner]));

/** Every reason why Bitbucket may refuse, by its id. */
export const ruleOf: { [Id in RuleId]: RuleOf<Id> } = {
  ...ofKinds,
  'unlistable-actor': unlistableActor(ownRules.flatMap(({ keeps = [] }) => keeps)),
  'unknown-restriction': unknownRestriction(kinds),
};

/** The same in the order in which Bitbucket asks. */
export const rules: readonly Rule[] = Object.values(ruleOf);

/** The list that an operation is kept to, and its companion; undefined where it is not documented to be kept to one. */
export function listKeeping(operation: Operation): KeptToAList | undefined {
  return rules.find(({ keeps }) => keeps?.operations.includes(operation))?.keeps?.list;
}

/** Whether a restriction exempts those whom it lists. */
export function hasList({ kind }: { kind: string }): boolean {
  const owner = kinds.get(kind);
  return owner?.is === 'rule' && owner.hasList;
}

/** Whether it is a merge check or a setting, which decide nothing without a pull request. A new kind is neither. */
export function isCheckOrSetting({ kind }: { kind: string }): boolean {
  const owner = kinds.get(kind);
  return owner !== undefined && (owner.is !== 'rule' || owner.rule === 'merge-checks');
}
