import type { Below, Part, PullRequestFacts } from '../../core/pull-request';
import type { Fact, Gap, Listing, PullRequestUnknown } from '../../core/model';
import { repositoryPathOf, type Place } from '../repository/access';
import { behindOf, commitOf, commitQuery, headOf, type Commit, type Head } from './commits';
import { quoted } from '../port/query';
import { readList, readObject, type Api, type ListOptions } from '../port/paging';
import { pullRequestOf } from './body';
import { reportedCheckOf } from './mergeability';
import {
  commentOf,
  commentQuery,
  defaultReviewerOf,
  newestBuilds,
  openAmong,
  openCommentsAmong,
  statusOf,
  taskOf,
} from './parts';

/** Every part that can be read below a pull request. */
export const everyPart: readonly Part[] = [
  'sourceBranch',
  'openTasks',
  'defaultReviewers',
  'builds',
  'openComments',
  'behind',
  'mergeability',
];

/**
 * Reads a pull request with these parts, in two rounds: what needs only its number is requested beside it, its branches
 * and commits as soon as they are known. Parts that are not requested, or cannot be read, are gaps.
 */
export async function readPullRequest(
  api: Api,
  place: Place,
  id: number,
  parts: readonly Part[] = everyPart,
): Promise<{ pullRequest: PullRequestFacts } | { gap: Gap }> {
  const repositoryPath = repositoryPathOf(place);
  const path = `${repositoryPath}/pullrequests/${String(id)}`;
  const wants = (part: Part) => parts.includes(part);

  const comments = wants('openComments')
    ? list(`${path}/comments`, 'comments', commentOf, { query: commentQuery })
    : undefined;
  const statuses = wants('builds') ? list(`${path}/statuses`, 'builds', statusOf) : undefined;
  const reviewers = wants('defaultReviewers')
    ? list(`${repositoryPath}/effective-default-reviewers`, 'default-reviewers', defaultReviewerOf)
    : undefined;
  const ahead = wants('behind') ? list(`${path}/commits`, 'behind', commitOf, { query: commitQuery }) : undefined;
  const reported = wants('mergeability')
    ? list(`${path}/mergeability/checks`, 'mergeability', reportedCheckOf)
    : undefined;
  const besides = Promise.all([comments, statuses, reviewers, ahead, reported]);
  // If the port throws at the pull request too, that error is the one to report, so this one must not be unhandled.
  besides.catch(() => undefined);

  const read = await readObject(api.get, path, { what: 'pull-request' }, (body) => pullRequestOf(body, id, place.slug));
  if (!read.known) {
    await besides;
    return { gap: read.gap };
  }
  const { taskCount, ...pullRequest } = read.value;
  const { source, destination, state } = pullRequest;
  const ownBranch = source.fork === undefined && wants('sourceBranch') ? source.branch : null;
  const { commit } = source;

  const heads = readHeads(
    ownBranch === null && !(ahead && commit !== undefined)
      ? []
      : [...new Set([...(ownBranch === null ? [] : [ownBranch]), destination.branch])],
  );
  const [found, openTasks, missed, [openComments, builds, defaultReviewers, own, mergeability]] = await Promise.all([
    heads,
    wants('openTasks') && !taskCount.known ? readTasks() : taskCount,
    ahead && commit !== undefined ? readMissed(commit) : undefined,
    besides,
  ]);
  const below: Below = {
    sourceBranch:
      ownBranch === null
        ? notAsked('source-branch')
        : isAmong(state === 'OPEN' ? withDestination(found, destination.branch) : found, ownBranch),
    openTasks,
    defaultReviewers: defaultReviewers ?? { items: [], gaps: [notAsked('default-reviewers').gap] },
    builds: builds ? newestBuilds(builds, commit) : { items: [], gaps: [notAsked('builds').gap] },
    openComments: openComments ? openCommentsAmong(openComments) : notAsked('comments'),
    behind:
      commit !== undefined && own && missed
        ? behindOf(missed, own, commit, hashOf(found, destination.branch))
        : notAsked('behind'),
    mergeability: mergeability ?? { items: [], gaps: [notAsked('mergeability').gap] },
  };
  return { pullRequest: { ...pullRequest, ...below } };

  function list<T>(
    where: string,
    what: PullRequestUnknown,
    readEntry: (entry: unknown) => T | undefined,
    options?: ListOptions,
  ): Promise<Listing<T>> {
    return readList(api, where, { what }, readEntry, options);
  }

  /** Bitbucket filters by name; where a server does not, the whole list is searched. */
  async function readHeads(names: string[]): Promise<Listing<Head>> {
    if (names.length === 0) return { items: [], gaps: [] };
    const filter = names.map((name) => `name=${quoted(name)}`).join(' OR ');
    const query = `&fields=values.name,values.target.hash,next,size,pagelen,page&q=${encodeURIComponent(filter)}`;
    return list(`${repositoryPath}/refs/branches`, 'source-branch', headOf, { query });
  }

  async function readTasks(): Promise<Fact<number>> {
    return openAmong(await list(`${path}/tasks`, 'tasks', taskOf));
  }

  /** The commits that the destination has and the source lacks. Beyond two pages they are not counted. */
  async function readMissed(head: string): Promise<Listing<Commit>> {
    const range = `&include=${encodeURIComponent(destination.branch)}&exclude=${encodeURIComponent(head)}`;
    return list(`${repositoryPath}/commits`, 'behind', commitOf, { query: commitQuery + range, mostPages: 2 });
  }
}

function isAmong({ items, gaps: [gap] }: Listing<Head>, branch: string): Fact<boolean> {
  if (items.some(({ name }) => name === branch)) return { known: true, value: true };
  return gap ? { known: false, gap } : { known: true, value: false };
}

/**
 * A list of branches, marked as cut short where it lacks the destination of an open pull request: that branch exists,
 * so others may be missing too.
 */
function withDestination({ items, gaps }: Listing<Head>, destination: string): Listing<Head> {
  const cut: Gap[] = items.some(({ name }) => name === destination)
    ? []
    : [{ of: { what: 'source-branch' }, because: 'truncated' }];
  return { items, gaps: [...gaps, ...cut] };
}

function hashOf({ items }: Listing<Head>, branch: string): string | undefined {
  return items.find(({ name }) => name === branch)?.hash;
}

function notAsked(what: PullRequestUnknown): { known: false; gap: Gap } {
  return { known: false, gap: { of: { what }, because: 'not-offered' } };
}
