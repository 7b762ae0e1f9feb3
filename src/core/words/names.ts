import type { Actor, Match, Operation, Restriction, RestrictionName, Supplied, UnlistableActor } from '../model';
import { visible, visibleExactly, withoutLookalikes } from './visible';

/**
 * A name in a sentence. Names come from outside: what would reach a terminal, turn the line's direction or hide stands
 * as `\u{1B}`. Said once of each name, as a name that holds such words itself is told apart.
 */
export function plain(name: string): string {
  return visible(withoutLookalikes(name));
}

/** A line that somebody wrote, in which tabs and line breaks are but spaces. */
export function onOneLine(text: string): string {
  return plain(text.replaceAll(/[\t\n\r]+/g, ' '));
}

/** Names of branches, groups and patterns, as Markdown's code span, whatever backticks they hold. */
export function code(text: string): string {
  const shown = visibleExactly(withoutLookalikes(text));
  const runs = shown.match(/`+/g) ?? [];
  if (runs.length === 0) return `\`${shown}\``;
  const fence = '`'.repeat(1 + Math.max(...runs.map(({ length }) => length)));
  return `${fence} ${shown} ${fence}`;
}

/** A repository's own names in a sentence; for addresses they stay as they are. */
export function plainly<T extends { fullName: string; workspace: string }>(where: T): T {
  return { ...where, fullName: plain(where.fullName), workspace: plain(where.workspace) };
}

/** `A`, `A and B`, `A, B and C`. Over seven, the first five and how many more. */
export function enumeration(names: string[], word: 'and' | 'or' = 'and'): string {
  const shown = names.length > 7 ? [...names.slice(0, 5), `${String(names.length - 5)} others`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${String(shown.at(-1))}`;
}

/** The same sentence with a capital, unless it begins with a name in code type. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const unlistableNames: Record<UnlistableActor, string> = {
  'repository-access-token': 'a repository access token',
  'project-access-token': 'a project access token',
  'workspace-access-token': 'a workspace access token',
  'access-key': 'an access key',
  'workspace-ssh-key': 'a workspace SSH key',
  'oauth-client': 'an OAuth client',
  pipelines: 'Pipelines',
};

/** Who it is, as it stands inside a sentence. */
export function actorName(actor: Actor): string {
  return actor.type === 'user' ? plain(actor.person.name) : unlistableNames[actor.type];
}

/** Who it is, as it stands alone. */
export function actorTitle(actor: Actor): string {
  return sentence(actorName(actor).replace(/^an? /, ''));
}

/** What is wanted, after *can*. */
export function actionWords(operation: Operation, branch: string, pullRequest?: number): string {
  const tag = /^refs\/tags\/(.*)$/s.exec(branch)?.[1];
  const name = code(tag ?? branch);
  switch (operation) {
    case 'push':
      return tag === undefined ? `push to ${name}` : `push the tag ${name}`;
    case 'create':
      return `create the ${tag === undefined ? 'branch' : 'tag'} ${name}`;
    case 'force-push':
      return tag === undefined ? `force-push to ${name}` : `overwrite the tag ${name}`;
    case 'delete':
      return `delete the ${tag === undefined ? 'branch' : 'tag'} ${name}`;
    case 'merge':
      return `merge ${pullRequest === undefined ? 'a pull request' : `pull request ${String(pullRequest)}`} into ${name}`;
  }
}

/** `restriction 17`, or what it is for where Bitbucket gave no id; with its mark where it was supplied. */
export function restrictionName({ id, kind, match, supplied }: RestrictionName): string {
  const name =
    id === undefined ? `the ${code(kind)} restriction for ${matchWords(match)}` : `restriction ${String(id)}`;
  return supplied ? `${name} (${suppliedMark})` : name;
}

/** What stands behind the name of a restriction that was supplied. */
export const suppliedMark = 'set on the project, supplied';

/** ` by Ana Lovell on 2026-11-28`, as far as that is known. */
export function supplierWords({ by, at }: Supplied): string {
  return `${by ? ` by ${plain(by.name)}` : ''}${at === undefined ? '' : ` on ${plain(at.slice(0, 10))}`}`;
}

/** `restriction 17`, `restrictions 3 and 17`. */
export function restrictionNames(restrictions: RestrictionName[]): string {
  const [first] = restrictions;
  if (first && restrictions.length === 1) return restrictionName(first);
  const named = restrictions.every(({ id }) => id !== undefined);
  return named
    ? `restrictions ${enumeration(restrictions.map(({ id }) => String(id)))}`
    : enumeration(restrictions.map(restrictionName));
}

/** The branches that a restriction is for. */
export function matchWords(match: Match): string {
  switch (match.by) {
    case 'glob':
      return code(match.pattern);
    case 'branch-type':
      return `branches of type ${code(match.type)}`;
    case 'unknown':
      return `branches by ${code(match.word)}`;
  }
}

function counted(people: number, besides: boolean): string {
  return `${String(people)}${besides ? ' other' : ''} ${people === 1 ? 'person' : 'people'}`;
}

/** Whom a restriction exempts: people by name or by their number, groups by slug, or nobody. */
export function exempted({ users, otherUsers = 0, groups, gaps }: Restriction): string {
  const others = otherUsers > 0 ? [counted(otherUsers, users.length > 0)] : [];
  const names = [...users.map(({ name }) => plain(name)), ...others];
  const groupNames = groups.map(({ slug }) => code(slug));
  const inGroups =
    groupNames.length > 1 ? [`the groups ${enumeration(groupNames)}`] : groupNames.map((slug) => `the group ${slug}`);
  const all = [...(names.length > 0 ? [enumeration(names)] : []), ...inGroups];
  if (all.length === 0) return gaps.length > 0 ? 'some that could not be read' : 'nobody';
  return all.join(all.length === 2 && names.length < 2 ? ' and ' : ', and ');
}
