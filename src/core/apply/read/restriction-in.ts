import type { Group, Match, Person, Restriction } from '../../model';
import { braced, isUuid } from '../../people/uuid';
import type { RestrictionBody } from '../body';

/** Characters of a kind, pattern, slug or name. */
const longest = 1_000;

/**
 * The restriction of a body that `restrictionBody` wrote, or the end of a sentence that says what is wrong with it:
 * unlike what Bitbucket sends, it has nothing missing and nothing else.
 */
export function restrictionIn(value: unknown, at: number): Restriction | string {
  const wrong = `entry ${String(at)} is not a branch restriction`;
  if (!isObject(value)) return wrong;
  const { id, kind, users, groups, value: count, pipelines_source_branches: sources = [] } = value as Written;
  const match = matchIn(value);
  const people = listIn(users, personIn);
  const slugs = listIn(groups, groupIn);
  if (!isText(kind) || kind === '' || !match || !people || !slugs) return wrong;
  if (!(id === undefined || isCount(id)) || !(count === undefined || isCount(count))) return wrong;
  if (!Array.isArray(sources) || !sources.every(isText)) return wrong;
  return {
    ...(id !== undefined && { id }),
    kind,
    match,
    users: people,
    groups: slugs,
    gaps: [],
    pipelinesSourceBranches: sources,
    ...(count !== undefined && { value: count }),
  };
}

type Written = { [Key in keyof RestrictionBody]?: unknown };

function matchIn({ branch_match_kind: by, pattern, branch_type: type }: Written): Match | undefined {
  if (by === 'glob' && isText(pattern)) return { by: 'glob', pattern };
  return by === 'branching_model' && isText(type) ? { by: 'branch-type', type } : undefined;
}

function personIn({ uuid, display_name: name = uuid }: Record<string, unknown>): Person | undefined {
  return isText(uuid) && isUuid(uuid) && isText(name) ? { id: braced(uuid), name } : undefined;
}

function groupIn({ slug, name = slug }: Record<string, unknown>): Group | undefined {
  return isText(slug) && slug !== '' && isText(name) ? { slug, name } : undefined;
}

function listIn<T>(list: unknown, one: (value: Record<string, unknown>) => T | undefined): T[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const read = list.map((entry) => (isObject(entry) ? one(entry) : undefined));
  const whole = read.filter((entry) => entry !== undefined);
  return whole.length === read.length ? whole : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
