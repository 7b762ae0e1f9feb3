import type { Gap, Listing } from '../../core/model';
import { repositoryPathOf, type Place } from './access';
import { gathering } from '../port/entries';
import { gapFrom } from '../port/gaps';
import { firstPage, itemsOf, longest, pageOf } from '../port/paging';
import type { Get } from '../port/port';
import { branchNameOf } from './repository';

/** Limits the reply to names: each branch would otherwise come with its whole last commit. */
export const branchQuery = '&fields=values.name,next,size,pagelen,page';

/** Pages of a portion, where it is not known how many there are. */
const pagesOfPortion = 10;
/** Pages of a portion, at most: Forge lets an invocation make 100 requests, retries included. */
export const mostPagesOfPortion = 45;
const of = { what: 'branches' } as const;

/** Some of the branches; `next` is the page to continue with, `last` the last one. */
interface BranchPortion {
  branches: Listing<string>;
  size?: number;
  next?: number;
  last?: number;
}

/**
 * Some of a repository's branches: ten pages of a hundred, starting with `page`. The first gives the total, and the
 * others are then requested at the same time; where `pages` says how many, beside the first. Pages that fail, names
 * that come twice, and a wrong number of names leave a gap. Where Bitbucket does not give the total, a portion is one
 * page. `get` requests each path once.
 */
export async function readBranchPortion(
  get: Get,
  place: Place,
  { page, pages }: { page: number; pages?: number },
): Promise<BranchPortion> {
  const pathOf = (length: number, number: number) =>
    `${repositoryPathOf(place)}/refs/branches?pagelen=${String(length)}${branchQuery}&page=${String(number)}`;

  const early = Array.from({ length: Math.max(0, (pages ?? 0) - 1) }, (_, at) => get(pathOf(longest, page + 1 + at)));
  Promise.all(early).catch(() => undefined);
  const reply = await firstPage(get, (length) => pathOf(length, page));
  const first = pageOf(reply);
  if (!first) return { branches: { items: [], gaps: [gapFrom(of, reply)] } };
  const { size } = first;
  const length = Math.max(1, first.pagelen ?? 0, first.values.length);
  const ofAll = typeof size === 'number' ? Math.ceil(size / length) : undefined;
  const last = ofAll === undefined ? page : Math.min(page + (pages ?? pagesOfPortion) - 1, ofAll);
  const numbers = Array.from({ length: Math.max(0, last - page) }, (_, at) => page + 1 + at);
  const replies = [reply, ...(await Promise.all(numbers.map((number) => get(pathOf(length, number)))))];

  const gathered = gathering();
  const failed: Gap[] = [];
  let changed = false;
  for (const one of replies) {
    const read = pageOf(one);
    if (!read) failed.push(gapFrom(of, one));
    else gathered.take({ values: read.values });
    changed ||= read !== undefined && read.size !== size;
  }
  const entries = gathered.entries();
  const until = typeof size === 'number' ? Math.min(size, last * length) : undefined;
  const due = until === undefined ? entries.length : Math.max(0, until - (page - 1) * length);
  // Without a `size`, an empty page with another after it might never end.
  const isEndless = typeof size !== 'number' && typeof first.next === 'string' && first.values.length === 0;
  const isWhole = gathered.isWhole() && !changed && entries.length === due && !isEndless;
  const { items, gaps } = itemsOf(entries, of, branchNameOf);
  const goesOn = typeof size === 'number' ? last * length < size : typeof first.next === 'string';
  return {
    branches: { items, gaps: [...(isWhole ? [] : [{ of, because: 'truncated' } as const]), ...failed, ...gaps] },
    ...(typeof size === 'number' && { size }),
    ...(goesOn && !isEndless && last >= page && { next: last + 1, ...(ofAll !== undefined && { last: ofAll }) }),
  };
}
