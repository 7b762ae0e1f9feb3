import type { Get, Reply } from './port';

/**
 * The reply in place of a request that was not made because the budget was spent. Its status is none of HTTP's, so that
 * nobody retries.
 */
export const beyondBudget: Reply = { status: -1, headers: {}, body: undefined };

/**
 * Wraps ports so that together they make at most `most` requests, each retry counted; later ones get `beyondBudget`.
 */
export function budgetOf(most: number): (get: Get) => Get {
  let left = most;
  return (get) => async (path) => {
    if (left <= 0) return beyondBudget;
    left -= 1;
    return get(path);
  };
}
