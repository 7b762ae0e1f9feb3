import * as v from 'valibot';
import type { Fact, Gap, Listing, PullRequestUnknown } from '../core/model';
import type { Participant, PullRequest } from '../core/pull-request';
import { entryOf, maybe, person, text } from './people';

const end = v.object({
  branch: maybe(v.object({ name: text })),
  commit: maybe(v.object({ hash: text })),
  repository: v.optional(v.nullable(v.object({ uuid: maybe(text), full_name: maybe(text) }))),
});
const raw = v.object({
  id: v.optional(v.number()),
  title: maybe(v.string()),
  state: text,
  draft: v.optional(v.unknown()),
  author: v.fallback(v.nullish(person), null),
  source: end,
  destination: v.object({ ...end.entries, branch: v.object({ name: text }) }),
  participants: v.optional(v.unknown()),
  task_count: v.optional(v.unknown()),
});
const readRaw = entryOf(raw);

/** What the object itself tells; tasks are counted in it where Bitbucket says how many are open. */
type Read = PullRequest & { taskCount: Fact<number> };

/** A pull request by the number that was asked for; nothing where the reply is something else. */
export function pullRequestOf(body: unknown, asked: number): Read | undefined {
  const read = readRaw(body);
  if (!read || (read.id !== undefined && read.id !== asked)) return undefined;
  const { source, destination } = read;
  const fork = forkOf(source.repository, destination.repository);
  return {
    id: asked,
    title: read.title ?? '',
    state: read.state,
    draft: draftOf(read.draft),
    author: read.author ?? null,
    source: { branch: source.branch?.name ?? null, ...(fork !== undefined && { fork }), ...(source.commit && { commit: source.commit.hash }) },
    destination: { branch: destination.branch.name },
    participants: participantsOf(read.participants),
    taskCount: typeof read.task_count === 'number' ? { known: true, value: read.task_count } : notUnderstood('tasks'),
  };
}

type Home = v.InferOutput<typeof end>['repository'];

/** The fork that the changes come from, `null` where it is gone; nothing where they come from the same repository. */
function forkOf(source: Home, destination: Home): string | null | undefined {
  if (source === undefined || source === null) return source;
  const sameId = source.uuid && destination?.uuid ? source.uuid === destination.uuid : undefined;
  const same = sameId ?? (source.full_name ?? '').toLowerCase() === (destination?.full_name ?? '').toLowerCase();
  return same ? undefined : (source.full_name ?? source.uuid ?? null);
}

/** Bitbucket had no drafts before November 2024; where it says nothing, there is none. */
function draftOf(value: unknown): Fact<boolean> {
  if (value === undefined || value === null) return { known: true, value: false };
  return typeof value === 'boolean' ? { known: true, value } : notUnderstood('draft');
}

function notUnderstood(what: PullRequestUnknown): { known: false; gap: Gap } {
  return { known: false, gap: { of: { what }, because: 'not-understood' } };
}

const participant = v.object({
  user: person,
  role: maybe(v.string()),
  approved: v.optional(v.nullable(v.boolean())),
  state: v.optional(v.nullable(v.string())),
});
const readParticipant = entryOf(participant);

/** "The API only includes this list on a pull request's `self` URL" (OpenAPI, pullrequest): a missing one is a gap. */
function participantsOf(value: unknown): Listing<Participant> {
  const gap: Gap = { of: { what: 'participants' }, because: 'not-understood' };
  if (!Array.isArray(value)) return { items: [], gaps: [gap] };
  const items = value.map(readParticipant).filter((one) => one !== undefined).map(({ user, role, approved, state }): Participant => {
    const says = state === 'changes_requested' ? 'changes-requested' : approved === true || state === 'approved' ? 'approved' : undefined;
    return { person: user, reviewer: role === 'REVIEWER', ...(says && { says }) };
  });
  return { items, gaps: items.length < value.length ? [gap] : [] };
}
