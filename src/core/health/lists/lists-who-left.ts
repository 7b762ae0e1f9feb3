import type { Person, Restriction } from '../../model';
import { nothing, type Change } from '../../questions/change/change';
import { hasList } from '../../rules/kinds';
import { docs } from '../../words/pages';
import { some, unit, type Some } from '../problem';
import { people } from '../words';
import { workspaceMembersOf } from '../../people/everybody';

/** That a restriction lists people who are not, or no longer, in the workspace. */
export const listsWhoLeft = unit<{ people: Some<Person>; stillWrite: Some<Person> }>({
  id: 'lists-who-left',
  title: 'A restriction lists somebody who is not in the workspace',
  why: 'Who left the company often stays on such lists, and may push again as soon as they get any write permission.',
  docs: docs.restrictions,
  find(seen) {
    const members = workspaceMembersOf(seen.facts);
    if (!members) return [];
    return seen.restrictions.filter(hasList).flatMap((restriction) => {
      const gone = restriction.users.filter(({ id }) => !members.has(id));
      if (gone.length === 0) return [];
      const stillWrite = gone.filter(({ id }) => seen.standings.of.get(id)?.write.is === 'yes');
      const change = without(restriction, gone);
      const found = { people: some(gone), stillWrite: some(stillWrite) };
      return [{ level: 'warning', restriction, ...(change && { change }), found }];
    });
  },
  say: ({ people: gone, stillWrite }, { it, administrator, repository }) => ({
    reason:
      `${it} lists ${people(gone)}, ` +
      `who ${gone.count === 1 ? 'is' : 'are'} not among the members of the workspace ${repository.workspace}`,
    effect:
      stillWrite.count > 0
        ? `${people(stillWrite)} can still write to ${repository.fullName}, and the list lets them through`
        : 'it lets them through again as soon as they get write permission',
    remedy: `${administrator} can take ${people(gone)} off the list`,
  }),
});

function without(restriction: Restriction, gone: Person[]): Change | undefined {
  const { id, supplied, users } = restriction;
  if (id === undefined || supplied) return undefined;
  const left = new Set(gone.map((one) => one.id));
  const replaced = { ...restriction, id, users: users.filter((one) => !left.has(one.id)) };
  return { ...nothing, restrictions: { ...nothing.restrictions, replace: [replaced] } };
}
