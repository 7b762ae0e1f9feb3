import * as v from 'valibot';
import type { Api } from '../port/paging';
import { readSome, trimmed } from './fields';
import { keyOf } from './repositories';

/** Entries by the repository that they are about: by its uuid in lower case, else its name. */
export interface ByRepository {
  of: Map<string, { fullName?: string | undefined; id?: string | undefined; entries: unknown[] }>;
  /** Whether the list was read whole. */
  isWhole: boolean;
}

const ofPermission = [
  ...['type', 'permission', 'user.type', 'user.uuid', 'user.display_name', 'user.nickname', 'user.account_id'],
  ...['repository.type', 'repository.uuid', 'repository.full_name'],
];

const about = v.object({
  repository: v.object({ uuid: v.optional(v.string()), full_name: v.optional(v.string()) }),
});

/** Everybody's effective permission on every repository of a workspace, which Bitbucket shows its administrators. */
export function readAllPermissions(api: Api, workspace: string): Promise<ByRepository> {
  const path = `/2.0/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  return readByRepository(api, path, 'permissions');
}

/** The permission of the credential's owner on every repository of a workspace. */
export function readOwnPermissions(api: Api, workspace: string): Promise<ByRepository> {
  const path = `/2.0/user/workspaces/${encodeURIComponent(workspace)}/permissions/repositories`;
  return readByRepository(api, path, 'viewer-permission');
}

async function readByRepository(
  api: Api,
  path: string,
  what: 'permissions' | 'viewer-permission',
): Promise<ByRepository> {
  const trim = trimmed(ofPermission);
  const { items, gaps } = await readSome(api, path, what, ofPermission, (entry) =>
    v.is(about, entry) ? (trim(entry) as v.InferOutput<typeof about>) : undefined,
  );
  const of: ByRepository['of'] = new Map();
  let isWhole = gaps.length === 0;
  for (const entry of items) {
    const { uuid: id, full_name: fullName } = entry.repository;
    const key = keyOf({ id, fullName });
    if (key === undefined) isWhole = false;
    else if (!of.get(key)?.entries.push(entry)) of.set(key, { id, fullName, entries: [entry] });
  }
  return { of, isWhole };
}

/** Gives a list of permissions on one repository as if only what is kept of the list of all had been asked for. */
export function permissionsTrimmed(): (body: unknown) => unknown {
  const trim = trimmed(ofPermission);
  return (body) => (v.is(page, body) ? { ...body, values: body.values.map(trim) } : body);
}

const page = v.looseObject({ values: v.array(v.unknown()) });
