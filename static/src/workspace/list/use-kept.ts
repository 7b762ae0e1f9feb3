import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import type { WorkspaceReading, WorkspaceRow } from '../../../../src/panel-calls';
import { fetchAll, type Fetched, type Kept } from './fetched';

/** What is told beside the rows. */
interface News {
  reading?: WorkspaceReading;
  days?: number;
}

/** What was kept of the workspace, and how to have it anew. */
export interface KeptRows {
  kept: Kept;
  /** What is shown is fetched anew beneath it. */
  busy: boolean;
  again: () => void;
  /** A row that was read since then. */
  put: (row: WorkspaceRow) => void;
  /** What the app's own reading has come to since then, and for how long readings are kept. */
  learn: (news: News) => void;
}

/** Fetches what was kept of the workspace as the page opens. What was shown stays while it is fetched anew. */
export function useKept(): KeptRows {
  const [kept, setKept] = useState<Kept>({ is: 'loading' });
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // By repository: what came since the rows were asked for, which are older.
  const [since, setSince] = useState<ReadonlyMap<string, WorkspaceRow>>(new Map());

  useEffect(() => {
    let stale = false;
    void fetchAll(
      (next) => {
        // Thousands of rows may come: what somebody types meanwhile goes first.
        startTransition(() => {
          setKept((before) => inPlaceOf(before, next));
        });
      },
      () => stale,
    ).then(() => {
      if (!stale) setBusy(false);
    });
    return () => {
      stale = true;
    };
  }, [attempt]);

  const again = useCallback(() => {
    setKept((before) => (before.is === 'read' ? before : { is: 'loading' }));
    setBusy(true);
    setAttempt((before) => before + 1);
  }, []);
  const put = useCallback((row: WorkspaceRow) => {
    setSince((before) => new Map(before).set(idOf(row), row));
  }, []);
  const learn = useCallback<KeptRows['learn']>((news) => {
    setKept((before) => (before.is === 'read' ? { is: 'read', fetched: withNews(before.fetched, news) } : before));
  }, []);

  const shown = useMemo(
    (): Kept =>
      kept.is === 'read'
        ? { is: 'read', fetched: { ...kept.fetched, rows: withNewer(kept.fetched.rows, since) } }
        : kept,
    [kept, since],
  );
  return useMemo(() => ({ kept: shown, busy, again, put, learn }), [shown, busy, again, put, learn]);
}

function withNews(fetched: Fetched, news: News): Fetched {
  const hasMore = triedIn(news.reading) > triedIn(fetched.reading);
  return { ...fetched, ...news, ...(hasMore && { isBehind: true }) };
}

/** How many repositories it has come to. */
function triedIn(reading: WorkspaceReading | null | undefined): number {
  return reading ? reading.read + reading.notRead : 0;
}

/** What was whole stays until all of it is there again: a list that shrinks and grows tells nothing. */
function inPlaceOf(before: Kept, next: Kept): Kept {
  if (before.is !== 'read' || next.is === 'closed' || next.is === 'loading') return next;
  if (next.is === 'failed') return { is: 'read', fetched: { ...before.fetched, notAgain: next.detail } };
  if (!isWhole(before.fetched) || isWhole(next.fetched)) return next;
  const { reading, days, rowsEnd, repositoriesEnd } = next.fetched;
  const notAgain = [rowsEnd, repositoriesEnd].flatMap((end) => (typeof end === 'object' ? [end.failed] : []))[0];
  return { is: 'read', fetched: { ...before.fetched, reading, days, ...(notAgain !== undefined && { notAgain }) } };
}

function isWhole({ rowsEnd, repositoriesEnd }: Fetched): boolean {
  return rowsEnd === 'done' && repositoriesEnd === 'done';
}

function withNewer(rows: WorkspaceRow[], since: ReadonlyMap<string, WorkspaceRow>): WorkspaceRow[] {
  if (since.size === 0) return rows;
  const known = new Set<string>();
  const present = rows.map((row) => {
    const id = idOf(row);
    known.add(id);
    const newer = since.get(id);
    return newer && timeOf(newer) >= timeOf(row) ? newer : row;
  });
  return [...present, ...[...since].flatMap(([id, row]) => (known.has(id) ? [] : [row]))];
}

function idOf({ digest: { repository } }: WorkspaceRow): string {
  return repository.id ?? repository.fullName;
}

function timeOf({ digest }: WorkspaceRow): number {
  return 'problems' in digest && digest.readAt !== undefined ? Date.parse(digest.readAt) : 0;
}
