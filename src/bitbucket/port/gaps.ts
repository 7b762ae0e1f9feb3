import * as v from 'valibot';
import type { Because, Gap, Unknown } from '../../core/model';
import { isScope } from './scope';
import { beyondBudget } from './budget';
import { secondsToWait, type Reply } from './port';
import { scopeWanted } from './seen-credential';

/**
 * The gap that a reply without the wanted value leaves. A 403 over scopes says which were granted and required (REST
 * intro, "errors"); where its body does not, its headers may.
 */
export function gapFrom(of: Unknown, reply: Reply): Gap {
  const scopes = v.safeParse(scopeError, reply.body);
  const detail = scopes.success ? scopes.output.error.detail : {};
  const wanted = scopeWanted(reply);
  const { required = wanted === undefined ? [] : [wanted], granted } = detail;
  const because = becauseOf(of, reply.status);
  const retryAfter = because === 'unreachable' ? secondsToWait(reply) : undefined;
  return {
    of,
    because,
    ...(reply.status !== 200 && reply.status > 0 && { status: reply.status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(required.length > 0 && { required }),
    ...(granted && { granted }),
  };
}

function becauseOf({ what }: Unknown, status: number): Because {
  if (status === beyondBudget.status) return 'truncated';
  // The 1.0 endpoint of group members is not part of REST 2.0 and is refused in several ways where groups are managed
  // at admin.atlassian.com; to us all mean the same: it does not say who is in the group.
  if (what === 'members' && [400, 404, 410].includes(status)) return 'not-offered';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 410) return 'not-offered';
  if (status === 0 || status === 429 || status >= 500) return 'unreachable';
  return 'not-understood';
}

const scopeList = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((scopes) => [scopes].flat().filter(isScope)),
);
const scopeError = v.object({
  error: v.object({ detail: v.object({ required: v.optional(scopeList), granted: v.optional(scopeList) }) }),
});
