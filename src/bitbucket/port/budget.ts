import type { Get, Reply } from './port';

/** What there is where nothing was asked any more. No status of HTTP, so that nobody asks again. */
export const beyondBudget: Reply = { status: -1, headers: {}, body: undefined };

/**
 * Lets so many requests through, of however many ports share it, each attempt counted; what comes after is not asked.
 */
export function budgetOf(most: number): (get: Get) => Get {
  let left = most;
  return (get) => async (path) => {
    if (left <= 0) return beyondBudget;
    left -= 1;
    return get(path);
  };
}
