import { useMemo } from 'react';
import { nearMisses, ruleEffects, type RuleEffect } from '../../../src/core/questions/rules/effects';
import { sayNearMisses, sayRuleNames, sayRules, type SpokenRule } from '../../../src/core/say/overview/rule-effects';
import { useRemembered } from '../settings/work/use-remembered';
import type { ViewProps } from '../settings/view';
import type { Row } from './sorts';

/** The near misses of a rule, in words. */
export type NearMisses = ReturnType<typeof sayNearMisses>;

/** How rules are put into words, once it was worked out what they do. */
export interface RuleWords {
  say: (rule: RuleEffect) => SpokenRule;
  /** Looks at every branch: not for many rules at once. */
  near: (rule: RuleEffect) => NearMisses;
}

/** Every rule, and what it does once the branches were read. */
export function useRules({ facts, everything }: Pick<ViewProps, 'facts' | 'everything'>): {
  rows: Row[];
  words: RuleWords | undefined;
} {
  const all = useRemembered(everything, ruleEffects);
  return useMemo(() => {
    const rules = all?.rules;
    const restrictions = rules?.map(({ restriction }) => restriction) ?? facts.restrictions.items;
    const names = sayRuleNames(restrictions);
    const rows = restrictions.map((restriction, at): Row => {
      const rule = rules?.[at];
      return { restriction, name: names[at] ?? '', ...(rule && { rule }) };
    });
    const words = all && {
      say: remembering(sayRules(all, facts)),
      near: remembering((rule: RuleEffect) => sayNearMisses(nearMisses(rule, all))),
    };
    return { rows, words };
  }, [all, facts]);
}

function remembering<T>(say: (rule: RuleEffect) => T): (rule: RuleEffect) => T {
  const said = new Map<RuleEffect, T>();
  return (rule) => {
    const words = said.get(rule) ?? say(rule);
    said.set(rule, words);
    return words;
  };
}
