import * as v from 'valibot';
import type { Gap, Match, Restriction } from '../../core/model';
import { hasList } from '../../core/rules/kinds';
import { entryOf, group, person } from './people';

/** Only the kind is required; anything else that is missing or malformed leaves a gap in this restriction alone. */
const restriction = v.object({
  kind: v.string(),
  id: v.fallback(v.optional(v.number()), undefined),
  value: v.fallback(v.optional(v.number()), undefined),
  branch_match_kind: v.optional(v.unknown()),
  branch_type: v.optional(v.unknown()),
  pattern: v.optional(v.unknown()),
  users: v.optional(v.unknown()),
  groups: v.optional(v.unknown()),
  pipelines_source_branches: v.optional(v.unknown()),
});
type Raw = v.InferOutput<typeof restriction>;

const read = entryOf(restriction, /^branchrestriction$/);
const readPerson = entryOf(person);
const readGroup = entryOf(group);

/** Reads one branch restriction; undefined where the entry is not one. */
export function restrictionOf(entry: unknown): Restriction | undefined {
  const raw = read(entry);
  if (!raw) return undefined;
  const { kind, id, value } = raw;
  const name = { kind, match: matchOf(raw), ...(id !== undefined && { id }) };
  const users = listOf(raw.users, readPerson);
  const groups = listOf(raw.groups, readGroup);
  const gap: Gap = { of: { what: 'exemptions', restriction: name }, because: 'not-understood' };
  return {
    ...name,
    users: users.items,
    groups: groups.items,
    gaps: hasList(raw) && !(users.whole && groups.whole) ? [gap] : [],
    pipelinesSourceBranches: namesOf(raw.pipelines_source_branches),
    ...(value !== undefined && { value }),
  };
}

/** "The default is `glob`" (OpenAPI, `branch_match_kind`). */
function matchOf({ branch_match_kind: by, branch_type: type, pattern }: Raw): Match {
  if (by === undefined || by === null || by === 'glob') {
    return typeof pattern === 'string' ? { by: 'glob', pattern } : { by: 'unknown', word: 'glob' };
  }
  if (by === 'branching_model' && typeof type === 'string') return { by: 'branch-type', type };
  return { by: 'unknown', word: typeof by === 'string' ? by : JSON.stringify(by) };
}

function listOf<T>(list: unknown, readOne: (entry: unknown) => T | undefined): { items: T[]; whole: boolean } {
  if (!Array.isArray(list)) return { items: [], whole: false };
  const items = list.map(readOne).filter((item) => item !== undefined);
  return { items, whole: items.length === list.length };
}

/** Its meaning is documented nowhere, so anything but an empty list counts. */
function namesOf(branches: unknown): string[] {
  if (branches === undefined || branches === null) return [];
  return [branches].flat().map((branch) => (typeof branch === 'string' ? branch : JSON.stringify(branch)));
}
