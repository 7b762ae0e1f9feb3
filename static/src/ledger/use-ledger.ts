import type { CannotRead } from '../../../src/panel-calls';
import { useCallback, useEffect, useState } from 'react';
import type { Ledger } from '../../../src/core/questions/ledger-report';
import { askApp } from '../app';

/** How far reading the ledger has come; `closed` where this person may not. */
export type LedgerState =
  | { is: 'loading' }
  | { is: 'failed'; detail: string }
  | { is: 'closed'; cannotRead: CannotRead }
  | { is: 'read'; ledger: Ledger };

/** The ledger of the repository; `again` reads it anew. */
export function useLedger(): { state: LedgerState; again: () => void } {
  const [state, setState] = useState<LedgerState>({ is: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let stale = false;
    void read().then((next) => {
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
  return { state, again };
}

async function read(): Promise<LedgerState> {
  try {
    const answer = await askApp('ledger');
    return 'cannotRead' in answer ? { is: 'closed', ...answer } : { is: 'read', ...answer };
  } catch (error) {
    return { is: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
