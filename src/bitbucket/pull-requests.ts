import * as v from 'valibot';
import type { Listing } from '../core/model';
import type { Part, PullRequestFacts } from '../core/pull-request';
import { repositoryPathOf, type Place } from './access';
import { entryOf } from './people';
import { readPage, type Api } from './paging';
import { readPullRequest } from './pull-request';

const listed = v.object({ id: v.pipe(v.number(), v.integer()), state: v.optional(v.string()) });
const readListed = entryOf(listed, /^pullrequest$/);

/** Pull requests for one portion: each is read by itself, with up to eight requests. */
const portion = 10;

/** Some of the open pull requests. `next` is the page to go on with. */
export interface PullRequestPortion {
  pullRequests: Listing<PullRequestFacts>;
  /** How many pull requests there are, where Bitbucket says. */
  size?: number;
  next?: number;
}

/** Ten of the open pull requests, from that page on, each with these parts. Those that cannot be read are gaps. */
export async function readOpenPullRequests(api: Api, place: Place, page: number, parts: readonly Part[]): Promise<PullRequestPortion> {
  const query = `?pagelen=${String(portion)}&state=OPEN&fields=values.id,values.state,next,size,pagelen,page&page=${String(page)}`;
  const reply = await api.get(`${repositoryPathOf(place)}/pullrequests${query}`);
  const { items, gaps, page: read } = readPage(reply, { what: 'pull-requests' }, readListed);
  const open = items.filter(({ state = 'OPEN' }) => state === 'OPEN');
  const each = await Promise.all(open.map(({ id }) => readPullRequest(api, place, id, parts)));
  return {
    pullRequests: {
      items: each.flatMap((one) => ('pullRequest' in one ? [one.pullRequest] : [])),
      gaps: [...gaps, ...each.flatMap((one) => ('gap' in one ? [{ ...one.gap, of: { what: 'pull-requests' } as const }] : []))],
    },
    ...(typeof read?.size === 'number' && { size: read.size }),
    ...(typeof read?.next === 'string' && { next: page + 1 }),
  };
}
