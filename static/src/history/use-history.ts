import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CannotRead, HistoryPortion } from '../../../src/panel-calls';
import { askApp } from '../app';

/** What changed in the repository, as far as it was fetched: the latest first. */
export interface HistoryReading {
  state:
    | { is: 'loading' }
    | { is: 'failed'; detail: string }
    | { is: 'closed'; cannotRead: CannotRead }
    | {
        is: 'read';
        history: HistoryPortion;
        /** How fetching earlier changes goes. */
        more?: 'busy' | { failed: string };
      };
  again: () => void;
  /** Fetches changes before those. */
  earlier: () => void;
}

/** Fetches what changed as the view is first opened. */
export function useHistory(): HistoryReading {
  const [state, setState] = useState<HistoryReading['state']>({ is: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let stale = false;
    void portion({}).then((next) => {
      if (!stale) setState(next);
    });
    return () => {
      stale = true;
    };
  }, [attempt]);

  const again = useCallback(() => {
    setState({ is: 'loading' });
    setAttempt((before) => before + 1);
  }, []);

  const earlier = useCallback(() => {
    if (state.is !== 'read' || state.more === 'busy' || state.history.next === undefined) return;
    const { history } = state;
    setState({ is: 'read', history, more: 'busy' });
    void portion({ next: state.history.next }).then((next) => {
      setState((before) => (before.is === 'read' && before.history === history ? withMore(history, next) : before));
    });
  }, [state]);

  return useMemo(() => ({ state, again, earlier }), [state, again, earlier]);
}

type Portion = Exclude<HistoryReading['state'], { is: 'loading' }>;

async function portion(payload: { next?: string }): Promise<Portion> {
  try {
    const answer = await askApp('history', payload);
    return 'cannotRead' in answer ? { is: 'closed', ...answer } : { is: 'read', history: answer };
  } catch (error) {
    return { is: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** What stood there stays where the rest could not be fetched, but not for whoever may not see it any more. */
function withMore({ next: _, ...history }: HistoryPortion, more: Portion): Portion {
  if (more.is === 'closed') return more;
  if (more.is === 'failed')
    return { is: 'read', history: { ...history, ...(_ !== undefined && { next: _ }) }, more: { failed: more.detail } };
  const { changes, next } = more.history;
  return {
    is: 'read',
    history: { ...history, changes: [...history.changes, ...changes], ...(next !== undefined && { next }) },
  };
}
