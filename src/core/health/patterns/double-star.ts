import { code } from '../../words/names';
import { docs } from '../../words/pages';
import { repatterned } from '../mending';
import { unit } from '../problem';

/** Two stars, which are as one here. Before a slash they mean something else elsewhere (`foreign-syntax`). */
export const doubleStar = unit<{ pattern: string; single: string }>({
  id: 'double-star',
  title: 'A pattern holds two stars in a row',
  why: 'In Pipelines and on Data Center one star stops at a slash and two do not; here one star matches slashes too.',
  docs: docs.restrictionsApi,
  find: (seen) =>
    seen.globs.flatMap(({ restriction, pattern }) => {
      if (!pattern.includes('**') || /(?:^|\/)\*\*\//.test(pattern)) return [];
      const single = pattern.replaceAll(/\*+/g, '*');
      const change = repatterned(restriction, [single], seen);
      return [{ level: 'info', restriction, ...(change && { change }), found: { pattern, single } }];
    }),
  say: ({ pattern, single }, { administrator }) => ({
    reason: `${code(pattern)} holds two stars in a row, which match what one does: any characters, slashes too`,
    effect: 'it covers the same branches with a single star; whoever knows Pipelines may read it otherwise',
    remedy: `${administrator} can write it as ${code(single)}`,
  }),
});
