import { Queue } from '@forge/events';
import type { WorkspaceReading } from '../../panel-calls';
import { timeOfReading, type Wait } from '../../bitbucket/port/port';
import { bareId } from '../place';
import { giveTurnBack, takeTurn, type Turn } from '../reading/turn';
import { keptDays } from '../store/workspace/days';
import {
  forgetBatch,
  keepBatch,
  keepRound,
  keptBatches,
  keptRound,
  type Batch,
  type Round,
} from '../store/workspace/rounds';
import { keptRow } from '../store/workspace/rows';
import { callsLeft, unreached } from './calls';
import { listNext } from './listing';
import { keepUnread } from './readings';

/*
 * Goes on with the round of a workspace: notes what is done, sends again what nobody worked on, and lists the next
 * repositories, as far as the share of this hour reaches. The round goes through the list in its order, so the next
 * ones are always those that were read longest ago.
 */

/** The queue of the batches. */
const queue = 'repositories';
/** Calls that a repository and a project take, where no list has a second page. */
const callsOf = { repository: 5, project: 2, workspace: 1 };
/** Calls for which a batch is sent, even if it cannot be read to its end within the hour. */
const fewestCalls = 24;
/** Milliseconds after which a batch that is not done is sent again, and how often it is sent. */
const resendAfter = 1_500_000;
const mostSent = 24;
/** Milliseconds after the begin of a round before which no other begins by itself; and where nothing could be read. */
const restBetween = { read: 3_000_000, notRead: 21_000_000 };
const longestTurn = 120_000;
/**
 * Milliseconds after which no further page is listed. One page may take fifteen seconds, and Forge ends a call after
 * twenty-five (Forge, platform quotas and limits): what was listed would then wait to be sent.
 */
const longestListing = 7_000;
/** The most events that Forge takes at once. */
const mostEvents = 50;

/** How a round goes on. */
export interface Going {
  wait: Wait;
  /** Begin another one, even if the last has just ended. */
  force?: boolean;
}

/**
 * Goes on with the round, or begins another where it is time; returns how far it has come. Where somebody else does so
 * just now, nothing is done. Throws where the storage fails.
 */
export async function goOn(workspace: string, { wait, force = false }: Going): Promise<WorkspaceReading | undefined> {
  const turn: Turn = { key: `workspace-planning:${bareId(workspace)}`, longest: longestTurn };
  const began = Date.now();
  if (!(await takeTurn(turn))) return reading(workspace);
  try {
    const last = await keptRound(workspace);
    const batches = new Map(last ? await keptBatches(workspace, last.startedAt) : []);
    const noted = last && (await noteDone(workspace, last, batches, wait));
    if (noted && !isOver(noted, force)) return await sendOn(workspace, noted, batches, wait);
    return await sendOn(workspace, begun(), new Map(), wait);
  } finally {
    if (Date.now() < began + longestTurn) await giveTurnBack(turn).catch(() => undefined);
  }
}

/** How far the round has come; undefined where there was none yet. Throws where the storage fails. */
export async function reading(workspace: string): Promise<WorkspaceReading | undefined> {
  const round = await keptRound(workspace);
  return round && readingOf(round, new Map(await keptBatches(workspace, round.startedAt)));
}

function begun(): Round {
  return { startedAt: timeOfReading(), next: 1, repositories: 0, batches: 0, done: {} };
}

function isOver({ startedAt, finishedAt, done }: Round, force: boolean): boolean {
  const isOfUse = Object.values(done).some(([read]) => read > 0);
  const rest = restBetween[isOfUse ? 'read' : 'notRead'];
  return finishedAt !== undefined && (force || Date.now() >= Date.parse(startedAt) + rest);
}

/** Notes in the round what is done, by the number of the batch: twice the same is once. */
async function noteDone(workspace: string, round: Round, batches: Map<number, Batch>, wait: Wait): Promise<Round> {
  const done = { ...round.done };
  let last = round.startedAt;
  for (const [number, batch] of batches) {
    const given = batch.done ?? (isGivenUp(batch) ? await giveUp(workspace, round, batch, wait) : undefined);
    if (given) done[String(number)] = [given.read, given.notRead];
    if (given && given.at > last) last = given.at;
  }
  const isWhole = round.next === undefined && Object.keys(done).length >= round.batches;
  const noted: Round = {
    ...round,
    done,
    ...(isWhole && round.finishedAt === undefined && { finishedAt: last }),
  };
  await keepRound(workspace, noted);
  for (const number of batches.keys())
    if (done[String(number)]) {
      await forgetBatch({ workspace, round: round.startedAt, batch: number });
      batches.delete(number);
    }
  return noted;
}

function isGivenUp({ sent, sentAt }: Batch): boolean {
  return sent >= mostSent && Date.now() >= sentAt + resendAfter;
}

/** Whoever read this batch died each time: what is left of it is a row with its gap. */
async function giveUp(
  workspace: string,
  { startedAt }: Round,
  { repositories }: Batch,
  wait: Wait,
): Promise<NonNullable<Batch['done']>> {
  const days = await keptDays(workspace);
  let read = 0;
  for (const { id, fullName } of repositories) {
    const row = await keptRow(workspace, id, days);
    if (row && Date.parse(row.readAt) >= Date.parse(startedAt)) read += 1;
    else {
      const [of = '', slug = ''] = fullName.split('/');
      const unread = { repository: { fullName, workspace: of, slug, id }, gap: unreached };
      await keepUnread({ workspace, slug: id }, unread, timeOfReading(), days, wait);
    }
  }
  return { read, notRead: repositories.length - read, at: timeOfReading() };
}

async function sendOn(
  workspace: string,
  noted: Round,
  batches: Map<number, Batch>,
  wait: Wait,
): Promise<WorkspaceReading> {
  let round = noted;
  const sent: number[] = [];
  const end = async () => {
    await send(workspace, round, sent);
    return readingOf(round, batches);
  };
  const until = Date.now() + longestListing;
  let left = await callsLeft(workspace);
  for (const batch of batches.values()) if (!isDue(batch) && !batch.done) left -= callsFor(batch);
  for (;;) {
    for (const [number, batch] of batches) {
      if (!isDue(batch) || batch.done) continue;
      if (left < fewestCalls) return end();
      left -= callsFor(batch);
      sent.push(number);
      const next: Batch = { ...batch, sent: batch.sent + 1, sentAt: Date.now() };
      batches.set(number, next);
      await keepBatch({ workspace, round: round.startedAt, batch: number }, next);
    }
    if (left < fewestCalls || round.next === undefined || Date.now() >= until) return end();
    const before = await callsLeft(workspace);
    const listed = await listNext(workspace, round, batches, wait);
    if (listed === round) return end();
    round = listed;
    // What it cost; and Bitbucket may have said what the limit is.
    left += (await callsLeft(workspace)) - before;
  }
}

/** Calls that a batch is expected to take. */
function callsFor({ repositories, projects }: Batch): number {
  return callsOf.workspace + callsOf.repository * repositories.length + callsOf.project * projects;
}

/** Whether a batch was never sent, or so long ago that its message may be lost. */
function isDue({ sent, sentAt }: Batch): boolean {
  return sent === 0 || Date.now() >= sentAt + resendAfter;
}

/**
 * One batch of a workspace at a time: Forge holds back the others. What could not be sent now is sent again by a later
 * schedule.
 */
async function send(workspace: string, { startedAt }: Round, numbers: number[]): Promise<void> {
  const concurrency = { key: `workspace-${bareId(workspace)}`, limit: 1 };
  for (let at = 0; at < numbers.length; at += mostEvents)
    await new Queue({ key: queue })
      .push(
        numbers
          .slice(at, at + mostEvents)
          .map((batch) => ({ body: { workspace, round: startedAt, batch }, concurrency })),
      )
      .catch(() => undefined);
}

function readingOf(round: Round, batches: Map<number, Batch>): WorkspaceReading {
  const { startedAt, finishedAt, repositories, done, gap } = round;
  const noted = Object.values(done).map(([read, notRead]) => ({ read, notRead, at: startedAt }));
  const notYet = [...batches].flatMap(([number, batch]) => (batch.done && !done[String(number)] ? [batch.done] : []));
  const all = [...noted, ...notYet];
  const isWhole = round.next === undefined && !gap && all.length >= round.batches;
  const [last = startedAt] = all
    .map(({ at }) => at)
    .sort()
    .reverse();
  const end = finishedAt ?? (isWhole ? last : undefined);
  return {
    startedAt,
    ...(end !== undefined && { finishedAt: end }),
    repositories,
    read: all.reduce((sum, { read }) => sum + read, 0),
    notRead: all.reduce((sum, { notRead }) => sum + notRead, 0),
    ...(gap && { gap }),
  };
}
