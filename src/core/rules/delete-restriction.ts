import { noneCovers } from './listing';
import { presence } from '../cell/refusal';
import { allows, cannotTell, denies, type RefusingRule } from './rule';

/** Deletion is forbidden to everybody where one of these covers the branch; it has no list. */
export const deleteRestriction: RefusingRule = {
  id: 'delete-restriction',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/use-branch-permissions/',
  stops: ['delete'],
  kinds: ['delete'],
  judge(cell) {
    if (cell.actor.actor.type === 'access-key') return undefined;
    const deletion = presence('delete', cell);
    if (deletion.is === 'unknown')
      return cannotTell('delete-restriction', { why: 'covering-not-known' }, deletion.gaps);
    if (deletion.is === 'no') {
      return cell.branch.tag
        ? allows('delete-restriction', { why: 'tag' }, { shows: 'tags-not-covered' })
        : allows('delete-restriction', { why: 'none-covers' }, noneCovers(cell, ['delete']));
    }
    const { restrictions } = deletion;
    const [restriction] = restrictions;
    return denies(
      'delete-restriction',
      { why: 'deletion-forbidden', restrictions },
      { shows: 'restriction', restriction },
    );
  },
  remedies(cell) {
    const deletion = presence('delete', cell);
    if (deletion.is !== 'yes') throw new Error('Ways out are asked only of a refusal.');
    return [{ way: 'allow-deletion', restrictions: deletion.restrictions }];
  },
};
