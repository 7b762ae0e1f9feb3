import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CannotRead, WorkspaceCannotRead, WorkspaceRow } from '../../../../src/panel-calls';
import { gapClause, sayUnreachable } from '../../../../src/core/words/gaps';
import { plain, sentence } from '../../../../src/core/words/names';
import { askWorkspace } from '../ask';
import { readEach, type Clock, type Outcome, type Progress, type ReadingEach, type ToRead } from './read-each';

/** Reading as whoever looks at the page: how far it has come, and what they may do about it. */
export interface ReadingAsYou {
  /** Undefined before the first. */
  progress: Progress | undefined;
  /** Reads these in place of what was being read. */
  begin: (repositories: readonly ToRead[]) => void;
  pause: () => void;
  goOn: () => void;
}

/** Seconds to wait where Bitbucket was asked too often and does not say how long. */
const untold = 60;
const clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Reads repositories as the viewer while the page is open; each row is told once it was read. */
export function useReadingAsYou(onRow: (row: WorkspaceRow) => void): ReadingAsYou {
  const [progress, setProgress] = useState<Progress>();
  const reading = useRef<ReadingEach>();
  const told = useRef(onRow);
  useEffect(() => {
    told.current = onRow;
  }, [onRow]);
  useEffect(() => () => reading.current?.stop(), []);

  const begin = useCallback((repositories: readonly ToRead[]) => {
    reading.current?.stop();
    reading.current = readEach(
      repositories,
      async ({ id, name }) => {
        const answer = await askWorkspace('readRepository', { repository: id });
        if ('cannotRead' in answer) return outcomeOf(answer.cannotRead, name);
        told.current(answer.row);
        return rowOutcome(answer.row);
      },
      setProgress,
      clock,
    );
  }, []);
  const pause = useCallback(() => {
    reading.current?.pause();
  }, []);
  const goOn = useCallback(() => {
    reading.current?.goOn();
  }, []);
  return useMemo(() => ({ progress, begin, pause, goOn }), [progress, begin, pause, goOn]);
}

/** A row may say itself that there was nothing to read. */
function rowOutcome({ digest }: WorkspaceRow): Outcome {
  if (!('gap' in digest)) return { is: 'read' };
  const { gap, repository } = digest;
  return gap.because === 'unreachable'
    ? unreachable(gap)
    : { is: 'not-read', because: said(gapClause(gap, repository)) };
}

function outcomeOf(cannotRead: CannotRead | WorkspaceCannotRead, repository: string): Outcome {
  const [workspace = ''] = repository.split('/');
  const where = { fullName: repository, workspace };
  switch (cannotRead.because) {
    case 'not-administrator':
      return { is: 'not-read', because: `You do not administer ${plain(repository)}.` };
    case 'permission-not-known': {
      const { gap } = cannotRead;
      if (gap.because === 'unreachable') return unreachable(gap);
      return { is: 'not-read', because: said(gapClause(gap, where)) };
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
