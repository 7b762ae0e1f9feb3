import { no } from '../../answer';
import type { Person } from '../../model';
import { code } from '../../words/names';
import { counted } from '../../words/counts';
import { docs } from '../../words/pages';
import { added } from '../mending';
import { some, unit, type Some } from '../problem';
import { mainOf, surely, surelyNone } from '../seen';
import { people } from '../words';

/**
 * That nothing but being the main branch keeps a protected main branch from being deleted. Nobody can delete it while
 * it is (OpenAPI, DELETE …/refs/branches/{name}), so it is no more than info; it counts once another is made main.
 */
export const mainDeletionOpen = unit<{ main: string; people: Some<Person>; mayBe: boolean }>({
  id: 'main-deletion-open',
  title: 'Only being the main branch protects it from deletion',
  why: 'Once another branch is made the main branch, this one can be deleted like any other.',
  docs: docs.restrictions,
  find(seen) {
    const main = mainOf(seen);
    if (!main || surely(main, 'push', 'restrict_merges').length === 0 || !surelyNone(seen, main, 'delete')) return [];
    const { people: may, unsure } = seen.who('delete', { ...main, main: no() });
    // Who surely writes is not surely refused.
    if (!seen.standings.people.some(({ write }) => write.is === 'yes')) return [];
    const change = added('delete', [{ by: 'glob', pattern: main.name }]);
    return [{ level: 'info', change, found: { main: main.name, people: some(may), mayBe: unsure } }];
  },
  say: ({ main, people: may, mayBe }, { administrator }) => ({
    reason: `no restriction is against deleting ${code(main)}`,
    effect:
      `nobody can delete ${code(main)} while it is the main branch; once another is made the main branch, ` +
      (may.count > 0
        ? `${mayBe ? 'at least ' : ''}${counted(may.count, 'person', 'people')} could: ${people(may)}`
        : 'nobody can tell who could'),
    remedy: `${administrator} can forbid deleting ${code(main)}`,
  }),
});
