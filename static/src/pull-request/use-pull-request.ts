import type { CannotRead, PanelCalls, PullRequestPanel } from '../../../src/panel-calls';
import { useCallback, useEffect, useState } from 'react';
import { askApp } from '../app';

/** How far reading the panel's answer has come; `closed` where this person may not see it. */
export type PanelState =
  | { is: 'loading' }
  | { is: 'failed'; detail: string }
  | { is: 'closed'; cannotRead: CannotRead }
  /** `busy` while it is read again, `failed` where that came to nothing: the earlier answer stays. */
  | { is: 'read'; panel: PullRequestPanel; busy: boolean; failed?: string };

/**
 * Reads what the panel of this pull request shows; `again` also reads the rules anew, `asYou` in the viewer's name,
 * even where Forge must ask them for that.
 */
export function usePullRequest(): { state: PanelState; again: () => void; asYou: () => void } {
  const [state, setState] = useState<PanelState>({ is: 'loading' });
  const [asked, setAsked] = useState<Asked>({});

  useEffect(() => {
    let stale = false;
    void read(asked).then((next) => {
      if (!stale) setState((before) => inPlaceOf(before, next));
    });
    return () => {
      stale = true;
    };
  }, [asked]);

  const ask = useCallback((next: Asked) => {
    setState((before) => (before.is === 'read' ? { is: 'read', panel: before.panel, busy: true } : { is: 'loading' }));
    setAsked(next);
  }, []);
  // Each a new object, so that the same is asked once more.
  const again = useCallback(() => {
    ask({ again: true });
  }, [ask]);
  const asYou = useCallback(() => {
    ask({ asYou: true });
  }, [ask]);

  return { state, again, asYou };
}

/** What could not be read again takes nothing away that was. */
function inPlaceOf(before: PanelState, next: PanelState): PanelState {
  return before.is === 'read' && next.is === 'failed' ? { ...before, busy: false, failed: next.detail } : next;
}

type Asked = Parameters<PanelCalls['pullRequest']>[0];

async function read(asked: Asked): Promise<PanelState> {
  try {
    const answer = await askApp('pullRequest', asked);
    return 'cannotRead' in answer ? { is: 'closed', ...answer } : { is: 'read', panel: answer, busy: false };
  } catch (error) {
    return { is: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
