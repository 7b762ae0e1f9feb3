import type { CannotRead, WorkspaceCalls, WorkspaceCannotRead, WorkspaceRow } from '../../../../src/panel-calls';
import { gapClause, sayUnreachable } from '../../../../src/core/words/gaps';
import { plain, sentence } from '../../../../src/core/words/names';
import { ownPermissionNotKnown } from '../../own-permission';
import type { Outcome } from './read-each';

/** Seconds to wait where Bitbucket was asked too often and does not say how long. */
const untold = 60;

/** What came of reading this repository. */
export function outcomeOf(answer: ReturnType<WorkspaceCalls['readRepository']>, repository: string): Outcome {
  const outcome = 'cannotRead' in answer ? refusedOutcome(answer.cannotRead, repository) : rowOutcome(answer.row);
  return { ...outcome, ...(answer.rest !== undefined && { rest: answer.rest }) };
}

/** A row may say itself that there was nothing to read, that less was shown than before, or that the rules were not. */
export function rowOutcome({ digest, tried }: WorkspaceRow): Outcome {
  const gap = 'gap' in digest ? digest.gap : (tried?.gap ?? digest.gaps.find(({ of }) => of.what === 'restrictions'));
  if (!gap) return { is: 'read' };
  const { repository } = digest;
  return gap.because === 'unreachable'
    ? unreachable(gap)
    : { is: 'not-read', because: said(gapClause(gap, repository)) };
}

/** What came of a reading that gave no row. */
function refusedOutcome(cannotRead: CannotRead | WorkspaceCannotRead, repository: string): Outcome {
  const [workspace = ''] = repository.split('/');
  const where = { fullName: repository, workspace };
  switch (cannotRead.because) {
    case 'not-administrator':
      return { is: 'not-read', because: `You do not administer ${plain(repository)}.` };
    case 'permission-not-known': {
      const { gap } = cannotRead;
      if (gap.because === 'unreachable') return unreachable(gap);
      return { is: 'not-read', because: ownPermissionNotKnown(gap, repository) };
    }
    case 'unreadable': {
      const { gap } = cannotRead.unreadable;
      if (cannotRead.unreadable.because === 'unreachable') return unreachable(gap);
      return { is: 'not-read', because: said(gapClause(gap, where)) };
    }
    case 'no-pull-request':
      return { is: 'not-read', because: said(gapClause(cannotRead.gap, where)) };
  }
}

function unreachable(gap: { status?: number; retryAfter?: number }): Outcome {
  const { status, retryAfter } = gap;
  return retryAfter === undefined && status !== 429
    ? { is: 'no-answer', because: sayUnreachable(gap) }
    : { is: 'later', seconds: retryAfter ?? untold };
}

function said(clause: string): string {
  return `${sentence(clause)}.`;
}
