import type { OnPermission, OnRestriction, Operation } from '../../apply/operation';
import { gather, type Gathered } from '../../cell/cell';
import type { Facts, Restriction } from '../../model';
import type { AccessSource } from '../../people/access';
import { compareLevels } from '../../people/levels';
import { accessAmong } from '../../questions/access';
import { namesOf, type RepositoryNames } from '../../repository';
import { hasList } from '../../rules/kinds';
import { wordsOfKind } from '../../words/kinds';
import { code, enumeration, kindName, plain, restrictionName, theProject } from '../../words/names';

/** What else gives somebody more than is set, in sentences; worked out once for each person. */
export type Staying = (operation: OnPermission) => string[];

/** What to know before a request for this operation is sent, each a sentence. */
export function notesOn(operation: Operation, facts: Facts, staying: Staying): string[] {
  switch (operation.does) {
    case 'add':
    case 'replace':
      return [...notesOnPlace(operation, facts), ...notesOnContent(operation.restriction)];
    case 'remove':
      return notesOnPlace(operation, facts);
    case 'put-in':
    case 'take-out':
      return [
        'This is the groups endpoint of Bitbucket’s REST 1.0, deprecated and still supported; it takes an API token of ' +
          `an administrator of the workspace ${plain(facts.repository.workspace)}.`,
        'Where the workspace keeps its groups at admin.atlassian.com, it only reads, and they are changed there.',
      ];
    case 'permit':
      return [
        `It takes an API token with the scopes ${code('admin:repository:bitbucket')} and ` +
          `${code(`${operation.level === 'none' ? 'delete' : 'write'}:permission:bitbucket`)}, and no access token.`,
        ...staying(operation),
      ];
  }
}

function notesOnPlace(operation: OnRestriction, { restrictions }: Facts): string[] {
  if (operation.does !== 'add' && !operation.before) {
    const unread = restrictions.gaps.length > 0 ? ', which are not all' : '';
    return [`No restriction ${String(operation.id)} is among those that were read${unread}.`];
  }
  if (operation.does === 'remove' || !operation.taken) return [];
  const { id } = operation.taken;
  return [
    `Bitbucket keeps one restriction of a kind for the same branches, and there is ${restrictionName(operation.taken)}` +
      `${id === undefined ? '' : ` (restriction ${String(id)})`}: it will refuse this.`,
  ];
}

function notesOnContent(restriction: Restriction): string[] {
  const { kind, match, users, groups, gaps, otherUsers = 0 } = restriction;
  return [
    ...(wordsOfKind(kind) ? [] : [`The kind ${code(kind)} is new to us.`]),
    ...(match.by === 'unknown' ? [`Which branches ${code(match.word)} means was not understood.`] : []),
    ...(gaps.length > 0 || otherUsers > 0
      ? ['Whom it lists was not read whole: whoever is missing here is taken off the list.']
      : []),
    ...(wordsOfKind(kind) && !hasList(restriction) && users.length + groups.length > 0
      ? [`Bitbucket takes people and groups for ${kindName('push')} and ${kindName('restrict_merges')} alone.`]
      : []),
  ];
}

/**
 * What else gives people a permission, where that is above what is set: Bitbucket gives the highest, so setting less
 * does not lower it.
 */
export function stayingIn(facts: Facts): Staying {
  const known = new Map<string, string[]>();
  let gathered: Gathered | undefined;
  return (operation) => {
    const { id } = operation.person;
    const found = known.get(id) ?? sourcesThatStay(operation, (gathered ??= gather(facts)));
    known.set(id, found);
    return found;
  };
}

function sourcesThatStay({ person, level }: OnPermission, gathered: Gathered): string[] {
  const [found] = accessAmong(gathered, [person]);
  const { facts } = gathered;
  const where = namesOf(facts.repository);
  const { workspace, fullName } = where;
  const who = plain(person.name);
  if (!found) return [];
  const { path, unseen, gaps, level: present } = found.access;
  const above = path.filter((source) => !isOwn(source) && compareLevels(source.level, level) > 0);
  const lowers = present === 'unknown' || compareLevels(level, present) < 0;
  const notOwn = level === 'none' && facts.userGrants.gaps.length === 0 && !path.some(isOwn);
  return [
    ...(path.some(({ source }) => source === 'owner')
      ? [`${who} is an owner of the workspace ${plain(workspace)}, whose own permission Bitbucket does not change.`]
      : []),
    ...(notOwn ? [`${who} has no permission of their own on ${plain(fullName)}, so there is none to take away.`] : []),
    ...(above.length > 0
      ? [
          `${who} keeps what is given otherwise, and Bitbucket gives the highest: ` +
            `${enumeration(above.map((source) => sourceWords(source, where)))}.`,
        ]
      : []),
    ...(above.length === 0 && lowers && unseen && unseen.groups.length > 0
      ? [
          `${who} ${unseen.surely ? 'has' : 'may have'} it through ${enumeration(unseen.groups.map(code), 'or')}, ` +
            'and what a group gives stays.',
        ]
      : []),
    ...(above.length === 0 && lowers && gaps.length > 0 && !unseen?.groups.length
      ? [`What gives ${who} a permission could not be read whole: what else does stays.`]
      : []),
  ];
}

function isOwn(source: AccessSource): boolean {
  return source.source === 'repository' && !('group' in source);
}

function sourceWords(source: AccessSource, { fullName, project }: RepositoryNames): string {
  if (source.source === 'owner') return `${code('admin')} as an owner of the workspace`;
  const on = source.source === 'project' ? theProject(project) : plain(fullName);
  const through = 'group' in source ? ` through the group ${code(source.group.slug)}` : '';
  return `${code(source.level)} on ${on}${through}`;
}
