import type { CheckKey } from '../../panel-calls';
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import type { Repository } from '../../core/model';
import {
  endSeat,
  firstSeat,
  isEnded,
  isKeyId,
  keyAt,
  seatsOf,
  shown,
  takeSeat,
  type Listed,
  type Seat,
} from './webhook-key-seats';
import { forgetUse, lastUse } from './webhook-key-uses';
import { bareId } from '../place';
import { forgetSecret, keepSecret, keptInTime, secretAt } from './storage';

/** A key as it is kept with its secret. Alone that opens nothing: the key must be listed too. */
export interface SecretKey {
  id: string;
  /** The repository by uuids in braces. */
  place: Place;
  /** The repository's name when the key was made; repositories are renamed. */
  fullName: string;
  /** 32 bytes. */
  secret: Buffer;
  /** Where it is listed, if it is. */
  seat: string;
}

/** A key of the permission-check webhook that is valid now: its holder may ask about this one repository. */
export interface WebhookKey extends SecretKey {
  /** Whether its answers may use Bitbucket's name of the person asked about. */
  names: boolean;
}

const secretBytes = 32;
/** A key under which nothing is kept: an unknown key is looked up by the same two calls as a known one. */
const nobody = 'none';

const uuid = v.pipe(v.string(), v.regex(/^\{[\da-f-]{36}\}$/i));
/** The earliest have no format and no seat: they are listed under their own id. */
const stored = v.object({
  format: v.optional(v.literal(2)),
  workspace: uuid,
  repository: uuid,
  fullName: v.string(),
  secret: v.pipe(v.string(), v.base64()),
  seat: v.optional(v.string()),
});

/** The result of making a key: `secret` is base64, and is shown only this once. */
export interface MadeKey {
  key: CheckKey;
  secret: string;
  /** Every key of the repository. The new one is missing where somebody revoked it meanwhile. */
  keys: CheckKey[];
}

/** What somebody chooses of a key, and who that is. */
export interface NewKey extends Pick<Listed, 'by'> {
  /** Whether its answers may use Bitbucket's name of the person asked about. */
  names?: boolean;
  /** What it is for, in their words. */
  name?: string;
}

/** The keys of a repository, oldest first. Throws where the storage fails. */
export async function keysOf(place: Place): Promise<CheckKey[]> {
  return inOrder(await seatsOf(place));
}

/**
 * Makes a key with its secret; undefined where the repository has two. It is listed first, so that no working key is
 * ever missing from the list; one that was listed and never got its secret opens nothing, and can be revoked. Throws
 * where the storage fails.
 */
export async function makeKey(
  place: Place,
  { fullName }: Pick<Repository, 'fullName'>,
  { names = true, name = '', by }: NewKey = {},
): Promise<MadeKey | undefined> {
  const id = randomBytes(8).toString('hex');
  const key: Listed = { id, madeAt: new Date().toISOString(), names, name, ...(by && { by }) };
  const before = await seatsOf(place);
  const at = await takeSeat(place, before, key);
  if (at === undefined) return undefined;
  const secret = randomBytes(secretBytes).toString('base64');
  const { workspace, slug: repository } = place;
  try {
    const value = { format: 2, workspace, repository, fullName, secret, seat: at } as const;
    await keepSecret(secretKey(key.id), value satisfies v.InferOutput<typeof stored>);
  } catch (error) {
    await keptInTime(endSeat(at));
    throw error;
  }
  const others = (await keptInTime(seatsOf(place))) ?? before;
  // If somebody revoked it in between, they found no secret to delete.
  const isRevoked = (await keptInTime(isEnded(at))) ?? false;
  if (isRevoked) await keptInTime(forgetSecret(secretKey(key.id)));
  const keys = await inOrder([...without(key.id, others), ...(isRevoked ? [] : [{ at, key }])]);
  return { key: shown(key, null), secret, keys };
}

/**
 * Revokes a key of this repository, and returns the remaining ones. Does nothing where the repository has no such key.
 * Throws where the storage fails.
 */
export async function revokeKey(place: Place, id: string): Promise<CheckKey[]> {
  const kept = await secretAt(secretKey(id), stored);
  const isOurs = kept !== undefined && bareId(kept.repository) === bareId(place.slug);
  const listed = (await seatsOf(place)).find(({ key }) => key?.id === id)?.at;
  // The list may not show a new key yet; it must be revoked all the same.
  const unlistedSeat = listed === undefined && isOurs ? seatOf(id, kept) : undefined;
  const at = unlistedSeat !== undefined && (await keyAt(unlistedSeat))?.id === id ? unlistedSeat : listed;
  if (at !== undefined) await endSeat(at);
  if (at !== undefined || isOurs) {
    await forgetSecret(secretKey(id));
    await keptInTime(forgetUse(id));
  }
  return inOrder(without(id, await seatsOf(place)));
}

/**
 * The key with this id, whichever repository it is for, if its secret is kept. An impossible id is looked up too.
 * Throws where the storage fails.
 */
export async function keyWithSecret(id: string): Promise<SecretKey | undefined> {
  const kept = await secretAt(secretKey(isKeyId(id) ? id : nobody), stored);
  if (!kept) return undefined;
  const { workspace, repository, fullName, secret } = kept;
  return {
    id,
    place: { workspace, slug: repository },
    fullName,
    secret: Buffer.from(secret, 'base64'),
    seat: seatOf(id, kept),
  };
}

/** The same key, if it is listed: then it is valid. No key is looked up too. Throws where the storage fails. */
export async function listedKey(key: SecretKey | undefined): Promise<WebhookKey | undefined> {
  const listed = await keyAt(key ? key.seat : firstSeat({ workspace: nobody, slug: nobody }, nobody));
  return key && listed?.id === key.id ? { ...key, names: listed.names } : undefined;
}

function seatOf(id: string, { workspace, repository, seat }: v.InferOutput<typeof stored>): string {
  return seat ?? firstSeat({ workspace, slug: repository }, id);
}

function without(id: string, seats: readonly Seat[]): Seat[] {
  return seats.filter(({ key }) => key?.id !== id);
}

/** Oldest first, each with its last use; without that where the storage does not tell. */
async function inOrder(seats: readonly Seat[]): Promise<CheckKey[]> {
  const keys = seats
    .flatMap(({ key }) => key ?? [])
    .sort((a, b) => (a.madeAt === b.madeAt ? Number(a.id > b.id) - 0.5 : Number(a.madeAt > b.madeAt) - 0.5));
  return Promise.all(keys.map(async (key) => shown(key, await keptInTime(lastUse(key.id)))));
}

function secretKey(id: string): string {
  return `check-key:${id}`;
}
