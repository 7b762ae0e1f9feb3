import type { CheckKey } from '../../../src/panel-calls';
import { useRef, useState } from 'react';
import { askApp } from '../app';
import { useAnswer, type AnswerState } from '../use-answer';
import { dropKey, holdKey } from './new-key';

/** How far reading the keys has come. */
export type KeysState = AnswerState<{ url: string; keys: CheckKey[] }>;

/** The webhook keys of the repository, and what a person may do with them. */
export interface WebhookKeys {
  state: KeysState;
  /** What was asked for last and was not done, or not as asked, in a sentence. */
  problem: string | undefined;
  busy: boolean;
  again: () => void;
  /** `names`: whether its answers may name the person asked about. Returns whether there is a new key. */
  make: (chosen: { name: string; names: boolean }) => Promise<boolean>;
  /** Returns whether the key is gone. */
  revoke: (id: string) => Promise<boolean>;
}

const lost = 'Somebody revoked the new key while it was made. You can make another one.';
const tooMany = 'Somebody else made a key meanwhile, and there are two: revoke one first.';

/** Reads the keys when the view is first opened. What fails afterwards takes nothing away that was read. */
export function useWebhookKeys(): WebhookKeys {
  const { state, setState, again } = useAnswer(ask);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const isBusy = useRef(false);

  async function change(ask: () => Promise<{ state: Partial<KeysState>; problem?: string }>): Promise<boolean> {
    if (state.is !== 'read' || isBusy.current) return false;
    isBusy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      const next = await ask();
      setState((before) => ({ ...before, ...next.state }) as KeysState);
      setProblem(next.problem);
      return next.problem === undefined && next.state.is !== 'closed';
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  }

  return {
    state,
    problem,
    busy,
    again,
    make: (chosen) =>
      change(async () => {
        const answer = await askApp('makeCheckKey', chosen);
        if ('cannotRead' in answer) return { state: { is: 'closed', ...answer } };
        if ('tooMany' in answer) return { state: { keys: answer.keys }, problem: tooMany };
        const { key, secret, url, keys } = answer;
        const isListed = keys.some(({ id }) => id === key.id);
        if (isListed) holdKey({ key, secret });
        return { state: { url, keys }, ...(!isListed && { problem: lost }) };
      }),
    revoke: (id) =>
      change(async () => {
        const answer = await askApp('revokeCheckKey', { id });
        if ('cannotRead' in answer) return { state: { is: 'closed', ...answer } };
        dropKey(id);
        return { state: { keys: answer.keys } };
      }),
  };
}

function ask() {
  return askApp('checkKeys');
}
