import { inRealTime, type Wait } from '../../bitbucket/port/port';
import { checkAnswer } from './answer';
import { judged } from './judgement';
import { tooManyCalls } from './limit';
import { checkQuestion } from './question';
import { checkRequest, type CheckRequest } from './request';
import { signer } from './signature';
import { isOfStorage } from '../store/storage';

/** What a web trigger answers with. */
export interface CheckResponse {
  statusCode: number;
  headers: Record<string, string[]>;
  body: string;
}

const largestBody = 64 * 1024;
/** Milliseconds for everything: a caller waits no longer than 25 seconds, and the way there takes time too. */
const patience = 22_000;
const retryAfter = 30;

/** Answers builds, with the clock by which it waits between attempts. */
export function permissionCheck(wait: Wait) {
  return async (event: unknown): Promise<CheckResponse> => {
    try {
      return await inTime(answered(checkRequest(event), wait));
    } catch (error) {
      // Whatever it was, its words may hold what no caller may see.
      return isOfStorage(error) ? storageSilent : failed;
    }
  };
}

/** What the web trigger `permission-check` calls. */
export const check = permissionCheck(inRealTime);

/** Size, key, time and signature come first: until they hold, nothing but the key is looked at. */
async function answered(request: CheckRequest, wait: Wait): Promise<CheckResponse> {
  if (Buffer.byteLength(request.body) > largestBody) return refusal(413, 'The body is larger than 64 KiB.');
  const key = await signer(request);
  if (!key)
    return refusal(
      401,
      'The call is not signed with a key that is valid now: its id, the signature and the time, at most 10 minutes off, stand in three headers.',
    );
  const seconds = await tooManyCalls(key.id);
  if (seconds !== undefined) return refusal(429, 'This key may ask 60 times a minute.', { retryAfter: seconds });
  if (request.method.toUpperCase() !== 'POST') return refusal(400, 'The call is a POST.', { field: 'method' });
  const parsed = checkQuestion(request.body);
  if ('atFault' in parsed) return refusal(400, parsed.atFault.error, { field: parsed.atFault.field });
  const result = await judged(parsed.question, key, wait);
  if ('decision' in result) return response(200, checkAnswer(result));
  if ('atFault' in result) return refusal(400, result.atFault.error, { field: result.atFault.field });
  if (result.is === 'another-repository') return refusal(403, 'This key is for another repository.');
  return refusal(503, none[result.is], {
    retryAfter: Math.max(retryAfter, Math.ceil((result.next - Date.now()) / 1000)),
  });
}

const none = {
  unreachable: 'Bitbucket does not answer, and nothing is kept to answer from.',
  spent:
    'Builds have used up their part of what Bitbucket lets the app ask in an hour, and nothing is kept to answer from.',
};

const storageSilent = refusal(503, "The app's own storage does not answer.", { retryAfter });
const late = refusal(503, "Bitbucket and the app's own storage took too long to answer.", { retryAfter });
const failed = refusal(503, 'The app failed to answer. That is no word on whether the push is allowed.', {
  retryAfter,
});

function refusal(statusCode: number, error: string, more: { field?: string; retryAfter?: number } = {}): CheckResponse {
  const { field, retryAfter: seconds } = more;
  return response(statusCode, { error, ...(field !== undefined && { field }) }, seconds);
}

function response(statusCode: number, body: object, seconds?: number): CheckResponse {
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

async function inTime(answer: Promise<CheckResponse>): Promise<CheckResponse> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<CheckResponse>((done) => {
    timer = setTimeout(() => {
      done(late);
    }, patience);
  });
  return Promise.race([answer, tooLate]).finally(() => {
    clearTimeout(timer);
  });
}
