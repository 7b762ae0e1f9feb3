/** The colour and word of each verdict, wherever one is shown. */
export const verdictLooks = {
  allowed: { appearance: 'success', word: 'Allowed' },
  denied: { appearance: 'removed', word: 'Denied' },
  unknown: { appearance: 'moved', word: 'Unknown' },
} as const;
