import * as v from 'valibot';
import type { ReportedCheck, Weight } from '../../core/reported-check';
import { entryOf, maybe, text } from '../repository/people';

const flag = v.fallback(v.optional(v.boolean()), undefined);
const weight = v.object({ type: text, status: maybe(text), required: flag, blocking: flag });
const readWeight = entryOf(weight);

const details = v.object({
  state: maybe(text),
  reason: maybe(text),
  requirement: v.optional(v.unknown()),
  observed: v.optional(v.unknown()),
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
      const { kind } = check;
      const [asked, seen] = [numberIn(requirement, kind), numberIn(observed, countedAs.get(kind))];
      return {
        type,
        kind,
        ...(asked.number !== undefined && { asks: asked.number }),
        ...(asked.holdsElse && { asksElse: true as const }),
        ...(seen.number !== undefined && { counted: seen.number }),
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

/** Under which name each kind of check says how much it counted. What a kind asks for bears the name of the kind. */
const countedAs: ReadonlyMap<string, string> = new Map([
  ['minimum_approvals', 'approval_count'],
  ['minimum_default_reviewer_approvals', 'default_reviewer_approval_count'],
  ['minimum_successful_builds', 'successful_build_count'],
  ['resolved_tasks', 'unresolved_task_count'],
]);

/**
 * The number of this name in an object such as `{"minimum_approvals": 2}`, else the only number that it holds; and
 * whether there is anything else.
 */
function numberIn(fields: unknown, name: string | undefined): { number?: number; holdsElse: boolean } {
  if (fields === undefined || fields === null) return { holdsElse: false };
  if (typeof fields !== 'object' || Array.isArray(fields)) return { holdsElse: true };
  const all = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  const numbers = all.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && entry[1] >= 0);
  const [found] = [...numbers.filter(([own]) => own === name), ...(numbers.length === 1 ? numbers : [])];
  return { ...(found && { number: found[1] }), holdsElse: all.length > (found ? 1 : 0) };
}
