import { covers } from '../../../src/core/branches/glob';
import type { Facts, Restriction } from '../../../src/core/model';
import { cells, effectOf } from '../../../src/core/questions/change/effect';
import type { RuleEffect } from '../../../src/core/questions/rules/effects';
import { hasList, kinds, enforcing } from '../../../src/core/rules/kinds';

/** The sorts of rule, to narrow the list down to. */
export const sorts = [
  { value: 'all', word: 'All' },
  { value: 'lists', word: 'Who can push or merge' },
  { value: 'forbids', word: 'Rewriting and deleting' },
  { value: 'checks', word: 'Merge checks' },
  { value: 'settings', word: 'Settings' },
  { value: 'new', word: 'New to us' },
] as const;
/** One of `sorts`. */
export type Sort = (typeof sorts)[number]['value'];

/** Which sort of rule it is. */
export function sortOf({ kind }: Restriction): Exclude<Sort, 'all'> {
  const owner = kinds.get(kind);
  if (!owner) return 'new';
  if (owner.is === 'setting') return 'settings';
  if (owner.is === 'merge-check' || kind === enforcing) return 'checks';
  return hasList({ kind }) ? 'lists' : 'forbids';
}

/** In which order rules can stand. */
export const orders = [
  { value: '', label: 'as Bitbucket lists them' },
  { value: 'kind', label: 'by what they are' },
  { value: 'covers', label: 'by how many branches they cover' },
  { value: 'effect', label: 'by how much would be otherwise without them' },
] as const;
/** One of `orders`. */
export type Order = (typeof orders)[number]['value'];

/** A rule with its name and, once that was worked out, what it does. */
export interface Row {
  restriction: Restriction;
  name: string;
  rule?: RuleEffect;
}

/** The rows in this order; equals stay as Bitbucket lists them. */
export function inOrder(rows: readonly Row[], order: Order): Row[] {
  const place = sorts.map(({ value }) => value as string);
  const rank: Record<Order, (row: Row) => number> = {
    '': () => 0,
    kind: ({ restriction }) => place.indexOf(sortOf(restriction)),
    covers: ({ rule }) => -(rule?.covers.length ?? 0),
    effect: ({ rule }) => -effectSize(rule),
  };
  const ranked = rows.map((row) => ({ row, at: rank[order](row) }));
  return ranked.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

function effectSize(rule: RuleEffect | undefined): number {
  if (!rule) return 0;
  const { gain, granted, lose, unsure, refused } = effectOf(rule.flips);
  return [gain, granted, lose, unsure, refused].reduce((sum, shares) => sum + cells(shares), 0);
}

/** Whether it covers the branch, whether there is one of that name or not, or may cover it. */
export function mayCover({ restriction }: Row, branch: string, facts: Pick<Facts, 'model'>): boolean {
  return covers(restriction, branch, facts).is !== 'no';
}
