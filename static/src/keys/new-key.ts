import type { CheckKey } from '../../../src/panel-calls';
import { useSyncExternalStore } from 'react';

/** A new key with its secret, which the app gives only this once. */
export interface NewKey {
  key: CheckKey;
  secret: string;
}

/*
 * The secret is kept on the open page alone, apart from every view, so that no view that closes, and no reading that
 * fails, takes it away. Until somebody says that it is stored, the browser asks before the page is left.
 */
let held: NewKey | undefined;
const listeners = new Set<() => void>();

/** Keeps a new key on the page; undefined lets go of it. */
export function holdKey(key: NewKey | undefined): void {
  held = key;
  const listen = key ? addEventListener : removeEventListener;
  listen('beforeunload', askBeforeLeaving);
  for (const listener of listeners) listener();
}

/** Lets go of the new key where it is this one, as when it is revoked. */
export function dropKey(id: string): void {
  if (held?.key.id === id) holdKey(undefined);
}

/** The new key that was not stored yet. */
export function useNewKey(): NewKey | undefined {
  return useSyncExternalStore(subscribe, () => held);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function askBeforeLeaving(event: BeforeUnloadEvent) {
  event.preventDefault();
}
