import type { Gap, Listing } from '../core/model';
import { repositoryPathOf, type Place } from './access';
import { longest, readPage } from './paging';
import type { Get } from './port';
import { branchNameOf } from './repository';

/** Beside each name a branch holds its whole last commit, so only this is asked for. */
export const branchQuery = '&fields=values.name,next,size,pagelen,page';

const pagesOfPortion = 10;
const of = { what: 'branches' } as const;

/**
 * Some of a repository's branches: ten pages of a hundred, from that page on. The first tells how many there are, and the
 * others are then asked for side by side; pages that fail, and fewer names than there should be, leave a gap. `next` is
 * the page to go on with. Where Bitbucket does not say how many there are, a portion is one page.
 */
export async function readBranchPortion(
  get: Get,
  place: Place,
  page: number,
): Promise<{ branches: Listing<string>; size?: number; next?: number }> {
  async function readNumber(number: number) {
    const path = `${repositoryPathOf(place)}/refs/branches?pagelen=${String(longest)}${branchQuery}&page=${String(number)}`;
    return readPage(await get(path), of, branchNameOf);
  }

  const first = await readNumber(page);
  if (!first.page) return { branches: { items: first.items, gaps: first.gaps } };
  const { size, pagelen, next, values } = first.page;
  if (typeof size !== 'number') {
    return { branches: { items: first.items, gaps: first.gaps }, ...(typeof next === 'string' && { next: page + 1 }) };
  }
  const length = Math.max(1, pagelen ?? values.length);
  const count = Math.ceil(size / length);
  const last = Math.min(page + pagesOfPortion - 1, count);
  const others = await Promise.all(Array.from({ length: Math.max(0, last - page) }, (_, at) => readNumber(page + 1 + at)));
  const pages = [first, ...others];
  const seen = pages.reduce((sum, one) => sum + (one.page?.values.length ?? 0), 0);
  const short = seen < Math.min(size, last * length) - (page - 1) * length;
  const cut: Gap[] = short ? [{ of, because: 'truncated' }] : [];
  return {
    branches: { items: pages.flatMap(({ items }) => items), gaps: [...cut, ...pages.flatMap(({ gaps }) => gaps)] },
    size,
    ...(last < count && { next: last + 1 }),
  };
}
