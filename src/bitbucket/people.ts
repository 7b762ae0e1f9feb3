import * as v from 'valibot';
import type { Group, GroupGrant, Level, Person, UserGrant } from '../core/model';
import type { ReadEntry } from './paging';

/** A text with something in it. */
export const text = v.pipe(v.string(), v.minLength(1));
/** A field that may be missing, null or of another type without harm to the rest. */
export const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.nullish(schema), undefined);
/** A field that may be missing, null or of another type without harm: nothing is judged by it. */
const maybeText = v.fallback(v.optional(text), undefined);

/** A user as Bitbucket writes one, of whatever type (`user`, `app_user`, …). Judged by the uuid alone. */
export const person = v.pipe(
  v.object({ uuid: text, display_name: maybeText, nickname: maybeText, account_id: maybeText }),
  v.transform(
    ({ uuid, display_name, nickname, account_id }): Person => ({
      id: uuid,
      name: display_name ?? nickname ?? uuid,
      ...(nickname !== undefined && { nickname }),
      ...(account_id !== undefined && { accountId: account_id }),
    }),
  ),
);

/** A group. Old replies have no `full_slug`, and nothing promises `slug` beside it. */
export const group = v.pipe(
  v.object({ slug: maybeText, full_slug: maybeText, name: maybeText }),
  v.transform(({ slug, full_slug, name }) => ({ slug: slug ?? full_slug?.split(':').at(-1) ?? '', name })),
  v.check(({ slug }) => slug !== '', 'a group without a slug'),
  v.transform(({ slug, name }): Group => ({ slug, name: name ?? slug })),
);

/** A permission on a repository or project. */
export const level = v.pipe(
  v.picklist(['none', 'read', 'write', 'create-repo', 'admin']),
  v.transform((permission): Level => (permission === 'create-repo' ? 'write' : permission)),
);

const userGrant = v.object({ user: person, permission: level });
const groupGrant = v.object({ group, permission: level });
/** A role we have not met might own the workspace, so it does not parse. */
const membership = v.object({ user: person, permission: v.picklist(['owner', 'collaborator', 'member']) });

/** A schema of an object as a reader of entries: what does not fit is nothing. */
export function entryOf<S extends v.GenericSchema>(schema: S): ReadEntry<v.InferOutput<S>> {
  return (entry) => {
    if (Array.isArray(entry)) return undefined;
    const parsed = v.safeParse(schema, entry);
    return parsed.success ? parsed.output : undefined;
  };
}

const readUserGrant = entryOf(userGrant);
const readGroupGrant = entryOf(groupGrant);
const readMembership = entryOf(membership);

/** An entry of an effective list or of explicit grants to users. */
export function userGrantOf(entry: unknown): UserGrant | undefined {
  const read = readUserGrant(entry);
  return read && { person: read.user, level: read.permission };
}

/** An entry of explicit grants to groups. */
export function groupGrantOf(entry: unknown): GroupGrant | undefined {
  const read = readGroupGrant(entry);
  return read && { group: read.group, level: read.permission };
}

/** A member of the workspace; an owner administers every project and repository of it. */
export function membershipOf(entry: unknown): { person: Person; owner: boolean } | undefined {
  const read = readMembership(entry);
  return read && { person: read.user, owner: read.permission === 'owner' };
}
