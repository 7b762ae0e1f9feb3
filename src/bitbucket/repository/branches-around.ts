import type { Fact } from '../../core/model';
import { repositoryPathOf, type Place } from './access';
import { branchQuery } from './branches';
import { gathering } from '../port/entries';
import { itemsOf, longest, pageOf } from '../port/paging';
import type { Get } from '../port/port';
import { branchNameOf } from './repository';

/** Names that are asked for beside the one in question: the names that most main branches have. */
const usualNames = ['main', 'master', 'develop'];
/** Conditions in one filter, its characters as they are sent, and those of the name alone. */
const mostTerms = 24;
const longestFilter = 2_000;
const longestName = 4_000;
/** Shorter parts are in too many names. */
const shortestPart = 5;

/** The branches with a certain name and with names near it, as far as one page of a filtered list shows them. */
export interface BranchesAround {
  names: string[];
  /** The names that were asked for by themselves. */
  sought: string[];
  /** Whether this is the whole list, or all of it that the filter lets through. */
  isWhole: boolean;
}

/**
 * Reads which branches have this name or one near it, in one request. A server may ignore the filter, and then its
 * first page only counts where it is the whole list. Undefined where the request fails (a 400 says that the filter is
 * not understood), or the name cannot be asked for.
 */
export async function readBranchesAround(get: Get, place: Place, branch: string): Promise<BranchesAround | undefined> {
  const filter = filterFor(branch);
  if (!filter) return undefined;
  const query = `?pagelen=${String(longest)}${branchQuery}&q=${encodeURIComponent(filter.text)}`;
  const page = pageOf(await get(`${repositoryPathOf(place)}/refs/branches${query}`));
  if (!page) return undefined;
  const gathered = gathering();
  gathered.take({ values: page.values, size: page.size });
  const { items, gaps } = itemsOf(gathered.entries(), { what: 'branches' }, branchNameOf);
  // Where a page is full and nobody says how many there are, there may be more.
  const isEnd = page.size != null || page.values.length < (page.pagelen ?? longest);
  const isWhole = gaps.length === 0 && gathered.isWhole() && typeof page.next !== 'string' && isEnd;
  return { names: items, sought: filter.names, isWhole };
}

/**
 * The names to judge by, where the branch is among them or surely does not exist; else undefined. A page without the
 * main branch, although that was asked for, proves nothing.
 */
export function namesThatCount(
  around: BranchesAround | undefined,
  branch: string,
  mainBranch: Fact<string | null>,
): string[] | undefined {
  if (!around) return undefined;
  const { names, sought, isWhole } = around;
  if (names.includes(branch)) return names;
  const main = mainBranch.known ? mainBranch.value : null;
  const leavesOutMain = main !== null && sought.includes(main) && !names.includes(main);
  return isWhole && !leavesOutMain ? names : undefined;
}

interface Filter {
  text: string;
  names: string[];
}

/** A condition of a filter; `name` is set where it lets this very name through. */
interface Term {
  text: string;
  name?: string;
}

/**
 * The filter for a branch and what is near it, in Bitbucket's query language (REST intro, "Filtering"): names that are
 * equal, and names that contain a part, in whatever letter case. Undefined where the name cannot stand in one.
 */
function filterFor(branch: string): Filter | undefined {
  const own = ownTerm(branch);
  if (!own || lengthOf(own) > longestName) return undefined;
  const near = [
    ...[...usualNames, ...variants(branch)].filter(isQuotable).map(equalTo),
    ...tellingParts(lastSegment(branch)).filter(isQuotable).map(containing),
    ...transposed(branch).filter(isQuotable).map(equalTo),
  ];
  const terms = new Map<string, Term>([[own.text, own]]);
  let length = lengthOf(own);
  for (const term of near) {
    if (terms.has(term.text)) continue;
    length += lengthOf(term);
    if (terms.size === mostTerms || length > longestFilter) break;
    terms.set(term.text, term);
  }
  const kept = [...terms.values()];
  return { text: kept.map(({ text }) => text).join(' OR '), names: kept.flatMap(({ name }) => name ?? []) };
}

/** How a quote is escaped is documented nowhere: a name with quotes is found by its longest part without them. */
function ownTerm(branch: string): Term | undefined {
  // Half of a surrogate pair cannot be encoded in an address.
  if (/\p{Cs}/u.test(branch)) return undefined;
  if (isQuotable(branch)) return equalTo(branch);
  const [longestPart = ''] = branch.split(/["\\]/).sort((a, b) => b.length - a.length);
  return longestPart === '' ? undefined : { ...containing(longestPart), name: branch };
}

function isQuotable(text: string): boolean {
  return !/["\\]/.test(text);
}

function equalTo(name: string): Term {
  return { text: `name = "${name}"`, name };
}

function containing(part: string): Term {
  return { text: `name ~ "${part}"` };
}

function lengthOf({ text }: Term): number {
  return encodeURIComponent(` OR ${text}`).length;
}

/** The name without its first segment, its last segment, and each of them in other letter cases. */
function variants(branch: string): string[] {
  const names = [branch, branch.slice(branch.indexOf('/') + 1), lastSegment(branch)];
  return names.flatMap((name) => {
    const small = name.toLowerCase();
    return [name, small, small.charAt(0).toUpperCase() + small.slice(1), name.toUpperCase()];
  });
}

/**
 * The last segment, which what is near contains in another letter case, behind other segments, or where letters are
 * missing at its ends; and its halves, one of which is as it was where a letter in it is wrong. Nothing that is in too
 * many names: short parts, and those with a number at their end, as it begins many others.
 */
function tellingParts(segment: string): string[] {
  const letters = Array.from(segment);
  const middle = Math.ceil(letters.length / 2);
  const halves = /\d/.test(segment) ? [] : [letters.slice(0, middle), letters.slice(middle)];
  return [letters, ...halves]
    .filter((part) => part.length >= shortestPart)
    .map((part) => part.join(''))
    .filter((part) => !/\d$/.test(part));
}

/** The name with two letters of its last segment in the wrong order, once for each two. */
function transposed(branch: string): string[] {
  const segment = lastSegment(branch);
  const before = branch.slice(0, branch.length - segment.length);
  const letters = Array.from(segment);
  return letters.slice(1).map(
    (letter, at) =>
      before +
      letters
        .with(at, letter)
        .with(at + 1, letters[at] ?? '')
        .join(''),
  );
}

function lastSegment(branch: string): string {
  return branch.slice(branch.lastIndexOf('/') + 1);
}
