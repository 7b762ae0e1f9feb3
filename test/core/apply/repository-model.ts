import { restrictionOf } from '../../../src/bitbucket/repository/restrictions';
import type { Call } from '../../../src/core/apply/calls';
import type { Restriction } from '../../../src/core/model';

/** What Bitbucket does with requests for branch restrictions, as its OpenAPI description says. */
export interface RepositoryModel {
  /** Whether it took the request: it keeps one restriction for each kind and match. */
  send: (call: Pick<Call, 'method' | 'path' | 'body'>) => boolean;
  /** The restrictions, as our reader reads them. */
  read: () => Restriction[];
}

type Body = Record<string, unknown>;

/** A repository with these restrictions, as REST writes them. */
export function repositoryModel(present: Body[] = []): RepositoryModel {
  const kept = new Map(present.map((body) => [Number(body['id']), body]));
  const keyOf = ({ kind, branch_match_kind, pattern, branch_type }: Body) =>
    JSON.stringify([kind, branch_match_kind, branch_match_kind === 'branching_model' ? branch_type : pattern]);
  const isTaken = (body: Body) =>
    [...kept.values()].some((one) => one['id'] !== body['id'] && keyOf(one) === keyOf(body));
  const path = /^\/2\.0\/repositories\/acme\/web\/branch-restrictions(?:\/(\d+))?$/;
  let last = 1000;

  function send({ method, path: address, body = {} }: Pick<Call, 'method' | 'path' | 'body'>): boolean {
    const [found, number] = path.exec(address) ?? [];
    if (found === undefined) throw new Error(`No such address: ${address}`);
    // What is sent is JSON.
    const sent = JSON.parse(JSON.stringify(body)) as Body;
    if (method === 'POST') {
      const lists = ['push', 'restrict_merges'].includes(String(sent['kind']));
      if (lists && !(Array.isArray(sent['users']) && Array.isArray(sent['groups']))) return false;
      last += 1;
      const made: Body = { users: [], groups: [], ...sent, id: last };
      if (isTaken(made)) return false;
      kept.set(last, made);
      return true;
    }
    const id = Number(number);
    const before = kept.get(id);
    if (!before) return false;
    if (method === 'DELETE') return kept.delete(id);
    // "Fields not present in the request body are ignored."
    const after = { ...before, ...sent };
    if (isTaken(after)) return false;
    kept.set(id, after);
    return true;
  }

  return {
    send,
    read: () =>
      [...kept.values()].map((body) => {
        const read = restrictionOf(body);
        if (!read) throw new Error(`Not a restriction: ${JSON.stringify(body)}`);
        return read;
      }),
  };
}

/** What restrictions mean, in any order, without their numbers and the names that requests leave out. */
export function meaningOf(restrictions: readonly Restriction[]): string[] {
  return restrictions
    .map(({ kind, match, users, groups, value, pipelinesSourceBranches, gaps }) =>
      JSON.stringify([
        kind,
        match,
        users.map(({ id }) => id).toSorted(),
        groups.map(({ slug }) => slug).toSorted(),
        value ?? null,
        pipelinesSourceBranches,
        gaps.length,
      ]),
    )
    .toSorted();
}
