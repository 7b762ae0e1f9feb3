import type { Verdict } from '../../decision';
import type { Facts, Gap, Operation, Restriction } from '../../model';
import type { Change } from '../../questions/change/change';
import { enforcing, kinds } from '../../rules/kinds';
import { gapClause } from '../../words/gaps';
import { code, enumeration, restrictionName, sentence } from '../../words/names';
import type { ToldChange } from '../rules/changes';

/** Who can make a smallest change, as a sentence; nothing where that was not seen. */
export function makersWords({ by = [], byYou }: Pick<ToldChange, 'by' | 'byYou'>): string[] {
  if (byYou) return ['You can make it.'];
  return by.length === 0 ? [] : [`${enumeration(by.map(({ name }) => name))} can make it.`];
}

/** Why a smallest change is marked as unsafe: a sentence without its capital. */
export function unsafeWords(taking: boolean): string {
  return taking ? 'it takes more than was asked for.' : 'it opens more than was asked for.';
}

/** Why there is no smallest change. `taking`: one that would prevent it was asked for. */
export function noChangeWords(verdict: Verdict, taking: boolean): string {
  if (verdict === 'allowed' && !taking) return 'Nothing has to change: it is allowed.';
  if (verdict === 'denied' && taking) return 'Nothing has to change: it is denied.';
  if (verdict === 'unknown')
    return `What was read shows no change that would surely ${taking ? 'prevent' : 'allow'} it.`;
  return `No change to restrictions, groups or permissions would ${taking ? 'prevent' : 'allow'} it by itself.`;
}

/**
 * What a change of merge checks does, a sentence each: they look at a pull request, so no verdict about a branch flips
 * by them. Nothing where it changes none.
 */
export function mergeCheckWords({ restrictions: { add, replace, remove } }: Change, facts: Facts): string[] {
  const isOfChecks = ({ kind }: Restriction) => kind === enforcing || kinds.get(kind)?.is === 'merge-check';
  const gone = facts.restrictions.items.filter(
    ({ id, supplied }) => id !== undefined && !supplied && remove.includes(id),
  );
  const come = [...add, ...replace].filter(isOfChecks).map((one) => {
    const name = sentence(restrictionName(one));
    return one.kind === enforcing
      ? `${name}: there a merge check that is not done then stops the merge, and does not only warn.`
      : `${name}: pull requests there are then checked by it.`;
  });
  const went = gone
    .filter(isOfChecks)
    .map((one) =>
      one.kind === enforcing
        ? `Without ${restrictionName(one)} a merge check that is not done only warns there, unless another restriction prevents the merge.`
        : `No pull request is then checked by ${restrictionName(one)} any more.`,
    );
  const each = [...come, ...went];
  return each.length === 0
    ? []
    : [
        ...each,
        'Merge checks look at one pull request: which merges this breaks or frees is asked of each that is open.',
      ];
}

/** That a tried change flips nothing of what was asked about; `checks`: it changes merge checks. */
export function flipsNothingWords(asked: Operation | 'all', checks = false): string {
  if (asked === 'all' && checks) return 'Beside that it flips no verdict of anybody on any branch.';
  return asked === 'all'
    ? 'It flips no verdict of anybody on any branch.'
    : `It flips no verdict about ${code(asked)} of anybody on any branch`;
}

/** Why something is not known after a change, a sentence for each cause. */
export function thenUnknownWords(causes: readonly Gap[], where: Parameters<typeof gapClause>[1]): string[] {
  return causes.map((gap) => `Why something is then not known: ${gapClause(gap, where)}.`);
}

/** That these groups of a change stand in no rule and no grant. */
export function withoutEffectWords(groups: readonly string[]): string {
  const them = groups.length === 1 ? 'it' : 'them';
  const named = enumeration(groups.map(code));
  return `No rule and no grant that was read names ${named}: moving people in ${them} changes nothing.`;
}

/** That a rule of a change covers none of the branches that were read. */
export function coversNoBranchWords(rule: Restriction): string {
  return `${sentence(restrictionName(rule))} covers no branch that there is now.`;
}
