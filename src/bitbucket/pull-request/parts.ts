import * as v from 'valibot';
import type { Fact, Gap, Listing, Person } from '../../core/model';
import type { Build } from '../../core/pull-request';
import { entryOf, maybe, person, says, text } from '../repository/people';

const defaultReviewer = v.union([
  v.object({ user: person }),
  v.pipe(
    person,
    v.transform((user) => ({ user })),
  ),
]);
const readDefaultReviewer = entryOf(
  defaultReviewer,
  /^(?:default_reviewer|default_reviewer_and_type|user|app_user|team|account)$/,
);

/**
 * Reads an entry of `effective-default-reviewers`, or of the older `default-reviewers`, which holds the person alone.
 */
export function defaultReviewerOf(entry: unknown): Person | undefined {
  return readDefaultReviewer(entry)?.user;
}

/** Limits the reply to the fields of a comment that show whether it is open. */
export const commentQuery =
  '&fields=values.id,values.deleted,values.pending,values.parent.id,values.inline.path,values.resolution.type' +
  ',next,size,pagelen,page';
const comment = v.object({
  id: v.optional(v.unknown()),
  deleted: v.optional(v.nullable(v.boolean())),
  pending: v.optional(v.nullable(v.boolean())),
  parent: v.optional(v.unknown()),
  inline: v.optional(v.unknown()),
  resolution: v.optional(v.unknown()),
});
const commentType = /comment$/;
const readComment = entryOf(comment, commentType);

/** The state of a thread; `general` is open, and not on the diff. */
type Thread = 'open' | 'general' | 'closed';

/**
 * Reads a comment: does it start an unresolved thread, and is that on the diff? A pending comment is visible to its
 * author alone.
 */
export function commentOf(entry: unknown): Thread | undefined {
  const read = readComment(entry);
  if (!read || !says(entry, comment, commentType)) return undefined;
  const isThread = (read.parent ?? null) === null && read.deleted !== true && read.pending !== true;
  if (!isThread || (read.resolution ?? null) !== null) return 'closed';
  return (read.inline ?? null) === null ? 'general' : 'open';
}

/**
 * How many threads are open on the diff. Bitbucket cannot resolve other comments (OpenAPI, POST
 * `…/comments/{comment_id}/resolve`: 403 where it "is not on the diff"); whether the merge check ignores those is
 * documented nowhere.
 */
export function openCommentsAmong({ items, gaps }: Listing<Thread>): Fact<number> {
  const beside: Gap[] = items.includes('general')
    ? [{ of: { what: 'general-comments' }, because: 'not-documented' }]
    : [];
  return openAmong({ items: items.map((one) => one === 'open'), gaps: [...gaps, ...beside] });
}

/** How many are open. A partial list proves that some are; only the whole list proves that none is. */
export function openAmong({ items, gaps: [gap] }: Listing<boolean>): Fact<number> {
  const open = items.filter((one) => one).length;
  return gap && open === 0 ? { known: false, gap } : { known: true, value: open };
}

const task = v.object({ state: v.string(), pending: v.optional(v.nullable(v.boolean())) });
const readTask = entryOf(task, /task$/);

/** Reads a task: is it still to be done? */
export function taskOf(entry: unknown): boolean | undefined {
  const read = readTask(entry);
  return read && read.state !== 'RESOLVED' && read.pending !== true;
}

const status = v.object({
  key: maybe(v.string()),
  name: maybe(text),
  state: text,
  updated_on: maybe(v.string()),
  created_on: maybe(v.string()),
  commit: maybe(v.object({ hash: text })),
  links: maybe(v.object({ commit: maybe(v.object({ href: text })) })),
});
type Status = v.InferOutput<typeof status>;
/** Reads a commit status (a build). */
export const statusOf = entryOf(status, /^(?:build|commitstatus)$/);

/** "Builds on the last commit": the newest status for each key, without those that name another commit. */
export function newestBuilds({ items, gaps }: Listing<Status>, commit: string | undefined): Listing<Build> {
  if (commit === undefined)
    return { items: [], gaps: [{ of: { what: 'builds' }, because: 'not-understood' }, ...gaps] };
  const newest = new Map<string, Status>();
  for (const [at, one] of items.entries()) {
    const on = one.commit?.hash ?? /\/commit\/([\da-f]{7,})/i.exec(one.links?.commit?.href ?? '')?.[1];
    if (on !== undefined && !on.startsWith(commit) && !commit.startsWith(on)) continue;
    const key = one.key ?? `#${String(at)}`;
    const before = newest.get(key);
    if (!before || timeOf(before) <= timeOf(one)) newest.set(key, one);
  }
  return { items: [...newest].map(([key, { name, state }]) => ({ name: name ?? key, state })), gaps };
}

/** Milliseconds; 0 where Bitbucket gives no time, so that later entries win. */
function timeOf({ updated_on, created_on }: Status): number {
  const time = Date.parse(updated_on ?? created_on ?? '');
  return Number.isNaN(time) ? 0 : time;
}
