import type { Restriction } from '../../model';
import type { RestrictionChanged } from '../../questions/since/restrictions';
import type { SeenChanged } from '../../questions/since/lists';
import { thousands } from '../../words/counts';
import { code, enumeration, exempted, forbids, matchWords, plain, restrictionName } from '../../words/names';
import { namesIn, verbsOf } from './who';

type OfRestriction = Exclude<RestrictionChanged, SeenChanged>;

/** A change of a restriction as a sentence, without its full stop. */
export function sayRestrictionChanged(one: OfRestriction): string {
  const name = nameOf(one.restriction);
  switch (one.changed) {
    case 'restriction-added':
      return `${name} was added${forWhom(one.restriction)}`;
    case 'restriction-removed':
      return `${name} was removed${forWhom(one.restriction)}`;
    case 'listed':
      return `${listedIn(one)} added to ${name}`;
    case 'unlisted':
      return `${listedIn(one)} taken off ${name}`;
    case 'restriction-match':
      return `${name} was for ${matchWords(one.before.match)} before`;
    case 'restriction-value':
      return `the number set for ${name} is ${valueOf(one.restriction)} now; it was ${valueOf(one.before)}`;
    case 'pipelines-exception': {
      const field = code('pipelines_source_branches');
      return `${field} of ${name} has ${branchesOf(one.restriction)} now; it had ${branchesOf(one.before)}`;
    }
    case 'restriction-number':
      return `${name} was taken away and set anew: it was number ${idOf(one.before)}, and is number ${idOf(one.restriction)}`;
  }
}

function nameOf(one: Restriction): string {
  return forbids(one.kind) ? `the restriction against ${restrictionName(one)}` : restrictionName(one);
}

/** Of a kind that lists who may, whom; of one with a number, the number. */
function forWhom(one: Restriction): string {
  if (one.value !== undefined) return `, with the number ${thousands(one.value)}`;
  const isList = one.kind === 'push' || one.kind === 'restrict_merges';
  return isList || one.users.length + one.groups.length > 0 ? `, for ${exempted(one)}` : '';
}

function listedIn({ users, groups }: Extract<OfRestriction, { changed: 'listed' | 'unlisted' }>): string {
  const people = namesIn(users);
  const slugs = groups.map(({ slug }) => code(slug));
  const inGroups = slugs.length === 0 ? [] : [`the group${slugs.length === 1 ? '' : 's'} ${enumeration(slugs)}`];
  const all = [...(people.length > 0 ? [enumeration(people)] : []), ...inGroups];
  return `${all.join(people.length > 1 ? ', and ' : ' and ')} ${verbsOf(users, groups.length).was}`;
}

function valueOf({ value }: Restriction): string {
  return value === undefined ? 'none' : thousands(value);
}

function branchesOf({ pipelinesSourceBranches: branches }: Restriction): string {
  return branches.length === 0 ? 'none' : enumeration(branches.map(code));
}

function idOf({ id }: Restriction): string {
  return id === undefined ? 'not told' : plain(String(id));
}
