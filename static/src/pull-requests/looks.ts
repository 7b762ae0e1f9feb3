import type { Verdict } from '../../../src/core/decision';

/** How a pull request stands, as its badge and the sentence of who could merge it say. */
export const looks = {
  allowed: { tone: 'good', word: 'Ready', when: ' now' },
  denied: { tone: 'bad', word: 'Waits', when: ' once nothing stands in the way' },
  unknown: { tone: 'open', word: 'Unknown', when: ', if nothing stands in the way' },
} as const satisfies Record<Verdict, object>;
