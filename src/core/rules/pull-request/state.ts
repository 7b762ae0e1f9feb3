import { allows, cannotTell, denies, type MergeRuleOf } from '../rule';

/**
 * Only an open pull request that is no draft can be merged: `draft` and `state` of the REST object. Whether one whose
 * source branch is gone can be is documented nowhere. A fork's branch is not looked for: the answer says so.
 */
export const pullRequest: MergeRuleOf<'pull-request'> = {
  id: 'pull-request',
  stops: ['merge'],
  judge({ pullRequest: one }) {
    const { id, state, draft, source, sourceBranch } = one;
    const shown = { shows: 'pull-request', id, state, draft: draft.known && draft.value } as const;
    if (closedStates.includes(state)) return denies({ why: 'closed', state }, shown);
    if (state !== 'OPEN') {
      return cannotTell({ why: 'state-not-known' }, [{ of: { what: 'state' }, because: 'not-understood' }], [shown]);
    }
    if (!draft.known) return cannotTell({ why: 'state-not-known' }, [draft.gap], [shown]);
    if (draft.value) return denies({ why: 'draft' }, shown);
    const gone = source.branch === null || source.fork === null || (sourceBranch.known && !sourceBranch.value);
    if (gone) {
      const undocumented = { of: { what: 'merge-without-source' }, because: 'not-documented' } as const;
      return cannotTell({ why: 'source-gone' }, [undocumented], [shown]);
    }
    return sourceBranch.known || source.fork !== undefined
      ? allows({ why: 'open' }, shown)
      : cannotTell({ why: 'source-not-known' }, [sourceBranch.gap], [shown]);
  },
};

/** A pull request that was closed stays closed: Bitbucket Cloud opens none again. */
export const closedStates: readonly string[] = ['MERGED', 'DECLINED', 'SUPERSEDED'];
