import type { CheckKey } from '../../../src/panel-calls';
import { useState } from 'react';
import { askApp } from '../app';
import { settled, useAnswer, type AnswerState } from '../use-answer';

/** How far reading the keys has come. */
export type KeysState = AnswerState<{ url: string; keys: CheckKey[] }>;

/** A new key with its secret, which the app gives only this once: it is kept nowhere but on the open page. */
export interface MadeKey {
  key: CheckKey;
  secret: string;
}

/** The webhook keys of the repository, and what a person may do with them. */
export interface WebhookKeys {
  state: KeysState;
  made: MadeKey | undefined;
  /** Somebody revoked the new key before its secret was shown. */
  lost: boolean;
  busy: boolean;
  again: () => void;
  /** `names`: whether its answers may name the person asked about. */
  make: (names: boolean) => Promise<void>;
  revoke: (id: string) => Promise<void>;
  /** Removes the secret from the page. */
  forget: () => void;
}

/** Reads the keys when the tab is first opened. */
export function useWebhookKeys(): WebhookKeys {
  const { state, setState, again } = useAnswer(ask);
  const [made, setMade] = useState<MadeKey>();
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);

  async function change(ask: (url: string) => Promise<KeysState>) {
    if (state.is !== 'read') return;
    setBusy(true);
    setState(await settled(() => ask(state.url)));
    setBusy(false);
  }

  return {
    state,
    made,
    lost,
    busy,
    again,
    make: (names) =>
      change(async (url) => {
        setLost(false);
        const answer = await askApp('makeCheckKey', { names });
        if ('cannotRead' in answer) return { is: 'closed', ...answer };
        if ('tooMany' in answer) return { is: 'read', url, keys: answer.keys };
        const isListed = answer.keys.some(({ id }) => id === answer.key.id);
        if (isListed) setMade({ key: answer.key, secret: answer.secret });
        setLost(!isListed);
        return { is: 'read', url: answer.url, keys: answer.keys };
      }),
    revoke: (id) =>
      change(async (url) => {
        const answer = await askApp('revokeCheckKey', { id });
        if ('cannotRead' in answer) return { is: 'closed', ...answer };
        setMade((before) => (before?.key.id === id ? undefined : before));
        return { is: 'read', url, keys: answer.keys };
      }),
    forget: () => {
      setMade(undefined);
    },
  };
}

function ask() {
  return askApp('checkKeys');
}
