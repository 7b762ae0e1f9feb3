import { code } from '../../words/names';
import { docs } from '../../words/pages';
import { repatterned } from '../mending';
import { some, unit, type Some } from '../problem';
import { missedBy, uncovered } from './missed';
import { agree, branches } from '../words';

/**
 * A pattern that differs from a branch only by letter case. Git tells them apart; whether Bitbucket does is not
 * documented, so that it is never more than a warning.
 */
export const letterCase = unit<{ pattern: string; missed: Some<string>; covering: boolean }>({
  id: 'letter-case',
  title: 'A pattern differs from a branch only by letter case',
  why: 'To Git `Main` and `main` are two branches. Bitbucket does not document whether letter case counts in a pattern.',
  docs: docs.restrictions,
  *find(seen) {
    // A restriction that was not read may cover them.
    if (!seen.allRestrictions) return;
    for (const { restriction, pattern, covers } of seen.globs) {
      yield;
      const missed = uncovered(missedBy(pattern, ['letter-case'], seen), restriction, seen);
      if (missed.length === 0) continue;
      const [only, ...others] = missed;
      const isName = only !== undefined && others.length === 0 && !pattern.includes('*');
      const change = isName && covers.length === 0 ? repatterned(restriction, [only], seen) : undefined;
      yield {
        level: 'warning',
        restriction,
        ...(change && { change }),
        found: { pattern, missed: some(missed), covering: covers.length > 0 },
      };
    }
  },
  say: ({ pattern, missed, covering }, { it, administrator }) => ({
    reason: `${code(pattern)} differs from ${branches(missed)} by letter case only`,
    effect:
      `if letter case counts, as it does for Git, ${it} does not cover ` +
      `${agree(missed, 'that branch', 'those branches')}; Bitbucket does not document it`,
    remedy: covering
      ? `if ${agree(missed, 'it is', 'they are')} to be covered, ` +
        `${administrator} can add a restriction for ${branches(missed)}`
      : `${administrator} can write the pattern in the letters of the ${missed.count === 1 ? 'branch' : 'branches'}`,
  }),
});
