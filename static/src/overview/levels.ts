/** What each level is called, and how it looks. */
export const levels = {
  error: { word: 'Error', tone: 'bad' },
  warning: { word: 'Warning', tone: 'open' },
  info: { word: 'Note', tone: 'info' },
} as const;
