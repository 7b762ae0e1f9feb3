import type { Level, Person } from '../../model';
import { hasList } from '../../rules/kinds';
import { counted } from '../../words/counts';
import { docs, settingsPages } from '../../words/pages';
import { some, unit, type Some } from '../problem';
import { agree, people } from '../words';
import { workspaceMembersOf } from '../../people/everybody';

/** That a restriction lists people who surely may not write, so that being listed gives them nothing. */
export const listsWithoutWrite = unit<{ people: Some<Person>; highest: Level | undefined; others: number }>({
  id: 'lists-without-write',
  title: 'A restriction lists somebody without write permission',
  why: 'A restriction never gives a permission: whoever it lists needs write permission on the repository besides.',
  docs: docs.restrictions,
  page: settingsPages.permissions,
  find(seen) {
    const members = workspaceMembersOf(seen.facts);
    return seen.restrictions.filter(hasList).flatMap((restriction) => {
      const without = restriction.users.filter(
        ({ id }) => seen.standings.of.get(id)?.write.is === 'no' && (!members || members.has(id)),
      );
      if (without.length === 0) return [];
      const others = restriction.users.length - without.length + restriction.groups.length;
      const [only] = without.length === 1 ? without : [];
      const highest = only && seen.standings.of.get(only.id)?.level;
      return [{ level: 'warning', restriction, found: { people: some(without), highest, others } }];
    });
  },
  say: ({ people: who, highest }, { it, administrator, repository: { fullName } }) => ({
    reason:
      `${it} lists ${people(who)}, ` +
      (highest === 'read' ? `who can read ${fullName} and not write to it` : `who cannot write to ${fullName}`),
    effect: `${counted(who.count, 'person is', 'people are')} refused although the list names them`,
    remedy:
      `${administrator} can give ${people(who)} write permission, ` +
      `or take ${agree(who, 'that name', 'those names')} off the list`,
  }),
});
