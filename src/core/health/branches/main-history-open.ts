import type { Person } from '../../model';
import { code, kindBefore } from '../../words/names';
import { counted } from '../../words/counts';
import { docs } from '../../words/pages';
import { added } from '../mending';
import { some, unit, type Some } from '../problem';
import { mainOf, surely, surelyNone } from '../seen';
import { people } from '../words';

/** That the history of a protected main branch may be rewritten by whoever may push there. */
export const mainHistoryOpen = unit<{ main: string; people: Some<Person>; unsure: boolean }>({
  id: 'main-history-open',
  title: 'The history of the main branch can be rewritten',
  why: 'A forced push can remove commits that others have built on, reviewed ones too.',
  docs: docs.restrictions,
  find(seen) {
    const main = mainOf(seen);
    if (!main || surely(main, 'push', 'restrict_merges').length === 0 || !surelyNone(seen, main, 'force')) return [];
    const { people: may, unsure } = seen.who('force-push', main);
    if (may.length === 0) return [];
    const change = added('force', [{ by: 'glob', pattern: main.name }]);
    return [{ level: 'warning', change, found: { main: main.name, people: some(may), unsure } }];
  },
  say: ({ main, people: may, unsure }, { administrator }) => ({
    reason: `${code(main)} is protected, and nothing forbids rewriting its history`,
    effect:
      `${unsure ? 'at least ' : ''}${counted(may.count, 'person', 'people')} can force-push ` +
      `to ${code(main)}: ${people(may)}`,
    remedy: `${administrator} can forbid ${kindBefore('force')} ${code(main)}`,
  }),
});
