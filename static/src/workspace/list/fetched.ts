import type {
  WorkspaceCannotRead,
  WorkspacePortion,
  WorkspaceReading,
  WorkspaceRow,
} from '../../../../src/panel-calls';
import { sayUnreachable } from '../../../../src/core/words/gaps';
import type { RepositoryAmongMany } from '../../../../src/core/workspace/digest';
import { askWorkspace } from '../ask';

/** How far a list has come: `failed` says why the rest of it is missing. */
export type End = 'coming' | 'done' | { failed: string };

/** What was kept of the workspace, and which repositories there are, as far as both have come. */
export interface Fetched {
  for: WorkspacePortion['for'];
  reading: WorkspaceReading | null | undefined;
  /** When the rows were asked for, RFC 3339. */
  asOf: string;
  /** The app has read more since then. */
  isBehind?: true;
  days: number | undefined;
  rows: WorkspaceRow[];
  rowsEnd: End;
  repositories: RepositoryAmongMany[];
  repositoriesEnd: End;
  /** How many repositories Bitbucket says that there are. */
  size?: number;
  /** Why these are still those of an earlier time: what stood in the way of having them anew. */
  notAgain?: string;
}

/** What came of asking: nothing yet is `loading`; `closed` where this person may see nothing. */
export type Kept =
  | { is: 'loading' }
  | { is: 'failed'; detail: string }
  | { is: 'closed'; cannotRead: WorkspaceCannotRead }
  | { is: 'read'; fetched: Fetched };

/** No list goes on for longer, whatever it says of its end. */
const mostPortions = 3_000;
/** Milliseconds between two tellings. */
const between = 300;

/**
 * Fetches what was kept in portions, and beside it the list of the repositories. `show` is told as they come, now and
 * then: each time the whole list is looked at anew.
 * Resolves once both are done; never rejects.
 */
export async function fetchAll(show: (kept: Kept) => void, isStale: () => boolean): Promise<void> {
  let fetched: Fetched | undefined;
  let listing: Pick<Fetched, 'repositories' | 'repositoriesEnd' | 'size'> = {
    repositories: [],
    repositoriesEnd: 'coming',
  };
  let told = -Infinity;
  const tell = (isEnd = false) => {
    const now = performance.now();
    if (!fetched || isStale() || (!isEnd && now - told < between)) return;
    told = now;
    show({ is: 'read', fetched: { ...fetched, ...listing } });
  };
  const others = listRepositories(isStale, (next) => {
    listing = next;
    tell(next.repositoriesEnd !== 'coming');
  });
  const asOf = new Date().toISOString();
  try {
    const first = await askWorkspace('workspace', {});
    if (isStale()) return;
    if ('cannotRead' in first) {
      show({ is: 'closed', ...first });
      return;
    }
    fetched = {
      ...listing,
      for: first.for,
      reading: first.reading,
      asOf,
      days: first.days,
      rows: first.rows,
      rowsEnd: 'coming',
    };
    tell();
    fetched = await otherRows(fetched, first.next, isStale, (next) => {
      fetched = next;
      tell();
    });
    tell(true);
  } catch (error) {
    if (!isStale()) show({ is: 'failed', detail: detailOf(error) });
    return;
  }
  await others;
}

async function otherRows(
  first: Fetched,
  from: string | undefined,
  isStale: () => boolean,
  show: (fetched: Fetched) => void,
): Promise<Fetched> {
  let fetched = first;
  let next = from;
  for (let portion = 0; next !== undefined && portion < mostPortions && !isStale(); portion += 1) {
    try {
      const more: WorkspacePortion | { cannotRead: WorkspaceCannotRead } = await askWorkspace('workspace', { next });
      if ('cannotRead' in more) return { ...fetched, rowsEnd: { failed: 'You may see no more of it since then.' } };
      fetched = { ...fetched, rows: [...fetched.rows, ...more.rows] };
      next = more.next;
      show(fetched);
    } catch (error) {
      return { ...fetched, rowsEnd: { failed: detailOf(error) } };
    }
  }
  return { ...fetched, rowsEnd: 'done' };
}

async function listRepositories(
  isStale: () => boolean,
  show: (listing: Pick<Fetched, 'repositories' | 'repositoriesEnd' | 'size'>) => void,
): Promise<void> {
  let repositories: RepositoryAmongMany[] = [];
  let page: number | undefined = 1;
  let sized: Pick<Fetched, 'size'> = {};
  try {
    for (let portion = 0; page !== undefined && portion < mostPortions && !isStale(); portion += 1) {
      const some: Awaited<ReturnType<typeof askRepositories>> = await askRepositories(page);
      if ('cannotRead' in some) {
        show({ repositories, repositoriesEnd: { failed: whyNot(some.cannotRead) } });
        return;
      }
      repositories = [...repositories, ...some.repositories];
      sized = some.size === undefined ? sized : { size: some.size };
      page = some.next;
      show({ repositories, repositoriesEnd: page === undefined ? 'done' : 'coming', ...sized });
    }
  } catch (error) {
    show({ repositories, repositoriesEnd: { failed: detailOf(error) }, ...sized });
  }
}

function whyNot(cannotRead: WorkspaceCannotRead): string {
  return cannotRead.because === 'permission-not-known' && cannotRead.gap.because === 'unreachable'
    ? sayUnreachable(cannotRead.gap)
    : 'Which others there are, Bitbucket does not say.';
}

function askRepositories(page: number) {
  return askWorkspace('workspaceRepositories', { page });
}

/** What an error says. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
