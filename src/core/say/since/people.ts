import type { Group, Level, Person } from '../../model';
import type { Moves, SeenChanged } from '../../questions/since/lists';
import type { PeopleChanged } from '../../questions/since/people';
import type { RepositoryNames } from '../../repository';
import { code, enumeration, personName, plain, theProject, verbsAfter } from '../../words/names';
import { namesIn, verbsOf } from './who';

type OfPeople = Exclude<PeopleChanged, SeenChanged>;

/** A change of who has which permission, or of who is in a group, as a sentence without its full stop. */
export function sayPeopleChanged(one: OfPeople, { fullName, workspace, project }: RepositoryNames): string {
  const repository = plain(fullName);
  switch (one.changed) {
    case 'permission':
      return permissionWords(one, repository);
    case 'grant':
      return grantWords(one, enumeration(namesIn(one.who)), verbsOf(one.who).was, whereOf(one, repository, project));
    case 'group-grant':
      return grantWords(one, groupsIn(one.who), verbsOf([], one.who.length).was, whereOf(one, repository, project));
    case 'workspace':
      return workspaceWords(one, `the workspace ${plain(workspace)}`);
    case 'joined':
    case 'left': {
      const names = namesIn(one.people);
      const group = `the group ${code(one.group)}`;
      if (one.source === 'bitbucket') return `${enumeration(names)} ${one.changed} ${group}`;
      const how = one.changed === 'joined' ? 'added to' : 'taken off';
      return `${enumeration(names)} ${verbsOf(one.people).was} ${how} the supplied members of ${group}`;
    }
    case 'members-supplied': {
      const names = namesIn(one.people);
      return `somebody supplied who is in the group ${code(one.group)}: ${names.length === 0 ? 'nobody' : enumeration(names)}`;
    }
    case 'members-taken-back':
      return `the supplied members of the group ${code(one.group)} count no longer`;
    case 'viewer':
      return `the earlier reading was made by ${whoRead(one.from)}, the later by ${whoRead(one.to)}`;
    case 'viewer-permission': {
      const [from = 'not known', to = 'not known'] = [one.from, one.to];
      return `the permission of whoever reads is ${to} on ${repository} now, in place of ${from}`;
    }
  }
}

function permissionWords({ who, from, to }: Moves<Person, Level>, repository: string): string {
  const names = namesIn(who);
  const { has } = verbsOf(who);
  // Not *it was read*, which would be about the reading.
  return `${enumeration(names)} ${has} ${to === 'none' ? 'no' : to} permission on ${repository} now, in place of ${from}`;
}

function grantWords({ from, to }: Moves<unknown, Level>, who: string, were: string, where: string): string {
  if (from === 'none') return `${who} ${were} given ${to} permission on ${where}`;
  if (to === 'none') return `the ${from} permission given to ${who} on ${where} was taken away`;
  return `the permission given to ${who} on ${where} went from ${from} to ${to}`;
}

function whereOf({ on }: { on: 'repository' | 'project' }, repository: string, project: RepositoryNames['project']) {
  return on === 'repository' ? repository : theProject(project);
}

function workspaceWords({ who, from, to }: Extract<OfPeople, { changed: 'workspace' }>, workspace: string): string {
  const names = namesIn(who);
  const are = who.length > 1 ? 'are' : verbsAfter(who[0]).is;
  const administrator = names.length === 1 ? 'an administrator' : 'administrators';
  if (to === 'owner') return `${enumeration(names)} ${are} ${administrator} of ${workspace} now`;
  if (to === 'none') return `${enumeration(names)} left ${workspace}`;
  return from === 'owner'
    ? `${enumeration(names)} ${are} no longer ${administrator} of ${workspace}`
    : `${enumeration(names)} joined ${workspace}`;
}

function groupsIn(groups: readonly Group[]): string {
  return `the group${groups.length === 1 ? '' : 's'} ${enumeration(groups.map(({ slug }) => code(slug)))}`;
}

function whoRead(person: Person | undefined): string {
  return person ? personName(person) : 'somebody whom Bitbucket did not name';
}
