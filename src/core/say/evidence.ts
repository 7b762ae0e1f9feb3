import type { Evidence, GivenBy } from '../evidence';
import type { Decision } from '../decision';
import type { Restriction } from '../model';
import { hasList } from '../rules/index';
import { sayCheck } from './checks';
import {
  actorName,
  code,
  enumeration,
  exempted,
  matchWords,
  plain,
  plainly,
  restrictionName,
  restrictionNames,
  sentence,
} from '../words/names';
import { accessPage, actorPages, docs, settingsPages } from '../words/pages';

/** One piece of evidence in words, with the page where a person can see it. */
export interface SpokenEvidence {
  shows: string;
  page: string;
  restriction?: number;
}

/** Each piece of evidence once, in words. */
export function sayEvidence(evidence: Evidence[], where: Decision['repository']): SpokenEvidence[] {
  const said = evidence.map((one) => sayOne(one, where));
  return [...new Map(said.map((one) => [one.shows, one])).values()];
}

function sayOne(one: Evidence, where: Decision['repository']): SpokenEvidence {
  const { fullName, workspace } = plainly(where);
  const restrictions = settingsPages.restrictions(where);
  switch (one.shows) {
    case 'level':
      return {
        shows:
          one.level === 'none'
            ? `Bitbucket gives ${plain(one.person.name)} no permission on ${fullName}.`
            : `Bitbucket lists ${plain(one.person.name)} with ${one.level} permission on ${fullName}${fromWords(one.from)}.`,
        page: accessPage(one.from, where),
      };
    case 'no-level':
      return {
        shows: `The list of people with access to ${fullName} was read whole, and ${plain(one.person.name)} is not on it.`,
        page: settingsPages.permissions(where),
      };
    case 'own-level':
      return {
        shows: `Bitbucket gives ${plain(one.person.name)} ${one.level} permission on ${fullName}${fromWords(one.from)}.`,
        page: one.from ? accessPage(one.from, where) : repositoryPage(where),
      };
    case 'grant':
      return {
        shows: `${plain(one.person.name)} was given ${one.level} permission on ${onWhat(one.on, where)}.`,
        page: accessPage({ source: one.on }, where),
      };
    case 'group-grant':
      return {
        shows: `The group ${code(one.group.slug)} was given ${one.level} permission on ${onWhat(one.on, where)}.`,
        page: accessPage({ source: one.on }, where),
      };
    case 'owner':
      return {
        shows: `${plain(one.person.name)} is an administrator of the workspace ${workspace}, and so of all its repositories.`,
        page: accessPage({ source: 'owner' }, where),
      };
    case 'member':
    case 'not-member': {
      const list =
        one.source === 'bitbucket' ? 'Bitbucket lists the members of' : 'A list was supplied of the members of';
      const is = one.shows === 'member' ? 'is among them' : 'is not among them';
      return {
        shows: `${list} ${code(one.group)}, and ${plain(one.person.name)} ${is}.`,
        page: settingsPages.groups(where),
      };
    }
    case 'below-group':
      return {
        shows: `${plain(one.person.name)} is not in ${code(one.group)}: the group has ${one.groupLevel} permission, and ${plain(one.person.name)} has ${one.level === 'none' ? 'none' : `only ${one.level}`}.`,
        page: accessPage(one.on && { source: one.on }, where),
      };
    case 'only-source': {
      const groups = one.groups.map(code);
      return {
        shows:
          groups.length === 1
            ? `${plain(one.person.name)} is in ${enumeration(groups)}: nothing else that was read gives ${one.level} permission.`
            : `${plain(one.person.name)} is in at least one of ${enumeration(groups)}: nothing else that was read gives ${one.level} permission.`,
        page: accessPage(one.on && { source: one.on }, where),
      };
    }
    case 'restriction':
      return restrictionEvidence(`${sentence(restrictionName(one.restriction))} ${isForWords(one.restriction)}.`);
    case 'lists-person':
      return restrictionEvidence(`${sentence(restrictionName(one.restriction))} lists ${plain(one.person.name)}.`);
    case 'lists-group':
      return restrictionEvidence(
        `${sentence(restrictionName(one.restriction))} lists the group ${code(one.group.slug)}.`,
      );
    case 'lists-every-source':
      return restrictionEvidence(
        `${sentence(restrictionName(one.restriction))} lists every group that can be the source of it: ${enumeration(one.groups.map(code))}.`,
      );
    case 'pull-request':
      return {
        shows: `Bitbucket gives its state as ${code(one.state)}${one.draft ? ', and says that it is a draft' : ''}.`,
        page: `${repositoryPage(where)}/pull-requests/${String(one.id)}`,
      };
    case 'check': {
      const id = one.check.restriction.id;
      return {
        shows: sayCheck(one.check, { repository: where }).shows,
        page: restrictions,
        ...(id !== undefined && { restriction: id }),
      };
    }
    case 'enforced': {
      const [first] = one.restrictions;
      return {
        shows: `${sentence(restrictionNames(one.restrictions))} ${one.restrictions.length === 1 ? 'prevents' : 'prevent'} a merge with unresolved merge checks.`,
        page: restrictions,
        ...(first.id !== undefined && one.restrictions.length === 1 && { restriction: first.id }),
      };
    }
    case 'not-enforced':
      return { shows: `No restriction prevents a merge with unresolved merge checks there.`, page: restrictions };
    case 'none-covers': {
      const all = one.read === 1 ? 'the one restriction' : `the ${String(one.read)} restrictions`;
      const shows = `Of ${all} of ${fullName}, none ${one.kinds.length === 0 ? 'is a merge check that' : `of kind ${one.kinds.map(code).join(' or ')}`} covers it.`;
      return { shows: one.read === 0 ? `${fullName} has no branch restrictions.` : shows, page: restrictions };
    }
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
        shows: documentation[one.actor === 'access-key' ? 'reads' : 'writes'](sentence(actorName({ type: one.actor }))),
        page: actorPages[one.actor],
      };
  }

  /** What the permission comes from, as the end of a sentence. */
  function fromWords(from: GivenBy | undefined): string {
    if (!from) return '';
    if (from.source === 'owner') return `, as an administrator of the workspace ${workspace}`;
    const what = from.source === 'project' ? onWhat('project', where) : 'the repository itself';
    return from.group ? `, given to the group ${code(from.group.slug)} on ${what}` : `, given on ${what}`;
  }

  function restrictionEvidence(shows: string): SpokenEvidence {
    const id = 'restriction' in one ? one.restriction.id : undefined;
    return { shows, page: restrictions, ...(id !== undefined && { restriction: id }) };
  }
}

const documentation = {
  reads: (actor: string) => `${actor} is read-only.`,
  writes: (actor: string) => `${actor} can hold write access, and a branch restriction lists only users and groups.`,
};

/** What the restriction is for and whom it lists, after its name; without an id the name says the first already. */
function isForWords(restriction: Restriction): string {
  const { id, kind, match } = restriction;
  const listing = hasList(restriction) ? `lists ${exempted(restriction)}` : '';
  if (id === undefined) return listing || 'is there';
  return `(${plain(kind)}) is for ${matchWords(match)}${listing && ` and ${listing}`}`;
}

function onWhat(on: 'repository' | 'project', where: Decision['repository']): string {
  const { fullName, project } = plainly(where);
  return on === 'project' ? `the project ${plain(project?.name ?? '')}`.trimEnd() : fullName;
}

function repositoryPage({ workspace, slug }: Decision['repository']): string {
  return `https://bitbucket.org/${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}`;
}
