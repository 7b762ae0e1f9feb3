import type { CannotRead, PullRequestPanel } from '../../../src/panel-calls';
import { useCallback, useEffect, useState } from 'react';
import { askApp } from '../app';

/** How far reading the panel's answer has come; `closed` where this person may not see it. */
export type PanelState =
  | { is: 'loading' }
  | { is: 'failed'; detail: string }
  | { is: 'closed'; cannotRead: CannotRead }
  /** `busy` while it is read again; the earlier answer stays. */
  | { is: 'read'; panel: PullRequestPanel; busy: boolean };

/** Reads what the panel of this pull request shows; `again` also reads the rules anew. */
export function usePullRequest(): { state: PanelState; again: () => void } {
  const [state, setState] = useState<PanelState>({ is: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let stale = false;
    void read(attempt > 0).then((next) => {
      if (!stale) setState(next);
    });
    return () => {
      stale = true;
    };
  }, [attempt]);

  const again = useCallback(() => {
    setState((before) => (before.is === 'read' ? { ...before, busy: true } : { is: 'loading' }));
    setAttempt((before) => before + 1);
  }, []);

  return { state, again };
}

async function read(again: boolean): Promise<PanelState> {
  try {
    const answer = await askApp('pullRequest', again ? { again } : {});
    return 'cannotRead' in answer ? { is: 'closed', ...answer } : { is: 'read', panel: answer, busy: false };
  } catch (error) {
    return { is: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
