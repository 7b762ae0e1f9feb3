import type { ReactNode } from 'react';

/** How a badge is coloured: good, bad, open, of interest, or nothing of these. Its word says the same. */
export type Tone = 'good' | 'bad' | 'open' | 'info' | 'plain';

/** A short word on a coloured ground. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
