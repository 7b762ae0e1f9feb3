import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { keyWithSecret, type SecretKey } from '../store/webhook-keys';
import type { WebhookRequest } from './request';

/** How far a caller's clock may be off, either way: 10 minutes. A call replayed later than that is rejected. */
const tolerance = 600_000;
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;
const signatureForm = /^sha256=([\da-f]{64})$/i;
/** Stands in for the secret of an unknown key, so that looking for one takes the same path. */
const nobodysSecret = randomBytes(32);

/**
 * The key that a call was signed with, listed or not; undefined where it is unsigned, wrongly signed, too old, or the
 * key is unknown. Every failure takes the same path: one look-up, one HMAC over the whole body, one comparison in
 * constant time. Throws where the storage fails.
 */
export async function signingKey({ headers, body }: WebhookRequest): Promise<SecretKey | undefined> {
  const id = onlyHeader(headers, 'x-who-can-push-key') ?? '';
  const timestamp = onlyHeader(headers, 'x-webtrigger-timestamp') ?? '';
  const [, hex] = signatureForm.exec(onlyHeader(headers, 'x-webtrigger-signature') ?? '') ?? [];
  const key = await keyWithSecret(id);
  const expected = createHmac('sha256', key?.secret ?? nobodysSecret)
    .update(`${timestamp}.`)
    .update(body, 'utf8')
    .digest();
  const matches = timingSafeEqual(Buffer.from(hex ?? '0'.repeat(64), 'hex'), expected);
  return key && hex !== undefined && matches && isNow(timestamp) ? key : undefined;
}

/** Whether a timestamp is near now; `NaN` (no time at all) fails the comparison. */
function isNow(timestamp: string): boolean {
  return rfc3339.test(timestamp) && Math.abs(Date.now() - Date.parse(timestamp.toUpperCase())) <= tolerance;
}

/** The value of a header, ignoring the case of its name; undefined where there is none, or more than one. */
function onlyHeader(headers: WebhookRequest['headers'], name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([one, given]) => (one.toLowerCase() === name ? given : []));
  return values.length === 1 ? values[0] : undefined;
}
