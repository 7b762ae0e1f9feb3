import * as v from 'valibot';
import type { Gap } from '../../../core/model';
import { bareId } from '../../place';
import { gap } from '../facts-shape';
import { forgetValue, keepValue, valueAt, valuesUnder } from '../storage';

/*
 * A round reads every repository of a workspace once. What is to be done stands here, and the messages of the queue
 * only point at it: so a message that comes twice, late or never does no harm.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const moment = v.pipe(v.string(), v.isoTimestamp());

const round = v.object({
  startedAt: moment,
  finishedAt: v.exactOptional(moment),
  /** The page of the list of repositories that comes next; absent once all are listed. */
  next: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** As many as Bitbucket says there are, or have been listed. */
  repositories: count,
  batches: count,
  /** By batch: how many were read, and how many could not be. */
  done: v.record(v.string(), v.tuple([count, count])),
  /** Bitbucket does not show the app the list. */
  gap: v.exactOptional(gap),
});
/** One reading of all repositories. Times are RFC 3339. */
export type Round = Omit<v.InferOutput<typeof round>, 'gap'> & { gap?: Gap };

const repository = v.object({
  id: v.string(),
  fullName: v.string(),
  /** Its entry in the list, as far as it is judged by. */
  entry: v.unknown(),
});
const batch = v.object({
  repositories: v.array(repository),
  /** How many projects they are in. */
  projects: count,
  listedAt: moment,
  /** How often a message was sent for it, and when last, in milliseconds of the clock. */
  sent: count,
  sentAt: v.number(),
  /** How often some of them did not answer. */
  failures: count,
  /** How many were read, how many could not be, and when the last of them was looked at. */
  done: v.exactOptional(v.object({ read: count, notRead: count, at: moment })),
});
/** Some repositories that are read together. */
export type Batch = v.InferOutput<typeof batch>;
/** A repository that is to be read. */
export type ToRead = Batch['repositories'][number];

/** Which batch of which round. */
export interface BatchName {
  workspace: string;
  /** When its round began. */
  round: string;
  batch: number;
}

const life = { value: 30, unit: 'DAYS' } as const;

/** The last round of a workspace. Throws where the storage fails. */
export async function keptRound(workspace: string): Promise<Round | undefined> {
  return valueAt(roundKey(workspace), round);
}

/** Keeps the round. Throws where the storage fails. */
export async function keepRound(workspace: string, value: Round): Promise<void> {
  await keepValue(roundKey(workspace), value);
}

/** The batches of a round that are kept, by number. Throws where the storage fails. */
export async function keptBatches(workspace: string, startedAt: string): Promise<[number, Batch][]> {
  const prefix = prefixOf(workspace, startedAt);
  const all = await valuesUnder(prefix, batch);
  return all.flatMap(([key, value]): [number, Batch][] => (value ? [[Number(key.slice(prefix.length)), value]] : []));
}

/** A batch; undefined where it was done long ago. Throws where the storage fails. */
export async function keptBatch(name: BatchName): Promise<Batch | undefined> {
  return valueAt(batchKey(name), batch);
}

/** Keeps a batch. Throws where the storage fails. */
export async function keepBatch(name: BatchName, value: Batch): Promise<void> {
  await keepValue(batchKey(name), value, life);
}

/** Forgets a batch. Throws where the storage fails. */
export async function forgetBatch(name: BatchName): Promise<void> {
  await forgetValue(batchKey(name));
}

function roundKey(workspace: string): string {
  return `workspace-round:${bareId(workspace)}`;
}

function prefixOf(workspace: string, startedAt: string): string {
  return `workspace-batch:${bareId(workspace)}:${startedAt.replaceAll(/[^\dTZ]/g, '')}:`;
}

function batchKey({ workspace, round, batch }: BatchName): string {
  return prefixOf(workspace, round) + String(batch).padStart(6, '0');
}
