import * as v from 'valibot';
import type { ReportedCheck, Weight } from '../../core/reported-check';
import { entryOf, maybe, text } from '../repository/people';

const flag = v.fallback(v.optional(v.boolean()), undefined);
const weight = v.object({ type: text, status: maybe(text), required: flag, blocking: flag });
const readWeight = entryOf(weight);

const numbers = maybe(
  v.pipe(
    v.unknown(),
    v.check((fields) => !Array.isArray(fields), 'an object'),
    v.record(v.string(), v.unknown()),
  ),
);
const details = v.object({
  state: maybe(text),
  reason: maybe(text),
  requirement: numbers,
  observed: numbers,
  check: maybe(v.object({ kind: maybe(text), name: maybe(text), id: maybe(v.union([text, v.number()])) })),
  message: maybe(v.string()),
  uuid: maybe(text),
  queued: maybe(v.boolean()),
  merge_queue: maybe(v.object({ name: maybe(text), state: maybe(text) })),
});
type Details = v.InferOutput<typeof details>;

/**
 * Reads a check of `…/mergeability/checks`; undefined where it has no type. One without a status, or of a type that we
 * have not met, is kept as unknown: it may stand in the way.
 */
export function reportedCheckOf(entry: unknown): ReportedCheck | undefined {
  const read = readWeight(entry);
  if (!read) return undefined;
  const { type, status, required, blocking } = read;
  const own: Weight = {
    status: status ?? 'UNKNOWN',
    ...(required !== undefined && { required }),
    ...(blocking !== undefined && { blocking }),
  };
  return { ...own, ...ofType(type, v.parse(details, entry)) };
}

/** What a check of this type holds beside its weight. */
function ofType(
  type: string,
  { state, reason, requirement, observed, check, message, uuid, queued, merge_queue }: Details,
) {
  switch (type) {
    case 'pullrequest_state_check':
      return { type, ...(state && { state }) } as const;
    case 'current_user_permission_check':
      return { type } as const;
    case 'git_mergeability_check':
      return { type, ...(reason && { result: reason }) } as const;
    case 'standard_merge_check': {
      if (!check?.kind) return { type: 'unknown', word: type } as const;
      const [asks, counted] = [onlyNumberIn(requirement), onlyNumberIn(observed)];
      return {
        type,
        kind: check.kind,
        ...(asks !== undefined && { asks }),
        ...(counted !== undefined && { counted }),
      } as const;
    }
    case 'custom_pre_merge_check':
    case 'custom_on_merge_check': {
      const app = check?.name ?? (check?.id === undefined || check.id === null ? uuid : String(check.id));
      return { type, app: app ?? 'without a name', ...(message && { message }) } as const;
    }
    case 'merge_queue_check':
      return {
        type,
        ...(typeof queued === 'boolean' && { queued }),
        ...(merge_queue?.name && { queue: merge_queue.name }),
        ...(merge_queue?.state && { queueState: merge_queue.state }),
      } as const;
    default:
      return { type: 'unknown', word: type } as const;
  }
}

/** The count in an object such as `{"minimum_approvals": 2}`; undefined where it holds none, or several. */
function onlyNumberIn(fields: Record<string, unknown> | null | undefined): number | undefined {
  const all = Object.values(fields ?? {}).filter(
    (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0,
  );
  return all.length === 1 ? all[0] : undefined;
}
