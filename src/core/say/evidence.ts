import type { Evidence, GivenBy } from '../evidence';
import type { Decision } from '../decision';
import type { Restriction, RestrictionName, Supplied, UnlistableActor } from '../model';
import type { NonEmpty } from '../non-empty';
import { hasList } from '../rules/kinds';
import {
  actorName,
  code,
  enumeration,
  exempted,
  forbids,
  kindAfter,
  personFirst,
  personName,
  plain,
  plainly,
  restrictionName,
  sentence,
  supplierWords,
  theProject,
  verbsAfter,
} from '../words/names';
import { accessPage, actorPages, docs, pageOfRestrictions, repositoryPage, settingsPages } from '../words/pages';

/** One piece of evidence in words, with the page where a person can see it. */
export interface SpokenEvidence {
  shows: string;
  page: string;
  restriction?: number;
  /** Where it rests on a restriction that was supplied. */
  supplied?: SpokenSupplied;
}

/** That something was supplied, by whom and when (RFC 3339), as far as that is known. */
export interface SpokenSupplied {
  by?: string;
  at?: string;
}

/** What evidence is about. */
export type Context = Pick<Decision, 'question' | 'repository'>;

/** One piece of evidence in words. */
export function sayShown(one: Evidence, { repository: where }: Context): SpokenEvidence {
  const { fullName, workspace } = plainly(where);
  const restrictions = settingsPages.restrictions(where);
  const person = 'person' in one ? one.person : { name: '' };
  const { is, has, was } = verbsAfter(person);
  const [name, first] = [personName(person), personFirst(person)];
  switch (one.shows) {
    case 'level':
      return {
        shows:
          one.level === 'none'
            ? `Bitbucket gives ${name} no permission on ${fullName}.`
            : `Bitbucket lists ${name} with ${one.level} permission on ${fullName}${fromWords(one.from, where)}.`,
        page: accessPage(one.from, where),
      };
    case 'no-level':
      return {
        shows: `The list of people with access to ${fullName} was read whole, and ${name} ${is} not on it.`,
        page: settingsPages.permissions(where),
      };
    case 'own-level':
      return {
        shows: `Bitbucket gives ${name} ${one.level} permission on ${fullName}${fromWords(one.from, where)}.`,
        page: one.from ? accessPage(one.from, where) : repositoryPage(where),
      };
    case 'grant':
      return {
        shows: `${first} ${was} given ${one.level} permission on ${onWhat(one.on, where)}.`,
        page: accessPage({ source: one.on }, where),
      };
    case 'group-grant':
      return {
        shows: `The group ${code(one.group.slug)} was given ${one.level} permission on ${onWhat(one.on, where)}.`,
        page: accessPage({ source: one.on }, where),
      };
    case 'owner':
      return {
        shows: `${first} ${is} an administrator of the workspace ${workspace}, and so of all its repositories.`,
        page: accessPage({ source: 'owner' }, where),
      };
    case 'member':
    case 'not-member': {
      const list = {
        bitbucket: 'Bitbucket lists the members of',
        supplied: 'A list was supplied of the members of',
        tried: 'The change that is tried sets the members of',
      }[one.source];
      const among = one.shows === 'member' ? `${is} among` : `${is} not among`;
      return {
        shows: `${list} ${code(one.group)}, and ${name} ${among} them.`,
        page: settingsPages.groups(where),
      };
    }
    case 'below-group':
      return {
        shows: `${first} ${is} not in ${code(one.group)}: the group has ${one.groupLevel} permission, and ${name} ${has} ${one.level === 'none' ? 'none' : `only ${one.level}`}.`,
        page: accessPage(one.on && { source: one.on }, where),
      };
    case 'only-source': {
      const groups = one.groups.map(code);
      return {
        shows:
          groups.length === 1
            ? `${first} ${is} in ${enumeration(groups)}: nothing else that was read gives ${one.level} permission.`
            : `${first} ${is} in at least one of ${enumeration(groups)}: nothing else that was read gives ${one.level} permission.`,
        page: accessPage(one.on && { source: one.on }, where),
      };
    }
    case 'restriction':
      return shownBySupplied(
        [one.restriction],
        `${sentence(restrictionName(one.restriction))} ${isForWords(one.restriction)}.`,
        where,
      );
    case 'lists-person':
      return shownBySupplied([one.restriction], `${sentence(restrictionName(one.restriction))} lists ${name}.`, where);
    case 'lists-group':
      return shownBySupplied(
        [one.restriction],
        `${sentence(restrictionName(one.restriction))} lists the group ${code(one.group.slug)}.`,
        where,
      );
    case 'lists-every-source':
      return shownBySupplied(
        [one.restriction],
        `${sentence(restrictionName(one.restriction))} lists every group that can be the source of it: ${enumeration(one.groups.map(code))}.`,
        where,
      );
    case 'none-covers':
      return { shows: noneCoversWords(one, fullName), page: restrictions };
    case 'tags-not-covered':
      return { shows: 'Branch restrictions do not cover tags.', page: docs.tagsNotCovered };
    case 'main-branch':
      return { shows: `It is the main branch of ${fullName}.`, page: settingsPages.repository(where) };
    case 'not-main-branch':
      return {
        shows:
          one.mainBranch === null
            ? `${fullName} has no main branch.`
            : `The main branch of ${fullName} is ${code(one.mainBranch)}.`,
        page: settingsPages.repository(where),
      };
    case 'credential-removed':
      return one.credential === 'password'
        ? {
            shows: 'Bitbucket Cloud has not taken account passwords for Git since March 1, 2022.',
            page: docs.passwordsRemoved,
          }
        : { shows: 'App passwords stopped working on July 28, 2026.', page: docs.appPasswordsRemoved };
    case 'actor-documentation':
      return {
        shows: documentationWords(one.actor, sentence(actorName({ type: one.actor }))),
        page: actorPages[one.actor],
      };
  }
}

/** What restrictions show, and who supplied them where they were not read. */
export function shownBySupplied(
  restrictions: NonEmpty<RestrictionName>,
  shows: string,
  where: Decision['repository'],
): SpokenEvidence {
  const supplied = suppliedAmong(restrictions);
  const whole = supplied ? `${shows} It was supplied${supplierWords(supplied)}, not read from Bitbucket.` : shows;
  return shownBy(restrictions, whole, where);
}

/** What restrictions show, with the page that they stand on. */
export function shownBy(
  restrictions: NonEmpty<RestrictionName>,
  shows: string,
  where: Decision['repository'],
): SpokenEvidence {
  const [{ id }, ...others] = restrictions;
  const supplied = suppliedAmong(restrictions);
  return {
    shows,
    page: pageOfRestrictions(restrictions, where),
    ...(id !== undefined && others.length === 0 && { restriction: id }),
    ...(supplied && { supplied: saySupplied(supplied) }),
  };
}

function suppliedAmong(restrictions: readonly RestrictionName[]): Supplied | undefined {
  return restrictions.find(({ supplied }) => supplied)?.supplied;
}

/** Who supplied something and when, as data. */
function saySupplied({ by, at }: Supplied): SpokenSupplied {
  return { ...(by && { by: plain(by.name) }), ...(at !== undefined && { at }) };
}

function noneCoversWords(
  { kinds, read, supplied }: Extract<Evidence, { shows: 'none-covers' }>,
  fullName: string,
): string {
  const such = kinds.length === 0 ? 'is a merge check that' : enumeration(kinds.map(kindAfter), 'or');
  const none = `none ${such} covers it`;
  const nothing = supplied === 0 ? ', and none was supplied for its project' : '';
  const all = [
    ...(read > 0 ? [`${counted(read)} of ${fullName}`] : []),
    ...(supplied ? [`${counted(supplied)} that ${supplied === 1 ? 'was' : 'were'} supplied for its project`] : []),
  ];
  if (all.length === 0) return `${fullName} has no branch restrictions${nothing}.`;
  return `Of ${all.join(' and ')}, ${none}${nothing}.`;
}

function counted(restrictions: number): string {
  return restrictions === 1 ? 'the one restriction' : `the ${String(restrictions)} restrictions`;
}

/** What the permission comes from, as the end of a sentence. */
function fromWords(from: GivenBy | undefined, where: Decision['repository']): string {
  if (!from) return '';
  if (from.source === 'owner') return `, as an administrator of the workspace ${plainly(where).workspace}`;
  const what = from.source === 'project' ? onWhat('project', where) : 'the repository itself';
  return from.group ? `, given to the group ${code(from.group.slug)} on ${what}` : `, given on ${what}`;
}

/**
 * What is documented of an actor that no list can name. A Forge app pushes through its remote
 * (https://developer.atlassian.com/platform/forge/remote/bitbucket-git-operations).
 */
function documentationWords(type: UnlistableActor, actor: string): string {
  if (type === 'access-key') return `${actor} is read-only.`;
  const writes =
    type === 'forge-app'
      ? `can push through a Forge remote, with the scope ${code('write:repository:bitbucket')}`
      : 'can hold write access';
  return `${actor} ${writes}, and a branch restriction lists only users and groups.`;
}

/** Whom the restriction lists, or what it does without a list, after its name. */
function isForWords(restriction: Restriction): string {
  if (hasList(restriction)) {
    const exempt = exempted(restriction);
    return exempt === 'nobody' ? 'lists nobody' : `is for ${exempt}`;
  }
  return forbids(restriction.kind) ? 'is not allowed for anybody' : 'is set';
}

function onWhat(on: 'repository' | 'project', where: Decision['repository']): string {
  const { fullName, project } = plainly(where);
  return on === 'project' ? theProject(project) : fullName;
}
