import * as v from 'valibot';
import { identityOf } from '../../bitbucket/port/entries';
import { jsonOf } from '../../bitbucket/port/body';
import type { SavedReply, World } from '../../bitbucket/worlds/world';
import { jsonText } from '../../core/words/visible';

/*
 * A saved world as text that changes only where its contents do: fields are sorted, and so are lists, whose order
 * Bitbucket does not promise; each entry of a list has a line of its own, so that git shows what changed.
 */

const headFields = ['about', 'repository', 'savedAt', 'listsReadAt', 'unchangedSince', 'goneAt', 'viewer'] as const;

/** The text of a saved world, with what tells it from others in its first lines. */
export function worldText(world: World): string {
  const { replies, ...rest } = world;
  const head = headFields.flatMap((field) =>
    rest[field] === undefined ? [] : [`  ${jsonText(field)}: ${jsonText(rest[field])},\n`],
  );
  const paths = Object.entries(replies)
    .sort(byKey)
    .map(([path, reply]) => `    ${jsonText(path)}: ${replyText(reply)}`);
  return `{\n${head.join('')}  "replies": {\n${paths.join(',\n')}\n  }\n}\n`;
}

function replyText(reply: SavedReply | SavedReply[]): string {
  if (Array.isArray(reply)) return `[${reply.map(replyText).join(', ')}]`;
  const { body, ...rest } = reply;
  const head = jsonText(ordered(rest)).slice(1, -1);
  if (body === undefined) return `{${head}}`;
  return `{${head},"body":${bodyText(ordered(body))}}`;
}

function bodyText(body: unknown): string {
  if (Array.isArray(body)) return linesOf(body);
  if (!isObject(body) || !Array.isArray(body['values'])) return jsonText(body);
  const fields = Object.entries(body).map(
    ([field, value]) =>
      `${jsonText(field)}:${field === 'values' && Array.isArray(value) ? linesOf(value) : jsonText(value)}`,
  );
  return `{${fields.join(',')}}`;
}

function linesOf(entries: readonly unknown[]): string {
  if (entries.length === 0) return '[]';
  return `[\n${entries.map((entry) => `      ${jsonText(entry)}`).join(',\n')}\n    ]`;
}

/**
 * What a world says of its repository, as one text: the same wherever nothing differs that anything is judged by.
 * `about`: the uuids of whoever has to do with it.
 */
export function contentOf({ replies, viewer }: World, about = peopleIn(replies)): string {
  const told = Object.entries(replies)
    .sort(byKey)
    .map(([path, reply]): [string, unknown] => [
      path,
      [reply].flat().map(({ status, headers, body }) => ({
        status,
        // What an entry of a list of all stands for has none; of the credential the reply about its owner tells enough.
        ...(headers && (status !== 200 || path === '/2.0/user') && { headers: ordered(headers) }),
        body: ordered(withoutTimes(memberList.test(path) ? concerned(body, about) : body)),
      })),
    ]);
  return JSON.stringify([viewer ?? null, told]);
}

const memberList = /^\/2\.0\/workspaces\/[^/]+\/permissions$/;
const effectiveList = /^\/2\.0\/workspaces\/[^/]+\/permissions\/repositories\/[^/]+$/;

/**
 * The members of the workspace who have to do with the repository, and its owners: a year of newcomers elsewhere is no
 * year of changes here. All of them where whoever may read it could not be read.
 */
function concerned(body: unknown, about: ReadonlySet<string> | undefined): unknown {
  if (!about || !isObject(body) || !Array.isArray(body['values'])) return body;
  const values = body['values'].filter((entry) => {
    const is = v.safeParse(membership, entry);
    return !is.success || is.output.permission !== 'member' || about.has(is.output.user.uuid.toLowerCase());
  });
  return { ...body, values };
}

const membership = v.object({ permission: v.string(), user: v.object({ uuid: v.string() }) });

/** Everybody whom anything but the list of members names, by uuid; undefined where the effective list is not there. */
export function peopleIn(replies: World['replies']): Set<string> | undefined {
  const entries = Object.entries(replies);
  const whole = entries.some(([path, reply]) => effectiveList.test(path) && [reply].flat().at(-1)?.status === 200);
  if (!whole) return undefined;
  const all = new Set<string>();
  const visit = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) {
      for (const [field, inside] of Object.entries(value)) {
        if (field === 'uuid' && typeof inside === 'string') all.add(inside.toLowerCase());
        else visit(inside);
      }
    }
  };
  for (const [path, reply] of entries) if (!memberList.test(path)) for (const { body } of [reply].flat()) visit(body);
  return all;
}

/** Without when the repository last changed: every push does that. */
function withoutTimes(body: unknown): unknown {
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => field !== 'updated_on'));
}

/** The same value with fields in alphabetical order, and lists of objects by what tells their entries apart. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.map(ordered);
    if (!entries.some(isObject)) return entries;
    const keyed = entries.map((entry) => ({ entry, id: numberIn(entry), key: identityOf(entry).key }));
    keyed.sort((one, other) => one.id - other.id || compared(one.key, other.key));
    return keyed.map(({ entry }) => entry);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(byKey)
      .map(([field, inside]) => [field, ordered(inside)]),
  );
}

/** Restrictions are numbered; what is not comes behind. */
function numberIn(entry: unknown): number {
  const id = isObject(entry) ? entry['id'] : undefined;
  return typeof id === 'number' ? id : Number.MAX_SAFE_INTEGER;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  return compared(one, other);
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The times that a world holds. */
export type Times = 'savedAt' | 'listsReadAt' | 'unchangedSince' | 'goneAt';

/** What the first lines of a world tell. */
export type Head = Pick<World, 'about' | Times | 'viewer'> & {
  repository: NonNullable<World['repository']>;
};

const head = v.object({
  about: v.string(),
  repository: v.object({ fullName: v.string(), id: v.optional(v.string()) }),
  savedAt: v.string(),
  listsReadAt: v.optional(v.string()),
  unchangedSince: v.optional(v.string()),
  goneAt: v.optional(v.string()),
  viewer: v.optional(v.string()),
});

/**
 * What the beginning of a text tells, without reading the rest, where `worldText` made it; undefined where somebody
 * else did.
 */
export function headIn(beginning: string): Head | undefined {
  const [, lines] = /^\{\n((?: {2}"\w+": .*,\n)+) {2}"replies": \{\n/.exec(beginning) ?? [];
  if (lines === undefined) return undefined;
  try {
    const parsed = v.safeParse(head, jsonOf(`{${lines.replace(/,\n$/, '')}}`));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
