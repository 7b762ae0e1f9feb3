import { createHmac } from 'node:crypto';

/** A key as the settings page shows it once. */
export interface Key {
  id: string;
  secret: string;
  url: string;
}

/** The parts of a call; `null` leaves a header out. */
export interface Call {
  body?: unknown;
  method?: string;
  at?: number;
  key?: string | null;
  timestamp?: string | null;
  signature?: string | null;
  headers?: [string, string][];
}

/** Signs a call with a key as the contract says, unless the call brings headers of its own. */
export function signed(
  { id, secret }: Key,
  { body = {}, at = Date.now(), ...given }: Call,
): { body: string; headers: [string, string][] } {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = given.timestamp === undefined ? new Date(at).toISOString() : given.timestamp;
  const hex = createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`${timestamp ?? ''}.${text}`)
    .digest('hex');
  const headers: [string, string | null][] = [
    ['x-who-can-push-key', given.key === undefined ? id : given.key],
    ['x-webtrigger-timestamp', timestamp],
    ['x-webtrigger-signature', given.signature === undefined ? `sha256=${hex}` : given.signature],
    ...(given.headers ?? []),
  ];
  return { body: text, headers: headers.filter((entry): entry is [string, string] => entry[1] !== null) };
}
