import type { Evidence } from '../evidence';
import { allows, cannotTell, denies, type RefusingRule } from './rule';

/** The main branch cannot be deleted (Bitbucket's OpenAPI, DELETE …/refs/branches/{name}: "will return a 400"). */
export const mainBranch: RefusingRule<'main-branch'> = {
  id: 'main-branch',
  stops: ['delete'],
  judge({ branch: { main, tag }, actor, facts }) {
    if (actor.actor.type === 'access-key') return undefined;
    if (main.is === 'unknown') return cannotTell({ why: 'main-branch-not-known' }, main.gaps);
    if (main.is === 'yes') return denies({ why: 'is-main-branch' }, { shows: 'main-branch' });
    const { mainBranch: read } = facts.repository;
    const shown: Evidence =
      tag || !read.known ? { shows: 'tags-not-covered' } : { shows: 'not-main-branch', mainBranch: read.value };
    return allows({ why: 'is-not-main-branch' }, shown);
  },
};
