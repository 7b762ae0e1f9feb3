import type { RestrictionName } from '../model';
import type { RepositoryNames } from '../repository';
import { code, matchWords, theProject } from '../words/names';
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

/**
 * What the list of this restriction opens to somebody, as the end of a sentence. Exemptions combine: who is on one list
 * may pass on every branch that it covers, whatever else covers that. Who lacks write access gains it only with that,
 * which opens other branches too.
 */
export function openedWords(
  restriction: RestrictionName,
  whose: string,
  { mainBranch, lacksWrite }: { mainBranch?: string; lacksWrite?: true } = {},
  subject = 'it',
): string {
  const { match, supplied, kind } = restriction;
  const once = lacksWrite ? `once ${whose} can write to the repository, ` : '';
  if (isOfOneBranch(restriction)) {
    const rest = supplied ? ' in each of them' : lacksWrite ? '' : ', and nothing to anybody else';
    return `${once}${subject} opens that branch to ${whose} ${deedsOn(kind)}${rest}`;
  }
  const covered = match.by === 'glob' ? `every branch that ${code(match.pattern)} covers` : `all ${matchWords(match)}`;
  const main = mainBranch === undefined ? '' : `, ${code(mainBranch)} too`;
  return `${once}${subject} opens ${covered} to ${whose}${main} ${deedsOn(kind)}, whatever else covers ${match.by === 'glob' ? 'it' : 'them'}`;
}

/**
 * What a list of this kind lets those on it do. Write access includes merging; what it does to deletions Bitbucket
 * documents nowhere.
 */
export function deedsOn(kind: RestrictionName['kind']): string {
  return kind === 'restrict_merges' ? 'for merges' : 'for pushes and merges';
}

/** Whether its pattern is one name: Git allows no star in one. */
export function isOfOneBranch({ match }: RestrictionName): boolean {
  return match.by === 'glob' && !match.pattern.includes('*');
}

function isOfProject(restrictions: readonly RestrictionName[]): boolean {
  return restrictions.some(({ supplied }) => supplied);
}
