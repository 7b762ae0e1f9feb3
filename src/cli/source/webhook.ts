import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { bodyIn } from '../../bitbucket/port/body';
import { mayCarrySecret } from '../../bitbucket/port/http';
import { inRealTime, noAnswer, patiently, timeOfReading, type Reply, type Wait } from '../../bitbucket/port/port';

/** A key of the permission-check webhook: its id, and the bytes to sign with. */
export interface Key {
  id: string;
  secret: Buffer;
}

/** The webhook key in the environment, or what is wrong with it. The key is never printed. */
export function keyIn(env: Record<string, string | undefined>): { key: Key } | { wrong: string } {
  const written = env['WHO_CAN_PUSH_KEY']?.trim() ?? '';
  if (written === '')
    return { wrong: 'There is no key: set `WHO_CAN_PUSH_KEY` to `id:secret`, as the repository settings showed it.' };
  const [, id, secret] =
    /^([\x21-\x39\x3b-\x7e]+):((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(written) ?? [];
  if (!id || !secret)
    return { wrong: '`WHO_CAN_PUSH_KEY` is not a key: it has the form `id:secret`, with the secret in base64.' };
  return { key: { id, secret: Buffer.from(secret, 'base64') } };
}

/** The webhook's address, or what is wrong with it; plain HTTP only on this machine. */
export function addressIn(
  option: string | undefined,
  env: Record<string, string | undefined>,
): { address: URL } | { wrong: string } {
  const written = option ?? env['WHO_CAN_PUSH_URL'] ?? '';
  if (written === '') {
    return {
      wrong:
        'Name the webhook with `--url` or in `WHO_CAN_PUSH_URL`: ' +
        'its address stands in the repository settings, under Builds.',
    };
  }
  if (!URL.canParse(written)) return { wrong: 'What `--url` or `WHO_CAN_PUSH_URL` names is not an address.' };
  const address = new URL(written);
  if (!mayCarrySecret(address))
    return { wrong: 'The webhook must be asked over https; plain http only on this machine.' };
  if (address.username || address.password)
    return { wrong: 'The address of the webhook holds a user name or password, which it does not need.' };
  return { address };
}

/** Milliseconds for all attempts. */
const patience = 30_000;
/** Bytes. */
const longestAnswer = 1024 * 1024;

/**
 * Calls the webhook, for 30 seconds in all; each attempt is signed anew. No redirect is followed: what was signed for
 * one address must not be sent to another. An answer over 1 MiB comes without its body.
 */
export async function askWebhook(address: URL, key: Key, question: object, wait: Wait = inRealTime): Promise<Reply> {
  const body = JSON.stringify(question);
  return patiently(() => post(address, key, body), patience, wait)(address.pathname);
}

async function post(address: URL, key: Key, body: string): Promise<Reply> {
  const timestamp = timeOfReading();
  const signature = createHmac('sha256', key.secret).update(`${timestamp}.${body}`).digest('hex');
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-who-can-push-key': key.id,
        'x-webtrigger-timestamp': timestamp,
        'x-webtrigger-signature': `sha256=${signature}`,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await bodyIn(response, longestAnswer),
    };
  } catch {
    return noAnswer;
  }
}

const gap = v.object({ unknown: v.string(), because: v.string(), lift: v.string() });

/** The body of the webhook's 200: a decision in words, and where it was read. Unknown fields are dropped. */
export const webhookAnswer = v.object({
  verdict: v.picklist(['allowed', 'denied', 'unknown']),
  summary: v.string(),
  findings: v.array(
    v.object({
      rule: v.string(),
      verdict: v.picklist(['allows', 'denies', 'unknown']),
      reason: v.string(),
      page: v.optional(v.string()),
      evidence: v.optional(
        v.array(
          v.object({
            shows: v.string(),
            page: v.optional(v.string()),
            restriction: v.optional(v.number()),
            supplied: v.optional(v.object({ at: v.optional(v.string()) })),
          }),
        ),
      ),
      remedies: v.optional(v.array(v.object({ do: v.string(), who: v.string(), page: v.optional(v.string()) }))),
      gap: v.optional(gap),
      gaps: v.optional(v.array(gap)),
    }),
  ),
  notChecked: v.array(v.object({ what: v.string(), page: v.optional(v.string()) })),
  supplied: v.optional(v.array(v.object({ what: v.string(), page: v.optional(v.string()) }))),
  readAt: v.optional(v.string()),
  source: v.picklist(['bitbucket', 'snapshot']),
  expiresAt: v.optional(v.string()),
  digest: v.optional(v.string()),
});

/** The parsed body of the webhook's 200. */
export type WebhookAnswer = v.InferOutput<typeof webhookAnswer>;
