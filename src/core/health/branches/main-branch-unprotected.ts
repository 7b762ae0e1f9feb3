import { code, kindBefore } from '../../words/names';
import { counted } from '../../words/counts';
import { docs } from '../../words/pages';
import { added } from '../mending';
import { some, unit, type Some } from '../problem';
import { mainOf, surelyNone } from '../seen';
import { people } from '../words';
import type { Person } from '../../model';

/**
 * That neither Write access nor Merge via pull request covers the main branch, so that whoever may write may push. That
 * is how every repository begins, and may be meant: a warning.
 */
export const mainBranchUnprotected = unit<{ main: string; people: Some<Person>; unsure: boolean }>({
  id: 'main-branch-unprotected',
  title: 'The main branch is not protected',
  why: 'Everybody with write permission pushes to it directly, without a pull request, and so does every access token.',
  docs: docs.restrictions,
  find(seen) {
    const main = mainOf(seen);
    if (!main || !surelyNone(seen, main, 'push', 'restrict_merges')) return [];
    const { people: may, unsure } = seen.who('push', main);
    const change = added('push', [{ by: 'glob', pattern: main.name }]);
    return [{ level: 'warning', change, found: { main: main.name, people: some(may), unsure } }];
  },
  say: ({ main, people: may, unsure }, { administrator, repository }) => ({
    reason: `no restriction of ${repository.fullName} limits who can push or merge to its main branch ${code(main)}`,
    effect:
      may.count === 0
        ? `whoever can write to the repository can push to ${code(main)}, and so can access tokens and builds`
        : `${unsure ? 'at least ' : ''}${counted(may.count, 'person', 'people')} can push to ${code(main)} ` +
          `(${people(may)}), and so can access tokens and builds that may write`,
    remedy:
      `${administrator} can set ${kindBefore('push')} ${code(main)}: ` +
      'with nobody on its list the branch takes pull requests only',
  }),
});
