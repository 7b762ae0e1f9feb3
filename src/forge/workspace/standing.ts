import type { Request } from '@forge/resolver';
import { readAdministered, readIsOwner } from '../../bitbucket/workspace/viewer';
import { bitbucketApi, type Get, type Wait } from '../../bitbucket/port/port';
import type { Gap } from '../../core/model';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import type { WorkspaceCannotRead } from '../../panel-calls';
import { asViewer } from '../administrator';
import { workspaceIn } from '../context';

/*
 * Guards the calls of a workspace's page: what Bitbucket tells the viewer of their own role and permissions, at this
 * moment, is what counts. Nothing kept is looked at before.
 */

/** What the viewer administers: the workspace and so all in it, or some of its repositories; `gap`: perhaps more. */
export type Standing =
  | { for: 'workspace-administrator' }
  | { for: 'repository-administrator'; own: RepositoryAmongMany[]; gap?: Gap };

/** What an answer is made from. */
export interface AskedOfWorkspace<S = Standing> {
  /** Requests as the viewer, each path once. */
  get: Get;
  workspace: string;
  /** As the browser sent it, not yet validated. */
  payload: unknown;
  standing: S;
}

interface Refused {
  cannotRead: WorkspaceCannotRead;
}

/** For whoever administers the workspace, or a repository in it; anybody else learns why there is no answer. */
export function forWhoAdministers<T extends object>(answer: (asked: AskedOfWorkspace) => Promise<T>, wait: Wait) {
  return guarded(standingOf, answer, wait);
}

/** For those alone who administer the workspace. */
export function forOwners<T extends object>(answer: (asked: AskedOfWorkspace<Owner>) => Promise<T>, wait: Wait) {
  return guarded(ownerOf, answer, wait);
}

type Owner = Extract<Standing, { for: 'workspace-administrator' }>;

function guarded<S, T extends object>(
  check: (get: Get, workspace: string) => Promise<S | Refused>,
  answer: (asked: AskedOfWorkspace<S>) => Promise<T>,
  wait: Wait,
) {
  return async ({ payload, context }: Request<unknown>): Promise<T | Refused> => {
    const workspace = workspaceIn(context);
    const { get, close } = asViewer(wait);
    try {
      const standing = await check(get, workspace);
      if (isRefused(standing)) return standing;
      return await answer({ get, workspace, payload, standing });
    } finally {
      close();
    }
  };
}

function isRefused(standing: unknown): standing is Refused {
  return typeof standing === 'object' && standing !== null && 'cannotRead' in standing;
}

async function ownerOf(get: Get, workspace: string): Promise<Owner | Refused> {
  const owner = await readIsOwner(get, workspace);
  if (!owner.known) return { cannotRead: { because: 'permission-not-known', gap: owner.gap } };
  return owner.value ? { for: 'workspace-administrator' } : { cannotRead: { because: 'not-administrator' } };
}

async function standingOf(get: Get, workspace: string): Promise<Standing | Refused> {
  const owner = await ownerOf(get, workspace);
  if (!isRefused(owner) || owner.cannotRead.because !== 'not-administrator') return owner;
  const { items, gaps } = await readAdministered({ get, base: bitbucketApi }, workspace);
  const [gap] = gaps;
  if (items.length > 0) return { for: 'repository-administrator', own: inOrder(items), ...(gap && { gap }) };
  return gap ? { cannotRead: { because: 'permission-not-known', gap } } : owner;
}

/** By uuid, so that portions of the list follow one another. */
function inOrder(own: RepositoryAmongMany[]): RepositoryAmongMany[] {
  return own.sort(({ id: a = '' }, { id: b = '' }) => (a < b ? -1 : a > b ? 1 : 0));
}
