import type { Place } from '../bitbucket/repository/access';
import { budgetOf } from '../bitbucket/port/budget';
import { closable, patiently, type Get, type Reply, type Wait } from '../bitbucket/port/port';
import type { ReadFacts } from '../bitbucket/repository/read';
import type { Fact, Facts, Gap, Listing, Repository, Resource, Unknown } from '../core/model';
import { mostRequests, readShown } from './administrator';
import { forgeGet, isConsentNeeded } from './get';
import type { WebhookKey } from './store/webhook-keys';

/**
 * How the app reads: `replies` it need not request, by path without query; `patience` in milliseconds; `within` counts
 * its requests against a budget; `through` wraps every request to Bitbucket.
 */
export interface AtHand {
  replies: Record<string, Reply>;
  patience: number;
  within?: (get: Get) => Get;
  through?: (get: Get) => Get;
}

/** What the app read, and the paths, without query, that Bitbucket denied it, with the status. */
export type ReadAsApp = ReadFacts & { refused: Record<string, number> };

/**
 * Reads what the app itself may see of a repository. There is no person behind its credential, so nothing is asked
 * about the credential's owner.
 */
export async function readAsApp(
  place: Place,
  wait: Wait,
  { replies, patience, within = budgetOf(mostRequests), through = unchanged }: AtHand,
): Promise<ReadAsApp> {
  const refused: Record<string, number> = {};
  const { get: open, close } = closable(within(through(asApp())));
  const bare = patiently(open, patience, wait);
  const get: Get = async (path) => {
    const before = path.replace(/\?.*$/s, '');
    if (/^\/2\.0\/user(?:\/|$)/.test(before)) return noOwner;
    const reply = replies[before] ?? (await bare(path));
    if (denying.includes(reply.status)) refused[before] = reply.status;
    return reply;
  };
  const read = await readShown(get, place).finally(close);
  const nobody: Gap = { of: { what: 'viewer' }, because: 'not-offered' };
  return 'facts' in read
    ? {
        facts: { ...read.facts, viewer: { known: false, gap: nobody }, viewerLevel: { known: false, gap: nobody } },
        refused,
      }
    : { ...read, refused };
}

function unchanged(get: Get): Get {
  return get;
}

const noOwner: Reply = { status: 404, headers: {}, body: undefined };
const denying: readonly number[] = [401, 403, 404];

/** The same facts, whose gaps say that it was the app that could not read. */
export function readByApp(facts: Facts): Facts {
  const listing = <T>({ items, gaps }: Listing<T>): Listing<T> => ({ items, gaps: gaps.map(byApp) });
  return {
    ...facts,
    model: facts.model.known ? facts.model : { known: false, gap: byApp(facts.model.gap) },
    restrictions: listing(facts.restrictions),
    permissions: listing(facts.permissions),
    userGrants: listing(facts.userGrants),
    groupGrants: listing(facts.groupGrants),
    projectUserGrants: listing(facts.projectUserGrants),
    projectGroupGrants: listing(facts.projectGroupGrants),
    workspaceMembers: listing(facts.workspaceMembers),
  };
}

/** The same gap, marked as the app's own. */
export function byApp(gap: Gap): Gap {
  return { ...gap, reader: 'app' };
}

/** Bitbucket, asked as the app. Nobody is there who could consent, so a missing consent counts as a 401. */
export function asApp(): Get {
  const get = forgeGet('app');
  return async (path) => {
    try {
      return await get(path);
    } catch (error) {
      if (isConsentNeeded(error)) return { status: 401, headers: {}, body: undefined };
      throw error;
    }
  };
}

/** What is known of a repository that the app does not see: its name when the key was made. */
export function repositoryOf({ fullName, place }: WebhookKey, gap: Gap): Repository {
  const [workspace = '', slug = ''] = fullName.split('/');
  return {
    workspace,
    slug,
    fullName,
    id: place.slug,
    project: { known: false, gap: { ...gap, of: { what: 'project' } } },
    mainBranch: { known: false, gap: { ...gap, of: { what: 'main-branch' } } },
  };
}

/** Facts in which everything but the repository itself is unknown, with this gap. */
export function unseenFacts(repository: Repository, gap: Gap): Facts {
  function unread(what: Resource): Listing<never> {
    return { items: [], gaps: [{ ...gap, of: { what } }] };
  }
  function unknown(of: Unknown): Fact<never> {
    return { known: false, gap: { ...gap, of } };
  }
  return {
    repository,
    viewer: unknown({ what: 'viewer' }),
    viewerLevel: unknown({ what: 'viewer-permission' }),
    restrictions: unread('restrictions'),
    model: unknown({ what: 'branching-model' }),
    permissions: unread('permissions'),
    userGrants: unread('user-grants'),
    groupGrants: unread('group-grants'),
    projectUserGrants: unread('project-user-grants'),
    projectGroupGrants: unread('project-group-grants'),
    workspaceMembers: unread('workspace-members'),
    members: {},
    suppliedMembers: {},
    branches: { items: [], gaps: [] },
  };
}
