import { code } from '../../words/names';
import { docs } from '../../words/pages';
import { kinds } from '../../rules/kinds';
import { some, unit, type Some } from '../problem';
import { agree, branches } from '../words';
import { missedBy, uncovered } from './missed';
import { isPossible } from './possible';

/**
 * Of all that a pattern may miss a branch by, what is likely enough to be an oversight. A pattern that matches some
 * branch was written as it was meant, but for a number.
 */
const oversights = ['number', 'no-star', 'letters'] as const;
type Oversight = (typeof oversights)[number];

const words: Record<Oversight, string> = {
  number: 'by a number',
  'no-star': 'by what follows it',
  letters: 'by a letter or two',
};

/**
 * A pattern that nearly matches a branch which nothing of its kind covers: `release-1.0` is protected and `release-2.0`
 * is not. Kinds that stop nothing by themselves are worth less.
 */
export const nearlyCovers = unit<{ pattern: string; by: Oversight; missed: Some<string> }>({
  id: 'nearly-covers',
  title: 'A pattern nearly matches a branch',
  why: 'A branch beside one that is protected may have been forgotten, or a pattern mistyped.',
  docs: docs.restrictions,
  *find(seen) {
    // A restriction that was not read may cover them.
    if (!seen.allRestrictions) return;
    for (const glob of seen.globs) {
      const owner = kinds.get(glob.restriction.kind);
      if (!owner || owner.is === 'setting' || !isPossible(glob.pattern)) continue;
      for (const by of oversights) {
        if (by !== 'number' && glob.covers.length > 0) continue;
        yield;
        const missed = uncovered(missedBy(glob.pattern, [by], seen), glob.restriction, seen);
        if (missed.length === 0) continue;
        // Beside a few that are covered, a great many that are not were hardly forgotten.
        const isException = missed.length > 10 * Math.max(1, glob.covers.length);
        const level = owner.is === 'rule' && !isException ? 'warning' : 'info';
        const found = { pattern: glob.pattern, by, missed: some(missed) };
        yield { level, restriction: glob.restriction, subject: by, found };
      }
    }
  },
  say: ({ pattern, by, missed }, { it, administrator }) => ({
    reason: `${code(pattern)} misses ${branches(missed)} ${words[by]}`,
    effect:
      `${it} does not cover ${missed.count === 1 ? 'that branch' : `those ${String(missed.count)} branches`}, ` +
      'and no other restriction of its kind does',
    remedy:
      `if ${agree(missed, 'it is', 'they are')} to be covered, ${administrator} can widen the pattern, ` +
      `or add a restriction for ${agree(missed, 'it', 'them')}`,
  }),
});
