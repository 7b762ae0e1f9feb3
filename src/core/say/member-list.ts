import type { Facts } from '../model';
import type { Left } from '../people/member-list';
import type { RepositoryNames } from '../repository';
import { agreeing, code, enumeration, plain, restrictionNames, sentence } from '../words/names';

/** Why a part of a pasted list was not understood. */
export function sayLeft(
  { because, people }: Left,
  group: string,
  { fullName }: Pick<RepositoryNames, 'fullName'>,
): string {
  const where = plain(fullName);
  switch (because) {
    case 'nobody':
      return `Nobody of ${where} is called so.`;
    case 'several':
      return people.length > 1
        ? 'More than one person may be meant.'
        : 'The name is somebody’s here, and the id beside it is not theirs.';
    case 'address':
      return people.length > 0
        ? 'Bitbucket tells nobody’s e-mail address. By what stands before the @ it may be:'
        : 'Bitbucket tells nobody’s e-mail address. A name or uuid says who it is.';
    case 'account':
      return people.length > 0
        ? `Nobody of ${where} has this account id. By the rest of the line it may be:`
        : `Nobody of ${where} has this account id.`;
    case 'automation':
      return 'That is no person, and in no group.';
    case 'other-groups':
      return `This row lists groups, and ${code(group)} is not among them.`;
  }
}

/** What a group decides in this repository: the rules that list it, and what it was given. */
export function sayWhatGroupDecides(
  slug: string,
  { restrictions, groupGrants, projectGroupGrants }: Pick<Facts, 'restrictions' | 'groupGrants' | 'projectGroupGrants'>,
): string {
  const listing = restrictions.items.filter(({ groups }) => groups.some((group) => group.slug === slug));
  const grants = [
    ...groupGrants.items.map((grant) => ({ ...grant, on: 'the repository' })),
    ...projectGroupGrants.items.map((grant) => ({ ...grant, on: 'its project' })),
  ].flatMap(({ group, level, on }) => (group.slug === slug ? [`${level} on ${on}`] : []));
  const parts = [
    ...(listing.length > 0 ? [`${sentence(restrictionNames(listing))} ${agreeing(listing, 'lists', 'list')} it.`] : []),
    ...(grants.length > 0 ? [`It was given ${enumeration(grants)}.`] : []),
  ];
  return parts.length > 0
    ? parts.join(' ')
    : 'No rule that was read lists it, and it was given nothing: it decides nothing now.';
}
