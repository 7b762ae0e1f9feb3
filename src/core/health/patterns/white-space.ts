import { globMatches } from '../../branches/glob';
import { withoutSpaces } from '../../branches/near-matches';
import { code } from '../../words/names';
import { docs } from '../../words/pages';
import { repatterned } from '../mending';
import { some, unit, type Some } from '../problem';
import { branches } from '../words';
import { isPossible } from './possible';

/** White space in a pattern. Git allows none in the name of a branch, so the restriction surely stops nothing. */
export const whiteSpace = unit<{ pattern: string; without: string; meant: Some<string> }>({
  id: 'white-space',
  title: 'A pattern holds white space',
  why: 'No name of a branch holds white space, so that the pattern matches none, now or later.',
  docs: docs.restrictionsApi,
  find: (seen) =>
    seen.globs.flatMap(({ restriction, pattern, covers }) => {
      // Git forbids the plain space and controls, and takes others as letters: one that is matched was meant.
      const without = withoutSpaces(pattern);
      if (without === pattern || covers.length > 0) return [];
      const change = isPossible(without) ? repatterned(restriction, [without], seen) : undefined;
      const meant = some(seen.facts.branches.items.filter((name) => globMatches(without, name)));
      const level = isPossible(pattern) ? 'warning' : 'error';
      return [{ level, restriction, ...(change && { change }), found: { pattern, without, meant } }];
    }),
  say: ({ pattern, without, meant }, { level, it, administrator }) => ({
    reason:
      `the pattern ${code(pattern)} holds white space` +
      (level === 'error' ? ', which Git allows in no name of a branch' : ''),
    effect:
      `${it} covers no branch${level === 'error' ? ', now or later' : ''}` +
      (meant.count > 0 ? `; without the white space it would cover ${branches(meant)}` : ''),
    remedy: isPossible(without)
      ? `${administrator} can write the pattern as ${code(without)}`
      : `${administrator} can write the pattern anew, or remove the restriction`,
  }),
});
