import { InvocationError, InvocationErrorCode, type AsyncEvent } from '@forge/events';
import * as v from 'valibot';
import type { WorkspaceRow } from '../../panel-calls';
import { readRepository, repositoryPathOf, type Place } from '../../bitbucket/repository/access';
import { inRealTime, patiently, timeOfReading, type Reply, type Wait } from '../../bitbucket/port/port';
import type { Gap } from '../../core/model';
import { isUuid } from '../../core/people/uuid';
import { byApp, readAsApp, type ReadAsApp } from '../as-app';
import { bareId } from '../place';
import { hasFailed } from '../reading/counted';
import { giveTurnBack, takeTurn, type Turn } from '../reading/turn';
import { isRead } from '../store/snapshot';
import { isStorageFailure } from '../store/storage';
import { keptDays } from '../store/workspace/days';
import { keepBatch, keptBatch, type Batch, type BatchName, type ToRead } from '../store/workspace/rounds';
import { keptRow } from '../store/workspace/rows';
import { callsLeft, spending, type Counted } from './calls';
import { keepReading, keepUnread } from './readings';

/*
 * Reads the repositories of one batch as the app. A message may come twice, late, or while another is being worked on,
 * and whoever works on it may die at any point: so what was read is told by what is kept of each repository, and only
 * what is left is read.
 */

/** Calls of one invocation: Forge documents a limit of 100. */
export const mostCalls = 88;
/** Calls of one repository where no list has a second page, and the two of its project. */
const ordinaryCalls = 8;
/** Milliseconds for the reading of one repository, and after which none is begun. */
const patience = 20_000;
const lastBegin = 200_000;
/** Milliseconds after which whoever reads is presumed dead: the function may take 300 seconds. */
const longestTurn = 310_000;
/** Attempts at a repository that does not answer. */
const mostFailures = 3;
/** Milliseconds for which what the list says of a repository need not be asked again. */
const listedFor = 900_000;
/** Seconds after which Forge brings a message again. */
const again = { taken: 150, failed: 300, rest: 60, storage: 60 };

const message = v.object({
  workspace: v.pipe(v.string(), v.check(isUuid)),
  round: v.pipe(v.string(), v.isoTimestamp()),
  batch: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** The consumer of the queue; `wait` sleeps between attempts. */
export function batchReader(wait: Wait) {
  return async ({ body }: Pick<AsyncEvent, 'body'>): Promise<InvocationError | undefined> => {
    const parsed = v.safeParse(message, body);
    if (!parsed.success) return undefined;
    try {
      return await inTurn(parsed.output, wait);
    } catch (error) {
      if (isStorageFailure(error)) return later('storage');
      throw error;
    }
  };
}

/** What Forge calls with each message. */
export const readBatch = batchReader(inRealTime);

function later(why: keyof typeof again): InvocationError {
  return new InvocationError({ retryAfter: again[why], retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
}

/** One batch of a workspace is read at a time: what it costs is counted in one place. */
async function inTurn(name: BatchName, wait: Wait): Promise<InvocationError | undefined> {
  const batch = await keptBatch(name);
  if (!batch || batch.done) return undefined;
  const turn: Turn = { key: `workspace-turn:${bareId(name.workspace)}`, longest: longestTurn };
  const began = Date.now();
  if (!(await takeTurn(turn))) return later('taken');
  try {
    return await readOn(name, wait, began);
  } finally {
    if (Date.now() < began + longestTurn) await giveTurnBack(turn).catch(() => undefined);
  }
}

/** What became of a repository in this round. */
type Outcome = 'read' | 'not read' | 'failed' | 'not begun';

async function readOn(name: BatchName, wait: Wait, began: number): Promise<InvocationError | undefined> {
  // Another may have read it since.
  const batch = await keptBatch(name);
  if (!batch || batch.done) return undefined;
  const days = await keptDays(name.workspace);
  const outcomes = new Map<string, Outcome>();
  const settled = await Promise.all(
    batch.repositories.map(async (one) => [one.id, await settledAs(placeOf(name, one), name.round, days)] as const),
  );
  for (const [id, outcome] of settled) if (outcome) outcomes.set(id, outcome);
  const toRead = inOrder(batch).filter(({ id }) => !outcomes.has(id));
  const left = toRead.length === 0 ? 0 : await callsLeft(name.workspace);
  const most = Math.min(left, mostCalls);
  if (toRead.length > 0 && most >= ordinaryCalls)
    await spending(name.workspace, 'reading', most, async (port) => {
      for (const one of toRead) {
        const mayBegin = port.seen.rest === 0 && Date.now() < began + lastBegin && port.left() >= ordinaryCalls;
        if (mayBegin) outcomes.set(one.id, await readOne({ name, batch, one, days, wait, port }));
      }
    });
  return concluded(name, batch, outcomes, { isShort: most < mostCalls });
}

/** Its multiples begin everywhere, whatever the number of repositories. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** From another one on each time, so that whatever kills its reader keeps none of the others from being read. */
function inOrder({ repositories, sent }: Batch): ToRead[] {
  const first = Math.floor(((Math.max(0, sent - 1) * goldenRatio) % 1) * repositories.length);
  return [...repositories.slice(first), ...repositories.slice(0, first)];
}

async function concluded(
  name: BatchName,
  batch: Batch,
  outcomes: Map<string, Outcome>,
  { isShort }: { isShort: boolean },
): Promise<InvocationError | undefined> {
  const all = batch.repositories.map(({ id }) => outcomes.get(id) ?? 'not begun');
  const number = (which: Outcome) => all.filter((one) => one === which).length;
  if (number('failed') + number('not begun') === 0) {
    const done = { read: number('read'), notRead: number('not read'), at: timeOfReading() };
    await keepBatch(name, { ...batch, done });
    return undefined;
  }
  if (number('failed') > 0) {
    await keepBatch(name, { ...batch, failures: batch.failures + 1 });
    return later('failed');
  }
  // Where the share of this hour is used up, a later schedule sends it again.
  return isShort ? undefined : later('rest');
}

/** What became of a repository that was read since the round began; undefined where it is still to be read. */
async function settledAs(place: Place, round: string, days: number): Promise<Outcome | undefined> {
  const kept = await keptRow(place.workspace, place.slug, days);
  return kept && isSince(kept.row.tried?.at ?? kept.readAt, round) ? outcomeOf(kept.row, round) : undefined;
}

function isSince(at: string, round: string): boolean {
  return Date.parse(at) >= Date.parse(round);
}

/** A repository whose rules were not shown counts as not read, whatever else was. */
function outcomeOf({ digest, tried }: WorkspaceRow, round: string): Outcome {
  if ('gap' in digest || (tried && isSince(tried.at, round))) return 'not read';
  const gaps = digest.gaps.filter(({ of }) => of.what === 'restrictions');
  return isRead({ items: [], gaps }) ? 'read' : 'not read';
}

interface One {
  name: BatchName;
  batch: Batch;
  one: ToRead;
  days: number;
  wait: Wait;
  port: Counted;
}

async function readOne({ name, batch, one, days, wait, port }: One): Promise<Outcome> {
  const place = placeOf(name, one);
  const before = port.left();
  const at = timeOfReading();
  const read = await readListed(place, one, { isListed: isFresh(batch), wait, port });
  // What a whole invocation would have reached is left to that.
  if (port.isOverdrawn() && before < mostCalls) return 'not begun';
  if (hasFailed(read) && batch.failures + 1 < mostFailures) return 'failed';
  const row = await kept(place, one, read, { at, days, wait });
  return row ? outcomeOf(row, name.round) : 'failed';
}

/** Reads a repository; one that was listed a moment ago is asked for itself only where it seems to be gone. */
async function readListed(
  place: Place,
  one: ToRead,
  { isListed, wait, port }: { isListed: boolean } & Pick<One, 'wait' | 'port'>,
): Promise<ReadAsApp> {
  const read = await readAsApp(place, wait, {
    replies: isListed ? { [repositoryPathOf(place)]: entryOf(one) } : {},
    patience,
    within: (get) => get,
    through: () => port.get,
  });
  if (!isListed || 'unreadable' in read || !read.facts.restrictions.gaps.some(isMissing)) return read;
  const own = await readRepository(patiently(port.get, patience, wait), place);
  return 'unreadable' in own ? { ...own, refused: read.refused } : read;
}

function isMissing({ because }: Gap): boolean {
  return because === 'not-found';
}

async function kept(
  place: Place,
  { id, fullName }: ToRead,
  read: ReadAsApp,
  { at, days, wait }: { at: string; days: number; wait: Wait },
): Promise<WorkspaceRow | undefined> {
  if ('facts' in read) return keepReading({ place, facts: read.facts, by: 'app' }, days, wait);
  const [workspace = '', slug = ''] = fullName.split('/');
  const gap = byApp(read.unreadable.gap);
  return keepUnread(place, { repository: { fullName, workspace, slug, id }, gap }, at, days, wait);
}

function isFresh({ listedAt }: Batch): boolean {
  return Date.now() < Date.parse(listedAt) + listedFor;
}

/** What Bitbucket would say of the repository, had it not said so in its list a moment ago. */
function entryOf({ entry }: ToRead): Reply {
  return { status: 200, headers: {}, body: entry };
}

function placeOf({ workspace }: BatchName, { id }: ToRead): Place {
  return { workspace, slug: id };
}
