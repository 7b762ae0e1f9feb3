import type { Verdict } from '../../decision';
import type { Operation, Restriction } from '../../model';
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

/** That a tried change flips nothing of what was asked about. */
export function flipsNothingWords(asked: Operation | 'all'): string {
  return asked === 'all'
    ? 'It flips no verdict of anybody on any branch.'
    : `It flips no verdict about ${code(asked)} of anybody on any branch`;
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
