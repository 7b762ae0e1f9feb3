import type { Single } from '../../questions/reach/single';
import type { Restriction } from '../../model';
import { code, enumeration, forbids, plain, sentence, theProject } from '../../words/names';
import type { RepositoryNames } from '../../repository';
import { settingsPages } from '../../words/pages';
import type { Mover } from '../../ways-out/way-out';

/** What the words of a change need: names as sentences show them, and what tells apart restrictions that look alike. */
export interface Naming {
  repository: RepositoryNames;
  person: (person: { id: string; name: string }) => string;
  restriction: (restriction: Restriction) => string;
}

/** Whose move a single change is. */
export function moverOf(single: Single): Mover {
  if (single.does === 'join-group' || single.does === 'leave-group') return 'workspace-admin';
  return single.does === 'set-permission' && single.on === 'project' ? 'project-admin' : 'repository-admin';
}

/** Where it is done. */
export function pageOf(single: Single, where: RepositoryNames): string {
  if (single.does === 'join-group' || single.does === 'leave-group') return settingsPages.groups(where);
  if (single.does !== 'set-permission') return settingsPages.restrictions(where);
  return single.on === 'project' ? settingsPages.project(where, 'permissions') : settingsPages.permissions(where);
}

/** Who makes such changes, as the subject of a sentence. */
function moverWords(mover: Mover, { fullName, workspace, project }: RepositoryNames): string {
  if (mover === 'workspace-admin') return `an administrator of the workspace ${plain(workspace)}`;
  return `an administrator of ${mover === 'project-admin' ? theProject(project) : plain(fullName)}`;
}

/** A single change as a verb with its objects, after *can*. */
export function singleWords(single: Single, { person, restriction, repository }: Naming): string {
  switch (single.does) {
    case 'list-person':
      return `add ${person(single.person)} to ${restriction(single.restriction)}`;
    case 'unlist-person':
      return `take ${person(single.person)} off ${restriction(single.restriction)}`;
    case 'unlist-group':
      return `take the group ${code(single.group.slug)} off ${restriction(single.restriction)}`;
    case 'join-group':
      return `add ${person(single.person)} to the group ${code(single.group.slug)}`;
    case 'leave-group':
      return `take ${person(single.person)} out of the group ${code(single.group.slug)}`;
    case 'add-restriction':
      return forbids(single.restriction.kind)
        ? `forbid ${restriction(single.restriction)}`
        : `add ${restriction(single.restriction)} for ${listed(single.restriction, person)}, for that branch alone`;
    case 'remove-restriction':
      return forbids(single.restriction.kind)
        ? `allow ${restriction(single.restriction)}`
        : `remove ${restriction(single.restriction)}`;
    case 'set-permission':
      return single.on === 'project'
        ? `give ${person(single.person)} ${single.level} permission on all of its repositories`
        : `set ${permissionOf(person(single.person))} on ${plain(repository.fullName)} to ${single.level}`;
  }
}

function permissionOf(name: string): string {
  return name === 'you' || name === 'yourself' ? 'your permission' : `the permission of ${name}`;
}

function listed({ users }: Restriction, person: Naming['person']): string {
  return users.length === 0 ? 'nobody' : enumeration(users.map(person));
}

/** Several single changes as one sentence: those of one administrator share the subject; `byYou`: all are yours. */
export function changeSentence(singles: readonly Single[], naming: Naming, byYou: boolean): string {
  if (byYou) return `You can ${enumeration(singles.map((single) => singleWords(single, naming)))}.`;
  const byMover = new Map<Mover, string[]>();
  for (const single of singles) {
    const mover = moverOf(single);
    byMover.set(mover, [...(byMover.get(mover) ?? []), singleWords(single, naming)]);
  }
  const clauses = [...byMover].map(
    ([mover, verbs]) => `${moverWords(mover, naming.repository)} can ${enumeration(verbs)}`,
  );
  return `${sentence(clauses.join(', and '))}.`;
}
