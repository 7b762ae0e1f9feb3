import { followedBy } from '../non-empty';
import type { Remedy } from '../remedy';
import { noneCovers } from './listing';
import { presence } from '../cell/refusal';
import { allows, cannotTell, denies, type RefusingRule } from './rule';
import { elsewhere } from './elsewhere';

/** Rewriting history is forbidden to everybody where one of these covers the branch; it has no list. */
export const forceRestriction: RefusingRule = {
  id: 'force-restriction',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/use-branch-permissions/',
  stops: ['force-push'],
  kinds: ['force'],
  judge(cell) {
    if (cell.actor.actor.type === 'access-key') return undefined;
    const force = presence('force', cell);
    if (force.is === 'unknown') return cannotTell('force-restriction', { why: 'covering-not-known' }, force.gaps);
    if (force.is === 'no') {
      return cell.branch.tag
        ? allows('force-restriction', { why: 'tag' }, { shows: 'tags-not-covered' })
        : allows('force-restriction', { why: 'none-covers' }, noneCovers(cell, ['force']));
    }
    const { restrictions } = force;
    const [restriction] = restrictions;
    return denies(
      'force-restriction',
      { why: 'rewriting-forbidden', restrictions },
      { shows: 'restriction', restriction },
    );
  },
  remedies(cell, mayI) {
    const force = presence('force', cell);
    if (force.is !== 'yes') throw new Error('Ways out are asked only of a refusal.');
    const instead: Remedy[] = mayI('push', cell.branch.name) ? [{ way: 'add-commits-instead' }] : elsewhere(cell, mayI);
    return followedBy(instead, { way: 'allow-rewriting', restrictions: force.restrictions });
  },
};
