import type { Group, Level } from '../../model';
import { writes } from '../../people/levels';
import { hasList } from '../../rules/kinds';
import { code, theProject } from '../../words/names';
import { docs, settingsPages } from '../../words/pages';
import { unit } from '../problem';
import type { Seen } from '../seen';
import { membersKnown } from '../standings';

/** That a restriction lists a group which was given no write permission, on the repository or its project. */
export const listsGroupWithoutAccess = unit<{ group: Group; level: Level }>({
  id: 'lists-group-without-access',
  title: 'A restriction lists a group without write permission',
  why: 'A restriction never gives a permission: the members of a group that it lists need write permission besides.',
  docs: docs.repositoryAccess,
  page: settingsPages.permissions,
  find(seen) {
    const { groupGrants, projectGroupGrants } = seen.facts;
    if (groupGrants.gaps.length + projectGroupGrants.gaps.length > 0 || !seen.facts.repository.project.known) return [];
    return seen.restrictions.filter(hasList).flatMap((restriction) =>
      restriction.groups.flatMap((group) => {
        const level = seen.gathered.people.groupLevels.get(group.slug) ?? 'none';
        if (writes(level) || doAllWrite(group, seen)) return [];
        return [{ level: 'warning', restriction, subject: group.slug, found: { group, level } }];
      }),
    );
  },
  say: ({ group, level }, { it, administrator, repository }) => ({
    reason:
      `${it} lists the group ${code(group.slug)}, which has ` +
      `${level === 'read' ? 'only read permission' : 'no permission'} on ${repository.fullName} or ` +
      theProject(repository.project),
    effect: 'whoever is in that group and cannot write by other means is refused although the list names the group',
    remedy: `${administrator} can give the group write permission, or take it off the list`,
  }),
});

/** Whether each member is known, and may write by other means: a group of the workspace's administrators. */
function doAllWrite({ slug }: Group, { gathered, standings }: Seen): boolean {
  const ids = membersKnown(slug, gathered);
  return ids !== undefined && ids.size > 0 && [...ids].every((id) => standings.of.get(id)?.write.is === 'yes');
}
