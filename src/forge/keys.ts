import { randomBytes } from 'node:crypto';
import { kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';
import type { CheckKey } from '../ask';
import type { Place } from '../bitbucket/access';
import type { Repository } from '../core/model';
import { bareId } from './place';

/** A key as the webhook finds it: whom it lets ask, about which one repository. */
export interface KeptKey {
  id: string;
  /** The repository by uuids in braces. */
  place: Place;
  /** Its name when the key was made; repositories are renamed. */
  fullName: string;
  /** 32 bytes. */
  secret: Buffer;
}

/** Two, so that one can be put in place before the other is revoked. */
const most = 2;
const secretBytes = 32;
const idForm = /^[\da-f]{16}$/;

const uuid = v.pipe(v.string(), v.regex(/^\{[\da-f-]{36}\}$/i));
const stored = v.object({ workspace: uuid, repository: uuid, fullName: v.string(), secret: v.pipe(v.string(), v.base64()) });
const listed = v.object({ id: v.pipe(v.string(), v.regex(idForm)), madeAt: v.string() });

/** Whether a text can be the id of a key. */
export function isKeyId(text: string): boolean {
  return idForm.test(text);
}

/** The keys of a repository, the oldest first. */
export async function keysOf(place: Place): Promise<CheckKey[]> {
  const query = kvs.query().where('key', WhereConditions.beginsWith(prefixOf(place))).limit(20);
  const { results } = await query.getMany<unknown>();
  const keys = results.flatMap(({ value }) => {
    const parsed = v.safeParse(listed, value);
    return parsed.success ? [parsed.output] : [];
  });
  return keys.sort((a, b) => (a.madeAt === b.madeAt ? Number(a.id > b.id) - 0.5 : Number(a.madeAt > b.madeAt) - 0.5));
}

/**
 * A new key with its secret, in base64, which is told this once; nothing where the repository has two. What is listed is
 * written first and taken away last: no key that works is ever missing from the list.
 */
export async function makeKey(place: Place, { fullName }: Pick<Repository, 'fullName'>): Promise<{ key: CheckKey; secret: string } | undefined> {
  if ((await keysOf(place)).length >= most) return undefined;
  const key: CheckKey = { id: randomBytes(8).toString('hex'), madeAt: new Date().toISOString() };
  await kvs.set<CheckKey>(prefixOf(place) + key.id, key);
  // Of those who make one at the same time, only the first are left with one.
  const places = (await keysOf(place)).slice(0, most);
  if (!places.some(({ id }) => id === key.id)) {
    await kvs.delete(prefixOf(place) + key.id);
    return undefined;
  }
  const secret = randomBytes(secretBytes).toString('base64');
  await kvs.setSecret(secretAt(key.id), { workspace: place.workspace, repository: place.slug, fullName, secret });
  return { key, secret };
}

/** Ends a key of this repository. Nothing happens where the repository has no such key. */
export async function revokeKey(place: Place, id: string): Promise<void> {
  const listedHere = await kvs.get<unknown>(prefixOf(place) + id);
  if (listedHere === undefined) return;
  await kvs.deleteSecret(secretAt(id));
  await kvs.delete(prefixOf(place) + id);
}

/** The key of that id, whichever repository it is for. What can be no id is looked up too: it takes as long. */
export async function keptKey(id: string): Promise<KeptKey | undefined> {
  const parsed = v.safeParse(stored, await kvs.getSecret<unknown>(secretAt(isKeyId(id) ? id : 'none')));
  if (!parsed.success) return undefined;
  const { workspace, repository, fullName, secret } = parsed.output;
  return { id, place: { workspace, slug: repository }, fullName, secret: Buffer.from(secret, 'base64') };
}

function secretAt(id: string): string {
  return `check-key:${id}`;
}

function prefixOf({ slug }: Place): string {
  return `check-keys:${bareId(slug)}:`;
}
