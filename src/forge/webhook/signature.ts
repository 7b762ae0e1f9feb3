import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { keptKey, type KeptKey } from '../store/keys';
import type { CheckRequest } from './request';

/** How far a caller's clock may be off, either way: 10 minutes. Whoever replays a call later than that is refused. */
const tolerance = 600_000;
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;
const signatureForm = /^sha256=([\da-f]{64})$/i;
/** In place of the secret of a key that there is not, so that looking for one takes the same path. */
const nobodysSecret = randomBytes(32);

/**
 * The key that a call was signed with; nothing where it is unsigned, signed wrongly, too old, or the key is not known.
 * Every failure takes the same path: one look-up, one HMAC over the whole body, one comparison in constant time.
 */
export async function signer({ headers, body }: CheckRequest): Promise<KeptKey | undefined> {
  const id = onlyHeader(headers, 'x-who-can-push-key') ?? '';
  const timestamp = onlyHeader(headers, 'x-webtrigger-timestamp') ?? '';
  const [, hex] = signatureForm.exec(onlyHeader(headers, 'x-webtrigger-signature') ?? '') ?? [];
  const key = await keptKey(id);
  const expected = createHmac('sha256', key?.secret ?? nobodysSecret)
    .update(`${timestamp}.`)
    .update(body, 'utf8')
    .digest();
  const matches = timingSafeEqual(Buffer.from(hex ?? '0'.repeat(64), 'hex'), expected);
  return key && hex !== undefined && matches && isNow(timestamp) ? key : undefined;
}

/** `NaN` is no difference that is small enough. */
function isNow(timestamp: string): boolean {
  return rfc3339.test(timestamp) && Math.abs(Date.now() - Date.parse(timestamp.toUpperCase())) <= tolerance;
}

/** The value of a header, whatever the case of its name; nothing where there is none, or more than one. */
function onlyHeader(headers: CheckRequest['headers'], name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([one, given]) => (one.toLowerCase() === name ? given : []));
  return values.length === 1 ? values[0] : undefined;
}
