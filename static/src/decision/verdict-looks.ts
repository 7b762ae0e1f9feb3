/** The colour and word of each verdict, wherever one is shown. */
export const verdictLooks = {
  allowed: { tone: 'good', word: 'Allowed' },
  denied: { tone: 'bad', word: 'Denied' },
  unknown: { tone: 'open', word: 'Unknown' },
} as const;
