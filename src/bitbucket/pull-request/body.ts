import * as v from 'valibot';
import { sameId } from '../../core/people/actor';
import type { Fact, Gap, Listing, PullRequestUnknown } from '../../core/model';
import type { Participant, PullRequest } from '../../core/pull-request';
import { entryOf, maybe, person, text } from '../repository/people';

const home = v.object({ uuid: maybe(text), full_name: maybe(text) });
type Home = v.InferOutput<typeof home>;
const source = v.object({
  branch: maybe(v.object({ name: text })),
  commit: maybe(v.object({ hash: text })),
  repository: v.nullable(home),
});
const destination = v.object({ branch: v.object({ name: text }), repository: home });
const raw = v.object({
  id: v.optional(v.number()),
  title: maybe(v.string()),
  state: text,
  draft: v.optional(v.unknown()),
  author: v.fallback(v.nullish(person), null),
  source,
  destination,
  participants: v.optional(v.unknown()),
  task_count: v.optional(v.unknown()),
});
const readRaw = entryOf(raw, /^pullrequest$/);

/** A pull request from its own object; `task_count` in it is the number of open tasks. */
type Read = PullRequest & { taskCount: Fact<number> };

/**
 * Reads the pull request with this number, into the repository with this uuid (where `into` is one); undefined where
 * the reply is something else.
 */
export function pullRequestOf(body: unknown, asked: number, into = ''): Read | undefined {
  const read = readRaw(body);
  if (!read || (read.id !== undefined && read.id !== asked)) return undefined;
  const { source, destination } = read;
  if (into.startsWith('{') && destination.repository.uuid && !sameId(destination.repository.uuid, into))
    return undefined;
  // Bitbucket gives `null` where a fork is gone; where the field is missing, the source may be anywhere.
  const same = source.repository && isSame(source.repository, destination.repository);
  if (same === undefined) return undefined;
  const fork = same ? undefined : (source.repository?.full_name ?? source.repository?.uuid ?? null);
  return {
    id: asked,
    title: read.title ?? '',
    state: read.state,
    draft: draftOf(read.draft),
    author: read.author ?? null,
    source: {
      branch: source.branch?.name ?? null,
      ...(fork !== undefined && { fork }),
      ...(source.commit && { commit: source.commit.hash }),
    },
    destination: { branch: destination.branch.name },
    participants: participantsOf(read.participants),
    taskCount: typeof read.task_count === 'number' ? { known: true, value: read.task_count } : notUnderstood('tasks'),
  };
}

/** Whether both are the same repository; undefined where neither uuids nor names can be compared. */
function isSame(one: Home, other: Home): boolean | undefined {
  if (one.uuid && other.uuid) return one.uuid === other.uuid;
  return one.full_name && other.full_name ? one.full_name.toLowerCase() === other.full_name.toLowerCase() : undefined;
}

/** Bitbucket had no drafts before November 2024, so a missing field means that it is none. */
function draftOf(value: unknown): Fact<boolean> {
  if (value === undefined || value === null) return { known: true, value: false };
  return typeof value === 'boolean' ? { known: true, value } : notUnderstood('draft');
}

function notUnderstood(what: PullRequestUnknown): { known: false; gap: Gap } {
  return { known: false, gap: { of: { what }, because: 'not-understood' } };
}

const participant = v.object({
  user: maybe(person),
  role: maybe(v.string()),
  approved: v.optional(v.nullable(v.boolean())),
  state: v.optional(v.nullable(v.string())),
});
const readParticipant = entryOf(participant);
const states: readonly string[] = ['approved', 'changes_requested'];

/** "The API only includes this list on a pull request's `self` URL" (OpenAPI, pullrequest): a missing one is a gap. */
function participantsOf(value: unknown): Listing<Participant> {
  const gap: Gap = { of: { what: 'participants' }, because: 'not-understood' };
  if (!Array.isArray(value)) return { items: [], gaps: [gap] };
  const items: Participant[] = [];
  let whole = true;
  for (const one of value.map(readParticipant)) {
    const { user, role, approved, state } = one ?? {};
    const says =
      state === 'changes_requested'
        ? 'changes-requested'
        : approved === true || state === 'approved'
          ? 'approved'
          : undefined;
    if (user) items.push({ person: user, reviewer: role === 'REVIEWER', ...(says && { says }) });
    const strange = typeof state === 'string' && !states.includes(state);
    // A deleted account that neither approved nor objected is no loss.
    if (!one || strange || (!user && says)) whole = false;
  }
  return { items, gaps: whole ? [] : [gap] };
}
