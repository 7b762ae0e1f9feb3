import { cannotTell, allows, denies, type RefusingRule } from './rule';

/**
 * Only an open pull request that is no draft can be merged: `draft` and `state` of the REST object. Whether one whose
 * source branch is gone can be is documented nowhere. A fork's branch is not looked for: the answer says so.
 */
export const pullRequest: RefusingRule = {
  id: 'pull-request',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/merge-a-pull-request/',
  stops: ['merge'],
  kinds: [],
  judge({ pullRequest: one }) {
    if (!one) return undefined;
    const { id, state, draft, source, sourceBranch } = one;
    const shown = { shows: 'pull-request', id, state, draft: draft.known && draft.value } as const;
    if (closedStates.includes(state)) return denies('pull-request', { why: 'closed', state }, shown);
    if (state !== 'OPEN')
      return cannotTell(
        'pull-request',
        { why: 'state-not-known' },
        [{ of: { what: 'state' }, because: 'not-understood' }],
        [shown],
      );
    if (!draft.known) return cannotTell('pull-request', { why: 'state-not-known' }, [draft.gap], [shown]);
    if (draft.value) return denies('pull-request', { why: 'draft' }, shown);
    const gone = source.branch === null || source.fork === null || (sourceBranch.known && !sourceBranch.value);
    if (gone)
      return cannotTell(
        'pull-request',
        { why: 'source-gone' },
        [{ of: { what: 'merge-without-source' }, because: 'not-documented' }],
        [shown],
      );
    return sourceBranch.known || source.fork !== undefined
      ? allows('pull-request', { why: 'open' }, shown)
      : cannotTell('pull-request', { why: 'source-not-known' }, [sourceBranch.gap], [shown]);
  },
  remedies({ pullRequest: one, branch }) {
    return one?.state === 'OPEN' ? [{ way: 'mark-ready' }] : [{ way: 'open-another-pull-request', into: branch.name }];
  },
};

/** A pull request that was closed stays closed: Bitbucket Cloud opens none again. */
const closedStates: readonly string[] = ['MERGED', 'DECLINED', 'SUPERSEDED'];
