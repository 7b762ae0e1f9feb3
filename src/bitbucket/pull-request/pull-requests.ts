import * as v from 'valibot';
import type { Gap, Listing } from '../../core/model';
import type { Part, PullRequestFacts } from '../../core/pull-request';
import { repositoryPathOf, type Place } from '../repository/access';
import { gathering } from '../port/entries';
import { gapFrom } from '../port/gaps';
import { entryOf } from '../repository/people';
import { itemsOf, longestOfSome, pageOf, readList, type Api } from '../port/paging';
import { readPullRequest } from './pull-request';

const listed = v.object({ id: v.pipe(v.number(), v.integer()), state: v.optional(v.string()) });
const readListed = entryOf(listed, /^pullrequest$/);
type Listed = v.InferOutput<typeof listed>;

const of = { what: 'pull-requests' } as const;
/** The open ones, and of each its number and state. */
const query = '&state=OPEN&fields=values.id,values.state,next,size,pagelen,page';

/** Pull requests in one portion: each is read separately, with up to eight requests. */
const portion = 10;

/** Some of the open pull requests. `next` is the page to continue with. */
export interface PullRequestPortion {
  pullRequests: Listing<PullRequestFacts>;
  /** How many pull requests there are, where Bitbucket says. */
  size?: number;
  /** How many of them this portion covers, including those that are not open or cannot be read. */
  shown?: number;
  next?: number;
}

/**
 * Ten of the open pull requests, starting with `page` (pages of ten), each with these parts. Those that cannot be read
 * are gaps.
 */
export async function readOpenPullRequests(
  api: Api,
  place: Place,
  page: number,
  parts: readonly Part[],
): Promise<PullRequestPortion> {
  const start = `${repositoryPathOf(place)}/pullrequests?pagelen=${String(portion)}`;
  const reply = await api.get(`${start}${query}&page=${String(page)}`);
  const read = pageOf(reply);
  const gathered = gathering();
  const isNew = read !== undefined && gathered.take({ values: read.values });
  const { items, gaps } = itemsOf(gathered.entries(), of, readListed);
  const next = typeof read?.next === 'string' ? page + 1 : undefined;
  // An empty page with another after it might never end.
  const isWhole = gathered.isWhole() && (isNew || next === undefined);
  const cut: Gap[] = isWhole ? [] : [{ of, because: 'truncated' }];
  if (!read) cut.push(gapFrom(of, reply));
  return {
    pullRequests: await readEach(api, place, { items: openAmong(items), gaps: [...cut, ...gaps] }, parts),
    ...(typeof read?.size === 'number' && { size: read.size }),
    ...(read && { shown: gathered.entries().length }),
    ...(next !== undefined && isNew && { next }),
  };
}

/** Pages of fifty that are read of all open pull requests: a thousand of these. */
const mostPages = 20;

/** The numbers of the open pull requests, a thousand at most. */
export async function listOpenPullRequests(api: Api, place: Place): Promise<Listing<number>> {
  const path = `${repositoryPathOf(place)}/pullrequests`;
  const { items, gaps } = await readList(api, path, of, readListed, { query, mostPages, length: longestOfSome });
  return { items: openAmong(items), gaps };
}

/**
 * Each of these pull requests, all at the same time, with these parts; one that cannot be read is a gap. `onRead` hears
 * how many of how many there are so far.
 */
export async function readEach(
  api: Api,
  place: Place,
  { items, gaps }: Listing<number>,
  parts: readonly Part[],
  onRead?: (read: number, of: number) => void,
): Promise<Listing<PullRequestFacts>> {
  let came = 0;
  const each = await Promise.all(
    items.map(async (id) => {
      const one = await readPullRequest(api, place, id, parts);
      onRead?.(++came, items.length);
      return one;
    }),
  );
  return {
    items: each.flatMap((one) => ('pullRequest' in one ? [one.pullRequest] : [])),
    gaps: [...gaps, ...each.flatMap((one) => ('gap' in one ? [{ ...one.gap, of }] : []))],
  };
}

/** A server may ignore which ones are asked for. */
function openAmong(items: readonly Listed[]): number[] {
  return items.flatMap(({ id, state = 'OPEN' }) => (state === 'OPEN' ? [id] : []));
}
