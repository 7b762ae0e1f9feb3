import { isBeside, type Get, type Reply } from './port';

/**
 * The reply in place of a request that was not made because the budget was spent. Its status is none of HTTP's, so that
 * nobody retries.
 */
export const beyondBudget: Reply = { status: -1, headers: {}, body: undefined };

/**
 * Wraps ports so that together they make at most `most` requests, each retry counted; later ones get `beyondBudget`.
 * Bitbucket's own word on a pull request only stands beside our answer: of several, none is asked for twice, so that no
 * retry takes the place of what is judged by.
 */
export function budgetOf(most: number): (get: Get) => Get {
  let left = most;
  const beside = new Map<string, Reply | undefined>();
  return (get) => async (path) => {
    const before = beside.get(path);
    if (before && beside.size > 1) return before;
    if (left <= 0) return beyondBudget;
    left -= 1;
    if (!isBeside(path)) return get(path);
    beside.set(path, before);
    const reply = await get(path);
    beside.set(path, reply);
    return reply;
  };
}
