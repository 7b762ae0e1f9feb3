import type { Restriction } from '../model';
import type { ByList } from '../reason';
import { code, enumeration, exempted, matchWords, restrictionName, restrictionNames } from '../words/names';
import { notCoveredWords } from './covering';
import type { About, Words } from './rule';

/**
 * What a rule says whose restrictions exempt those whom they list. `does` is what they do, `limits who can push to`,
 * and `lets` what only those on the list may, `push`.
 */
export function byListWords(does: string, lets: string): Words<ByList> {
  return {
    ...notCoveredWords(does),
    listed: ({ by, groups }, { actor, branch }) =>
      `${coversWords(by, branch)} and lists ${listedThrough(groups, actor)}`,
    'not-listed': (reason, about) => notListed(reason, about, lets),
    'listing-not-known': ({ restrictions }, { actor, branch }) =>
      restrictions.length === 0
        ? `which restrictions cover ${branch} could not be seen`
        : `whether ${restrictionNames(restrictions)} ${restrictions.length === 1 ? 'stops' : 'stop'} ${actor} on ${branch} could not be settled`,
  };
}

function listedThrough(groups: string[], actor: string): string {
  if (groups.length === 0) return actor;
  const names = groups.map(code);
  return names.length === 1
    ? `the group ${names.join('')}, which ${actor} is in`
    : `the groups ${enumeration(names)}, at least one of which ${actor} is in`;
}

function notListed(
  { restrictions, companions, level }: Extract<ByList, { why: 'not-listed' }>,
  { actor, branch, question }: About,
  lets: string,
): string {
  const [first] = restrictions;
  const all = [...restrictions, ...companions];
  const nobody = !all.some(listsSomebody);
  const newBranch = question.operation === 'create' && lets === 'push' ? ', and creating a branch is a push' : '';
  const surprise = level === 'admin' ? '; being an administrator exempts nobody' : '';
  if (nobody) {
    const covers =
      restrictions.length === 1 ? coversWords(first, branch) : `${restrictionNames(restrictions)} cover ${branch}`;
    return `${covers} and ${restrictions.length === 1 ? 'lets' : 'let'} nobody ${lets}, administrators included${newBranch}`;
  }
  const unlisted =
    question.actor.type === 'user'
      ? `${actor} is not on ${all.length === 1 ? 'that list' : 'any of their lists'}`
      : `no list can name ${actor}`;
  if (all.length === 1)
    return `${coversWords(first, branch)} and lets only ${exempted(first)} ${lets}, and ${unlisted}${newBranch}${surprise}`;
  if (listTheSame(all))
    return `${restrictionNames(all)} cover ${branch} and let only ${exempted(first)} ${lets}, and ${unlisted}${newBranch}${surprise}`;
  const named = all
    .filter(listsSomebody)
    .map((one) => `${one.id === undefined ? restrictionName(one) : String(one.id)} lists ${exempted(one)}`);
  return `${restrictionNames(all)} cover ${branch} (${named.join('; ')}), and ${unlisted}${newBranch}${surprise}`;
}

/** A list that was not read whole may name people; an empty one surely names nobody. */
function listsSomebody({ users, otherUsers = 0, groups, gaps }: Restriction): boolean {
  return users.length + otherUsers + groups.length + gaps.length > 0;
}

/** People who are only counted may be others in each list. */
function listTheSame(restrictions: Restriction[]): boolean {
  const lists = restrictions.map(({ users, otherUsers = 0, groups, gaps }) =>
    otherUsers + gaps.length > 0
      ? undefined
      : [...users.map(({ id }) => id), ...groups.map(({ slug }) => slug)].sort().join(' '),
  );
  return lists.every((list) => list !== undefined && list === lists[0]);
}

function coversWords(restriction: Restriction, branch: string): string {
  const { match } = restriction;
  const own = restriction.id === undefined || (match.by === 'glob' && code(match.pattern) === branch);
  return `${restrictionName(restriction)}${own ? '' : ` for ${matchWords(match)}`} covers ${branch}`;
}
