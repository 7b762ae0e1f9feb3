import * as v from 'valibot';
import type { Group, GroupGrant, Level, Person, UserGrant } from '../../core/model';
import type { ReadEntry } from '../port/paging';

/** A text with something in it. */
export const text = v.pipe(v.string(), v.minLength(1));
/** A field that may be missing, null or of another type without harm to the rest. */
export const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.nullish(schema), undefined);
/** A field that may be missing, null or of another type without harm: nothing is judged by it. */
const maybeText = v.fallback(v.optional(text), undefined);

/** A uuid as Bitbucket writes it: whoever is written in two ways would be two people. */
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

/**
 * Every `type` of what is read, and of what else Bitbucket might send in its place (OpenAPI, `object`: its
 * discriminator).
 */
const metTypes =
  /^(?:error|user|app_user|team|account|group|workspace|project|repository|branch|named_branch|tag|commit|branchrestriction|.*branching_model.*|.*_permission|.*_membership|pullrequest|.*comment|.*task|default_reviewer.*|build|commitstatus)$/;

/**
 * A schema of an object as a reader of entries: what does not fit is nothing, nor is what says in its `type` that it is
 * of another kind. Saved worlds may leave the type out, and one that we have not met is no word against what fits.
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
  return type === undefined || (typeof type === 'string' && (types.test(type) || !metTypes.test(type)));
}

function typeOf(entry: unknown): unknown {
  return v.is(typed, entry) ? (entry.type ?? undefined) : undefined;
}

/**
 * Whether a body says by its type what it is, or something of what it is asked for. An empty object answers nothing.
 */
export function says(body: unknown, { entries }: { entries: object }, types: RegExp): boolean {
  const type = typeOf(body);
  if (typeof type === 'string' && types.test(type)) return true;
  return typeof body === 'object' && body !== null && Object.keys(entries).some((field) => Object.hasOwn(body, field));
}

/** What an account calls itself, by whatever it acts. */
const accountTypes = /^(?:user|app_user|team|account)$/;
/** An account that stands alone, not inside a grant. */
export const accountOf: ReadEntry<Person> = entryOf(person, accountTypes);

/** Which repository an entry says that it is about, where it does. */
export interface About {
  uuid?: string | undefined;
  full_name?: string | undefined;
}

const about = maybe(v.object({ uuid: maybeText, full_name: maybeText }));
const readPermission = entryOf(v.object({ ...userGrant.entries, repository: about }), /^repository_permission$/);

/**
 * An entry of the effective list: the highest of everything that gives the person something, and on which repository.
 */
export function permissionOf(entry: unknown): (UserGrant & { about: About }) | undefined {
  const read = readPermission(entry);
  return read && { person: read.user, level: read.permission, about: read.repository ?? {} };
}
/** An entry of what was given to people on the repository itself. */
export const userGrantOnRepositoryOf = userGrantOf(/^repository_user_permission$/);
/** An entry of what was given to people on the project. */
export const userGrantOnProjectOf = userGrantOf(/^project_user_permission$/);
/** An entry of what was given to groups on the repository itself. */
export const groupGrantOnRepositoryOf = groupGrantOf(/^repository_group_permission$/);
/** An entry of what was given to groups on the project. */
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

/** A member of the workspace; an owner administers every project and repository of it. */
export function membershipOf(entry: unknown): { person: Person; owner: boolean } | undefined {
  const read = readMembership(entry);
  return read && { person: read.user, owner: read.permission === 'owner' };
}
