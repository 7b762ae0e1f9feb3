import type { RestrictionName } from '../model';
import type { RepositoryNames } from '../repository';
import { theProject } from '../words/names';
import type { Mover } from './way-out';

/** Who changes these restrictions: what is set on a project only its administrators change. */
export function changerOf(restrictions: readonly RestrictionName[]): Mover {
  return isOfProject(restrictions) ? 'project-admin' : 'repository-admin';
}

/** The same in words: `an administrator of acme/web`, `an administrator of the project Core`. */
export function changerWords(
  restrictions: readonly RestrictionName[],
  { administrator, repository: { project } }: { administrator: string; repository: Pick<RepositoryNames, 'project'> },
): string {
  if (!isOfProject(restrictions)) return administrator;
  return `an administrator of ${theProject(project)}`;
}

/** What a change of them does beyond this repository, as the end of a sentence. */
export function reachWords(restrictions: readonly RestrictionName[]): string {
  return isOfProject(restrictions) ? ', in every repository of the project' : '';
}

function isOfProject(restrictions: readonly RestrictionName[]): boolean {
  return restrictions.some(({ supplied }) => supplied);
}
