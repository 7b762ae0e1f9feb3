import type { CannotRead } from '../../src/panel-calls';
import { useCallback, useEffect, useState, type Dispatch, type SetStateAction } from 'react';

/** How far an answer of the app has come; `closed` where this person may not have it. */
export type AnswerState<T> =
  | { is: 'loading' }
  | { is: 'failed'; detail: string }
  | { is: 'closed'; cannotRead: CannotRead }
  | ({ is: 'read' } & T);

/** Asks the app as the view is first opened, and anew with `again`. `ask` is to be the same function each time. */
export function useAnswer<T extends object>(
  ask: () => Promise<T | { cannotRead: CannotRead }>,
): { state: AnswerState<T>; setState: Dispatch<SetStateAction<AnswerState<T>>>; again: () => void } {
  const [state, setState] = useState<AnswerState<T>>({ is: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let stale = false;
    void settled<T>(async () => {
      const answer = await ask();
      return 'cannotRead' in answer ? { is: 'closed', ...answer } : { is: 'read', ...answer };
    }).then((next) => {
      if (!stale) setState(next);
    });
    return () => {
      stale = true;
    };
  }, [ask, attempt]);

  const again = useCallback(() => {
    setState({ is: 'loading' });
    setAttempt((before) => before + 1);
  }, []);
  return { state, setState, again };
}

/** What was asked, or that asking failed. */
export async function settled<T>(ask: () => Promise<AnswerState<T>>): Promise<AnswerState<T>> {
  try {
    return await ask();
  } catch (error) {
    return { is: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
