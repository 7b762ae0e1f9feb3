import type { Level, Person } from '../../model';
import { nothing } from '../../questions/change/change';
import { plain, theProject } from '../../words/names';
import { accessPage, docs } from '../../words/pages';
import { unit } from '../problem';
import { workspaceMembersOf } from '../../people/everybody';

interface Grant {
  person: Person;
  level: Level;
  on: 'repository' | 'project';
  /** What the list of everybody with access says of them; absent where it names them not, or was not read. */
  effective?: Level;
}

/**
 * A permission that was given directly to somebody who is not in the workspace. Who administers can change the rules
 * themselves, so that is an error; less may be meant for somebody from outside.
 */
export const grantToWhoLeft = unit<Grant>({
  id: 'grant-to-who-left',
  title: 'Somebody who is not in the workspace has a permission of their own',
  why: 'A permission that was given directly outlives the membership: who left may still push, or administer.',
  docs: docs.repositoryAccess,
  page: (where, { on }) => accessPage({ source: on }, where),
  find(seen) {
    const members = workspaceMembersOf(seen.facts);
    if (!members) return [];
    const { userGrants, projectUserGrants, permissions } = seen.facts;
    const effective = new Map(permissions.items.map(({ person, level }) => [person.id, level]));
    const grants = [
      ...userGrants.items.map((grant) => ({ ...grant, on: 'repository' as const })),
      ...projectUserGrants.items.map((grant) => ({ ...grant, on: 'project' as const })),
    ];
    return grants
      .filter(({ person, level }) => level !== 'none' && !members.has(person.id))
      .map(({ person, level, on }) => {
        const own = effective.get(person.id);
        return {
          level: level === 'admin' ? 'error' : 'warning',
          subject: `${on} ${person.id}`,
          // A permission set anew wins over all others; on the project it would not reach the other repositories.
          ...(on === 'repository' && { change: { ...nothing, permissions: { [person.id]: 'none' } } }),
          found: { person, level, on, ...(own && { effective: own }) },
        };
      });
  },
  say: ({ person, level, on, effective }, { repository, administrator }) => {
    const where = on === 'repository' ? repository.fullName : theProject(repository.project);
    const does = { none: 'nothing', read: 'read', write: 'write to', admin: 'administer' }[effective ?? level];
    return {
      reason:
        `${plain(person.name)} has ${level} permission on ${where}, ` +
        `and is not among the members of the workspace ${repository.workspace}`,
      effect: effective
        ? `1 person from outside the workspace can ${does} ${repository.fullName}` +
          (effective === 'admin' ? ', its rules included' : '')
        : `whether it still holds could not be seen: the list of people with access to ${repository.fullName} ` +
          `does not name ${plain(person.name)}`,
      remedy: `${on === 'repository' ? administrator : `an administrator of ${where}`} can remove that permission`,
    };
  },
});
