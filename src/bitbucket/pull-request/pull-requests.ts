import * as v from 'valibot';
import type { Gap, Listing } from '../../core/model';
import type { Part, PullRequestFacts } from '../../core/pull-request';
import { repositoryPathOf, type Place } from '../repository/access';
import { gathering } from '../port/entries';
import { gapFrom } from '../port/gaps';
import { entryOf } from '../repository/people';
import { itemsOf, pageOf, type Api } from '../port/paging';
import { readPullRequest } from './pull-request';

const listed = v.object({ id: v.pipe(v.number(), v.integer()), state: v.optional(v.string()) });
const readListed = entryOf(listed, /^pullrequest$/);

const of = { what: 'pull-requests' } as const;

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
  const fields = 'values.id,values.state,next,size,pagelen,page';
  const query = `?pagelen=${String(portion)}&state=OPEN&fields=${fields}&page=${String(page)}`;
  const reply = await api.get(`${repositoryPathOf(place)}/pullrequests${query}`);
  const read = pageOf(reply);
  const gathered = gathering();
  const isNew = read !== undefined && gathered.take({ values: read.values });
  const { items, gaps } = itemsOf(gathered.entries(), of, readListed);
  const open = items.filter(({ state = 'OPEN' }) => state === 'OPEN');
  const each = await Promise.all(open.map(({ id }) => readPullRequest(api, place, id, parts)));
  const next = typeof read?.next === 'string' ? page + 1 : undefined;
  // An empty page with another after it might never end.
  const isWhole = gathered.isWhole() && (isNew || next === undefined);
  const cut: Gap[] = isWhole ? [] : [{ of, because: 'truncated' }];
  if (!read) cut.push(gapFrom(of, reply));
  return {
    pullRequests: {
      items: each.flatMap((one) => ('pullRequest' in one ? [one.pullRequest] : [])),
      gaps: [...cut, ...gaps, ...each.flatMap((one) => ('gap' in one ? [{ ...one.gap, of }] : []))],
    },
    ...(typeof read?.size === 'number' && { size: read.size }),
    ...(read && { shown: gathered.entries().length }),
    ...(next !== undefined && isNew && { next }),
  };
}
