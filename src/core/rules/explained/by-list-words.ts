import type { Restriction } from '../../model';
import type { ByList } from '../../reason';
import {
  agreeing,
  code,
  enumeration,
  exempted,
  lookingAlike,
  restrictionName,
  restrictionNames,
} from '../../words/names';
import { namesBranch, notCoveredWords } from './covering';
import type { About, Words } from '../rule';

/**
 * What a rule says whose restrictions exempt those whom they list. `does` is what they do, `limits who can push to`,
 * and `lets` what only those on the list may, `push`.
 */
export function byListWords(does: string, lets: string): Words<ByList> {
  return {
    ...notCoveredWords(does),
    listed: ({ by, groups }, { actor, is, branch }) =>
      `${restrictionName(by)} ${coversWords([by], branch, ' and')}lists ${listedThrough(groups, `${actor} ${is}`, actor)}`,
    'not-listed': (reason, about) => notListed(reason, about, lets),
    'listing-not-known': ({ restrictions }, { actor, branch }) =>
      restrictions.length === 0
        ? `which restrictions cover ${branch} could not be seen`
        : `whether ${restrictionNames(restrictions)} ${agreeing(restrictions, 'stops', 'stop')} ` +
          `${actor}${namesBranch(restrictions, branch) ? '' : ` on ${branch}`} could not be settled`,
  };
}

function listedThrough(groups: string[], actorIs: string, actor: string): string {
  if (groups.length === 0) return actor;
  const names = groups.map(code);
  return names.length === 1
    ? `the group ${names.join('')}, which ${actorIs} in`
    : `the groups ${enumeration(names)}, at least one of which ${actorIs} in`;
}

function notListed(
  { restrictions, companions, level }: Extract<ByList, { why: 'not-listed' }>,
  { actor, is, branch, question }: About,
  lets: string,
): string {
  const [first] = restrictions;
  const all = [...restrictions, ...companions];
  const nobody = !all.some(listsSomebody);
  const newBranch = question.operation === 'create' && lets === 'push' ? ', and creating a branch is a push' : '';
  const surprise = level === 'admin' ? '; being an administrator exempts nobody' : '';
  if (nobody) {
    const covers = `${coversWords(restrictions, branch, ',')}${agreeing(restrictions, 'lists', 'list')} nobody,`;
    const so = `and so ${agreeing(restrictions, 'lets', 'let')} nobody ${lets}`;
    return `${restrictionNames(restrictions)} ${covers} ${so}, administrators included${newBranch}`;
  }
  const unlisted =
    question.actor.type === 'user'
      ? `${actor} ${is} not on ${all.length === 1 ? 'that list' : 'any of these lists'}`
      : `no list can name ${actor}`;
  const so = `and ${unlisted}${newBranch}${surprise}`;
  if (all.length > 1 && !listTheSame(all)) {
    const alike = lookingAlike(all);
    const each = all.map((one) => `${restrictionName(one, alike)} (for ${exempted(one)})`);
    return `${branch} is covered by ${enumeration(each)}, ${so}`;
  }
  const covers = coversWords(all, branch, ' and');
  return `${restrictionNames(all)} ${covers}${agreeing(all, 'is', 'are')} for ${exempted(first)}, ${so}`;
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

/** That they cover the branch, before what else they do; nothing where each is named after it. */
function coversWords(restrictions: Restriction[], branch: string, then: ',' | ' and'): string {
  if (restrictions.every((one) => namesBranch([one], branch))) return '';
  return `${agreeing(restrictions, 'covers', 'cover')} ${branch}${then} `;
}
