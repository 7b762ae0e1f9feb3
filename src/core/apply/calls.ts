import type { Restriction } from '../model';
import type { RepositoryNames } from '../repository';
import { hasList } from '../rules/kinds';
import { restrictionBody, type RestrictionBody } from './body';
import type { Operation } from './operation';

/** A request to Bitbucket's REST. It is shown to somebody, and never sent. */
export interface Call {
  method: 'POST' | 'PUT' | 'DELETE';
  /** From the root, its segments encoded. */
  path: string;
  body?: object;
}

/** A restriction in a request. A PUT ignores what it leaves out, so what is to go must be named. */
export type RequestBody = Omit<RestrictionBody, 'id' | 'users' | 'groups' | 'value'> & {
  users?: { uuid: string }[];
  groups?: { slug: string }[];
  value?: number | null;
};

/** One operation, and the request for it: none where Bitbucket has no API for it, or a name cannot stand in a path. */
export interface Called {
  operation: Operation;
  call?: Call;
}

/** The request for each operation, in their order. */
export function callsOf(operations: readonly Operation[], { workspace, slug }: RepositoryNames): Called[] {
  return operations.map((operation) => {
    const call = callOf(operation, workspace, slug);
    return { operation, ...(call && { call }) };
  });
}

function callOf(operation: Operation, workspace: string, slug: string): Call | undefined {
  const repository = ['2.0', 'repositories', workspace, slug];
  switch (operation.does) {
    case 'add':
      if (!hasRequest(operation.restriction)) return undefined;
      return called('POST', [...repository, 'branch-restrictions'], requestBody(operation.restriction));
    case 'replace': {
      const { id, restriction, before } = operation;
      if (!hasRequest(restriction)) return undefined;
      return called('PUT', [...repository, 'branch-restrictions', String(id)], requestBody(restriction, before));
    }
    case 'remove':
      return called('DELETE', [...repository, 'branch-restrictions', String(operation.id)]);
    case 'put-in':
      return called('PUT', [...membersOf(workspace, operation.group), operation.person.id], {});
    case 'take-out':
      return called('DELETE', [...membersOf(workspace, operation.group), operation.person.id]);
    case 'permit': {
      const { level, person } = operation;
      const path = [...repository, 'permissions-config', 'users', person.id];
      return level === 'none' ? called('DELETE', path) : called('PUT', path, { permission: level });
    }
  }
}

/** Bitbucket has no API for what is set on a project, and takes no restriction without what it matches branches by. */
function hasRequest({ supplied, match }: Restriction): boolean {
  return !supplied && !(match.by === 'unknown' && ['glob', 'branching_model'].includes(match.word));
}

/** REST 2.0 has no members of groups; the 1.0 endpoint is deprecated and still supported. */
function membersOf(workspace: string, group: string): string[] {
  return ['1.0', 'groups', workspace, group, 'members'];
}

function called(method: Call['method'], segments: string[], body?: object): Call | undefined {
  // These are resolved away on the way, and the request would go to another address. Half a character has no encoding.
  if (segments.some((one) => /^\.{0,2}$|\p{Cs}/u.test(one))) return undefined;
  return { method, path: `/${segments.map(encodeURIComponent).join('/')}`, ...(body && { body }) };
}

/** The body of a request for this restriction; `before` is what it replaces. It says by uuid and slug who is listed. */
function requestBody(restriction: Restriction, before?: Restriction): RequestBody {
  const { users, groups, value, ...rest } = restrictionBody(restriction);
  delete rest.id;
  const lists = [restriction, ...(before ? [before] : [])].some(
    (one) => hasList(one) || one.users.length + one.groups.length > 0,
  );
  const losesValue = value === undefined && before?.value !== undefined;
  const losesPipelines =
    restriction.pipelinesSourceBranches.length === 0 && (before?.pipelinesSourceBranches.length ?? 0) > 0;
  return {
    ...rest,
    ...(lists && {
      users: users.map(({ uuid }) => ({ uuid })),
      groups: groups.map((group) => ({ slug: group.slug })),
    }),
    ...(losesValue ? { value: null } : value !== undefined && { value }),
    ...(losesPipelines && { pipelines_source_branches: [] }),
  };
}
