import * as v from 'valibot';
import type { Group, GroupGrant, Level, Person, UserGrant } from '../../core/model';
import type { ReadEntry } from '../port/paging';

/** A text that is not empty. */
export const text = v.pipe(v.string(), v.minLength(1));
/** A field that may be missing, null or of another type without spoiling the rest. */
export const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.nullish(schema), undefined);
/** The same for a text by which nothing is judged. */
const maybeText = v.fallback(v.optional(text), undefined);

/** A uuid in lower case, as Bitbucket writes it: somebody written in two ways would count as two people. */
export function idOf(uuid: string): string {
  return /^\{[\da-f-]{36}\}$/i.test(uuid) ? uuid.toLowerCase() : uuid;
}

/** A user as Bitbucket writes one, of whatever type (`user`, `app_user`, …). Judged by the uuid alone. */
export const person = v.pipe(
  v.object({ uuid: text, display_name: maybeText, nickname: maybeText, account_id: maybeText }),
  v.transform(
    ({ uuid, display_name, nickname, account_id }): Person => ({
      id: idOf(uuid),
      name: display_name ?? nickname ?? uuid,
      ...(nickname !== undefined && { nickname }),
      ...(account_id !== undefined && { accountId: account_id }),
    }),
  ),
);

/** A group. Older replies have no `full_slug`, and `slug` beside it is not guaranteed. */
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
/** An unfamiliar role might own the workspace, so it does not parse. */
const membership = v.object({ user: person, permission: v.picklist(['owner', 'collaborator', 'member']) });

/** Every `type` that we read or that Bitbucket might send in its place (OpenAPI, `object`: its discriminator). */
const familiarTypes = new RegExp(
  String.raw`^(?:error|user|app_user|team|account|group|workspace|project|repository|branch|named_branch|tag` +
    String.raw`|commit|branchrestriction|.*branching_model.*|.*_permission|.*_membership|pullrequest|.*comment` +
    String.raw`|.*task|default_reviewer.*|build|commitstatus)$`,
);

/**
 * Makes a reader of entries from a schema. It gives undefined for what does not fit, and for an entry whose `type` says
 * that it is of another kind. Saved worlds may leave the type out, and an unfamiliar type does not rule out an entry
 * that fits.
 */
export function entryOf<S extends v.GenericSchema>(schema: S, types?: RegExp): ReadEntry<v.InferOutput<S>> {
  return (entry) => {
    if (Array.isArray(entry) || (types && !isOfType(entry, types))) return undefined;
    const parsed = v.safeParse(schema, entry);
    return parsed.success ? parsed.output : undefined;
  };
}

const typed = v.object({ type: v.nullish(v.unknown()) });

function isOfType(entry: unknown, types: RegExp): boolean {
  const type = typeOf(entry);
  return type === undefined || (typeof type === 'string' && (types.test(type) || !familiarTypes.test(type)));
}

function typeOf(entry: unknown): unknown {
  return v.is(typed, entry) ? (entry.type ?? undefined) : undefined;
}

/** Whether a body has the expected `type`, or at least one of the expected fields. An empty object says nothing. */
export function says(body: unknown, { entries }: { entries: object }, types: RegExp): boolean {
  const type = typeOf(body);
  if (typeof type === 'string' && types.test(type)) return true;
  return typeof body === 'object' && body !== null && Object.keys(entries).some((field) => Object.hasOwn(body, field));
}

/** The types of accounts: people and apps. */
const accountTypes = /^(?:user|app_user|team|account)$/;
/** Reads an account that stands alone, not inside a grant. */
export const accountOf: ReadEntry<Person> = entryOf(person, accountTypes);

/** The repository that an entry says it is about, where it says so. */
export interface About {
  uuid?: string | undefined;
  full_name?: string | undefined;
}

const about = maybe(v.object({ uuid: maybeText, full_name: maybeText }));
const readPermission = entryOf(v.object({ ...userGrant.entries, repository: about }), /^repository_permission$/);

/**
 * Reads an entry of the effective list: the highest permission that the person has from any source, and on which
 * repository.
 */
export function permissionOf(entry: unknown): (UserGrant & { about: About }) | undefined {
  const read = readPermission(entry);
  return read && { person: read.user, level: read.permission, about: read.repository ?? {} };
}
/** Reads a grant to a person on the repository itself. */
export const userGrantOnRepositoryOf = userGrantOf(/^repository_user_permission$/);
/** Reads a grant to a person on the project. */
export const userGrantOnProjectOf = userGrantOf(/^project_user_permission$/);
/** Reads a grant to a group on the repository itself. */
export const groupGrantOnRepositoryOf = groupGrantOf(/^repository_group_permission$/);
/** Reads a grant to a group on the project. */
export const groupGrantOnProjectOf = groupGrantOf(/^project_group_permission$/);

function userGrantOf(types: RegExp): ReadEntry<UserGrant> {
  const readOne = entryOf(userGrant, types);
  return (entry) => {
    const read = readOne(entry);
    return read && { person: read.user, level: read.permission };
  };
}

function groupGrantOf(types: RegExp): ReadEntry<GroupGrant> {
  const readOne = entryOf(groupGrant, types);
  return (entry) => {
    const read = readOne(entry);
    return read && { group: read.group, level: read.permission };
  };
}

const readMembership = entryOf(membership, /^workspace_membership$/);

/** Reads a member of the workspace; an owner administers every project and repository in it. */
export function membershipOf(entry: unknown): { person: Person; owner: boolean } | undefined {
  const read = readMembership(entry);
  return read && { person: read.user, owner: read.permission === 'owner' };
}
