/** The colours and words of a verdict, wherever one stands. */
export const verdictLooks = {
  allowed: { appearance: 'success', word: 'Allowed' },
  denied: { appearance: 'removed', word: 'Denied' },
  unknown: { appearance: 'moved', word: 'Unknown' },
} as const;
