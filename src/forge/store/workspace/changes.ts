import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../../bitbucket/repository/access';
import type { RepositoryChanges } from '../../../core/workspace/changes';
import { bareId } from '../../place';
import { longest, packed, partsOf, unpacked } from '../packed';
import { keepValue, valueAt, type Lifetime } from '../storage';
import { isAlive, lifeOf } from './days';

/*
 * What changed in a repository from one kept reading to the next. Each names the one before it, and the kept facts name
 * the last: only what can be reached from there happened. So one that was kept by somebody who died before they kept
 * the facts, or who was overtaken, counts for nothing, and nobody has to clean up after them.
 */

const format = 1;
/** Which two readings it lies between, and a digest of what was found. */
const id = v.pipe(v.string(), v.regex(/^[\dTZ]{1,40}-[\dTZ]{1,40}-[\da-f]{16}$/));

const stored = v.object({
  format: v.literal(format),
  to: v.pipe(v.string(), v.isoTimestamp()),
  /** The change before this one. */
  before: v.exactOptional(id),
  digest: v.string(),
  /** The packed change, or the number of parts that hold it. */
  data: v.union([v.string(), v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100))]),
});

/** Written by ourselves under a digest: its parts are looked at no closer. */
const shape = v.looseObject({
  repository: v.looseObject({ fullName: v.string() }),
  from: v.string(),
  to: v.string(),
  changed: v.array(v.looseObject({ changed: v.string() })),
  shifts: v.array(v.looseObject({ operation: v.string(), causes: v.array(v.number()) })),
});

/** A change, of which it is known between which readings it lies. */
export type DatedChanges = RepositoryChanges & Required<Pick<RepositoryChanges, 'from' | 'to'>>;

/** A change, and the id of the one before it. */
export interface KeptChange {
  change: DatedChanges;
  before?: string;
}

/** Whether a text has the form of an id of a change. */
export function isChangeId(text: string): boolean {
  return v.is(id, text);
}

/** Keeps a change, and returns its id, which is the same for the same change. Throws where the storage fails. */
export async function keepChange(place: Place, { change, before }: KeptChange, days: number): Promise<string> {
  const text = packed(change);
  const digest = digestOf(text);
  const name = `${[change.from, change.to].map((at) => at.replaceAll(/[^\dTZ]/g, '')).join('-')}-${digest.slice(0, 16)}`;
  const life = lifeOf(change.to, days);
  const data = text.length > longest ? await keepParts(place, name, text, life) : text;
  const value: v.InferOutput<typeof stored> = {
    format,
    to: change.to,
    ...(before !== undefined && { before }),
    digest,
    data,
  };
  await keepValue(keyOf(place, name), value, life);
  return name;
}

async function keepParts(place: Place, name: string, text: string, life: Lifetime): Promise<number> {
  const parts = partsOf(text);
  await Promise.all(parts.map((part, at) => keepValue(partKey(place, name, at), part, life)));
  return parts.length;
}

/** The change with this id; undefined where it has expired or is not whole. Throws where the storage fails. */
export async function keptChange(place: Place, name: string, days: number): Promise<KeptChange | undefined> {
  const kept = await valueAt(keyOf(place, name), stored);
  if (!kept || !isAlive(kept.to, days)) return undefined;
  const { data, digest, before } = kept;
  const text =
    typeof data === 'string'
      ? data
      : (
          await Promise.all(Array.from({ length: data }, (_, at) => valueAt(partKey(place, name, at), v.string())))
        ).join('');
  const change = digestOf(text) === digest ? unpacked(text) : undefined;
  if (!v.is(shape, change)) return undefined;
  return { change: change as unknown as DatedChanges, ...(before !== undefined && { before }) };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function keyOf({ workspace, slug }: Place, name: string): string {
  return `workspace-change:${bareId(workspace)}:${bareId(slug)}:${name}`;
}

function partKey(place: Place, name: string, at: number): string {
  return `${keyOf(place, name)}:${String(at)}`;
}
