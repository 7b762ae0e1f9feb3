import * as v from 'valibot';
import type { WorkspaceRow } from '../../../panel-calls';
import type { RepositoryDigest, UnreadRepository } from '../../../core/workspace/digest';
import { bareId } from '../../place';
import { actor, fact, gap, person, repositoryAmongMany, type Same } from '../facts-shape';
import { keepValue, portionUnder, valueAt } from '../storage';
import { isAlive, lifeOf } from './days';

/*
 * What the page of a workspace shows of each repository, one value for each: made from the kept facts whenever these
 * are replaced, and never more than what they say.
 */

const format = 1;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const isPart = v.exactOptional(v.literal(true));
const digest = v.strictObject({
  repository: repositoryAmongMany,
  readAt: v.exactOptional(v.string()),
  main: fact(
    v.nullable(
      v.strictObject({
        branch: v.string(),
        people: count,
        unsure: count,
        mergers: count,
        unsureMergers: count,
        isPart,
        automation: v.strictObject({ may: v.array(actor), unsure: v.array(actor) }),
      }),
    ),
  ),
  administrators: v.strictObject({ people: v.array(person), unsure: count, isPart }),
  problems: v.array(
    v.strictObject({
      problem: v.string(),
      level: v.picklist(['error', 'warning', 'info']),
      count,
      restrictions: v.array(v.number()),
      people: v.exactOptional(v.array(person)),
      groups: v.exactOptional(v.array(v.string())),
    }),
  ),
  gaps: v.array(gap),
});
const unread = v.strictObject({ repository: repositoryAmongMany, gap });
const moment = v.pipe(v.string(), v.isoTimestamp());

const changed = v.strictObject({ from: v.string(), to: v.string(), gained: count, lost: count });
const row = v.strictObject({
  digest: v.union([digest, unread]),
  by: v.picklist(['app', 'viewer']),
  changed: v.exactOptional(changed),
  turned: v.exactOptional(changed),
  tried: v.exactOptional(v.strictObject({ at: moment, gap })),
});
const stored = v.object({ format: v.literal(format), readAt: moment, row });

/** A row, and when what it shows was read, RFC 3339. */
export interface KeptRow {
  readAt: string;
  row: WorkspaceRow;
}

/** The row of a repository, by uuid; undefined where there is none that counts. Throws where the storage fails. */
export async function keptRow(workspace: string, repository: string, days: number): Promise<KeptRow | undefined> {
  return rowIn(await valueAt(keyOf(workspace, repository), stored), days);
}

/** Keeps the row of a repository for the days that what it shows is kept. Throws where the storage fails. */
export async function keepRow(
  workspace: string,
  repository: string,
  { readAt, row }: KeptRow,
  days: number,
): Promise<void> {
  const value: v.InferOutput<typeof stored> = { format, readAt, row };
  await keepValue(keyOf(workspace, repository), value, lifeOf(readAt, days));
}

/** About `atLeast` rows of a workspace, in the order of the storage. Throws where the storage fails. */
export async function keptRows(
  workspace: string,
  days: number,
  atLeast: number,
  from?: string,
): Promise<{ rows: KeptRow[]; next?: string }> {
  const { values, next } = await portionUnder(prefixOf(workspace), stored, atLeast, from);
  return { rows: values.flatMap(([, value]) => rowIn(value, days) ?? []), ...(next !== undefined && { next }) };
}

function rowIn(kept: v.InferOutput<typeof stored> | undefined, days: number): KeptRow | undefined {
  return kept && isAlive(kept.readAt, days) ? { readAt: kept.readAt, row: kept.row } : undefined;
}

function prefixOf(workspace: string): string {
  return `workspace-row:${bareId(workspace)}:`;
}

function keyOf(workspace: string, repository: string): string {
  return prefixOf(workspace) + bareId(repository);
}

/** Does not compile unless the schema and the types are the same. */
export const areTheTypesOfDigests: Same<
  [v.InferOutput<typeof digest>, v.InferOutput<typeof unread>],
  [RepositoryDigest, UnreadRepository]
> = true;
