import { inRealTime, type Wait } from '../../bitbucket/port/port';
import { webhookAnswer } from './answer';
import { judged, lookUp, type LookedUp } from './judgement';
import { tooManyCalls } from './limit';
import { webhookQuestionIn } from './question';
import { webhookRequestIn, type WebhookRequest } from './request';
import { signingKey } from './signature';
import { isStorageFailure, keptInTime } from '../store/storage';
import { lastUse, noteUse } from '../store/webhook-key-uses';
import { listedKey, type WebhookKey } from '../store/webhook-keys';

/** What a web trigger returns to Forge. */
export interface WebhookResponse {
  statusCode: number;
  headers: Record<string, string[]>;
  body: string;
}

const largestBody = 64 * 1024;
/** Milliseconds for everything: a caller waits at most 25 seconds, and the network takes some of them. */
const patience = 22_000;
const retryAfter = 30;

/** The permission-check webhook; `wait` sleeps between attempts. Never throws. */
export function permissionCheck(wait: Wait) {
  return async (event: unknown): Promise<WebhookResponse> => {
    try {
      return await inTime(answered(webhookRequestIn(event), wait));
    } catch (error) {
      // Its message may hold what no caller may see.
      return isStorageFailure(error) ? storageSilent : failed;
    }
  };
}

/** The function behind the web trigger `permission-check` (manifest.yml). */
export const check = permissionCheck(inRealTime);

/**
 * Size, key, time and signature come first: until they hold, nothing but the key is looked at. Whether the key is still
 * listed, and how often it was used, is then looked up beside what is kept of the repository; until both are known, the
 * call is only counted, and Bitbucket is asked nothing.
 */
async function answered(request: WebhookRequest, wait: Wait): Promise<WebhookResponse> {
  if (Buffer.byteLength(request.body) > largestBody) return errorResponse(413, 'The body is larger than 64 KiB.');
  const signer = await signingKey(request);
  const kept = signer && { ...lookUp(signer.place), lastUse: lastUse(signer.id) };
  kept?.lastUse.catch(() => undefined);
  const [key, seconds] = await Promise.all([listedKey(signer), signer && tooManyCalls(signer.id)]);
  if (!key || !kept)
    return errorResponse(
      401,
      'The call is not signed with a key that is valid now: ' +
        'its id, the signature and the time, at most 10 minutes off, stand in three headers.',
    );
  if (seconds !== undefined) return errorResponse(429, 'This key may ask 60 times a minute.', { retryAfter: seconds });
  const [answer] = await Promise.all([answerTo(request, key, kept, wait), keptInTime(noteUse(key.id, kept.lastUse))]);
  return answer;
}

async function answerTo(
  request: WebhookRequest,
  key: WebhookKey,
  kept: LookedUp,
  wait: Wait,
): Promise<WebhookResponse> {
  if (request.method.toUpperCase() !== 'POST') return errorResponse(400, 'The call is a POST.', { field: 'method' });
  const parsed = webhookQuestionIn(request.body);
  if ('atFault' in parsed) return errorResponse(400, parsed.atFault.error, { field: parsed.atFault.field });
  const result = await judged(parsed.question, key, kept, wait);
  if ('decision' in result) return response(200, webhookAnswer(result));
  if ('atFault' in result) return errorResponse(400, result.atFault.error, { field: result.atFault.field });
  if (result.is === 'another-repository') return errorResponse(403, 'This key is for another repository.');
  return errorResponse(503, none[result.is], {
    retryAfter: Math.max(retryAfter, Math.ceil((result.next - Date.now()) / 1000)),
  });
}

const none = {
  unreachable: 'Bitbucket does not answer, and nothing is kept to answer from.',
  spent:
    'Builds have used up their part of what Bitbucket lets the app ask in an hour, and nothing is kept to answer from.',
};

const storageSilent = errorResponse(503, "The app's own storage does not answer.", { retryAfter });
const late = errorResponse(503, "Bitbucket and the app's own storage took too long to answer.", { retryAfter });
const failed = errorResponse(503, 'The app failed to answer. That is no word on whether the push is allowed.', {
  retryAfter,
});

function errorResponse(
  statusCode: number,
  error: string,
  more: { field?: string; retryAfter?: number } = {},
): WebhookResponse {
  const { field, retryAfter: seconds } = more;
  return response(statusCode, { error, ...(field !== undefined && { field }) }, seconds);
}

function response(statusCode: number, body: object, seconds?: number): WebhookResponse {
  return {
    statusCode,
    headers: {
      'content-type': ['application/json; charset=utf-8'],
      'cache-control': ['no-store'],
      ...(seconds !== undefined && { 'retry-after': [String(seconds)] }),
    },
    body: JSON.stringify(body),
  };
}

async function inTime(answer: Promise<WebhookResponse>): Promise<WebhookResponse> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<WebhookResponse>((done) => {
    timer = setTimeout(() => {
      done(late);
    }, patience);
  });
  return Promise.race([answer, tooLate]).finally(() => {
    clearTimeout(timer);
  });
}
