import type { Cell } from '../cell/cell';
import type { Opinion, Verdict } from '../decision';
import type { MergeOpinion } from '../merge-decision';
import { operations, type Operation } from '../model';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/index';

/** What the rules say of one cell, in the order in which Bitbucket asks, and what follows. */
export interface Judgement<O extends MergeOpinion = Opinion> {
  verdict: Verdict;
  opinions: O[];
}

const rulesFor = Object.fromEntries(
  operations.map((operation) => [operation, rules.filter(({ stops }) => stops.includes(operation))]),
) as Record<Operation, Rule[]>;

/** What follows on a branch, whatever pull request is at hand. `among`: by these rules alone. */
export function judge(cell: Cell, among?: readonly Rule[]): Judgement {
  return judgementOf(opinionsOn(cell, among));
}

/** What each rule that has something to say of this cell says. */
export function opinionsOn(cell: Cell, among: readonly Rule[] = rulesFor[cell.operation]): Opinion[] {
  const opinions: Opinion[] = [];
  for (const rule of among) {
    const said = rule.judge(cell);
    if (said) opinions.push({ rule: rule.id, ...said });
  }
  return opinions;
}

/**
 * Denied where any rule refuses, else unknown where any cannot tell, else allowed. An unknown that cannot change the
 * verdict is left out. No opinion at all is unknown, never allowed.
 */
export function judgementOf<O extends MergeOpinion>(opinions: O[]): Judgement<O> {
  if (opinions.some(({ verdict }) => verdict === 'denies')) {
    return { verdict: 'denied', opinions: opinions.filter(({ verdict }) => verdict !== 'unknown') };
  }
  const sure = opinions.length > 0 && opinions.every(({ verdict }) => verdict === 'allows');
  return { verdict: sure ? 'allowed' : 'unknown', opinions };
}

/**
 * The opinion that settled it: the first that refuses, else the first that cannot tell, else the last that lets
 * through.
 */
export function deciding<O extends Pick<Opinion, 'verdict'>>({
  verdict,
  opinions,
}: {
  verdict: Verdict;
  opinions: O[];
}): O | undefined {
  if (verdict === 'allowed') return opinions.at(-1);
  const decides = verdict === 'denied' ? 'denies' : 'unknown';
  return opinions.find((opinion) => opinion.verdict === decides);
}
