import type { CannotRead } from '../../../src/panel-calls';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { partsFor } from '../../../src/core/merge-checks/merge-checks';
import type { Facts } from '../../../src/core/model';
import type { Part, PullRequestFacts } from '../../../src/core/pull-request';
import { ended, withPortion, type Portions as Read } from '../../../src/core/portions/portions';
import { deniesWhatPasses } from '../../../src/core/questions/pull-request/outlook';
import { queue, type Queue } from '../../../src/core/questions/pull-request/queue';
import { askApp } from '../app';

/** The open pull requests, as far as they were read. */
interface Portions {
  pullRequests: Read<PullRequestFacts>;
  /** Why reading ended. */
  ended?: 'done' | { failed: string } | { cannotRead: CannotRead };
}

/**
 * The open pull requests read so far, judged; `again` reads them anew.
 */
export interface QueueReading extends Portions {
  queue: Queue;
  /**
   * Whether the rules are still to be read anew, because they refuse what Bitbucket lets through: what follows
   * for such a pull request is not known before.
   */
  rulesAreRead: boolean;
  /** They are read anew: what was read stays until all of them were, or reading failed. */
  busy: boolean;
  again: () => void;
}

const of = { what: 'pull-requests' } as const;
const nothing: Portions = { pullRequests: { items: [], gaps: [] } };

/**
 * Reads the open pull requests in portions, and judges in the browser what has arrived. Where Bitbucket says that one
 * can be merged that the rules refuse, something may have changed since those were read: they are read anew, once.
 */
export function useQueue(facts: Facts, readFactsAnew: () => Promise<void>): QueueReading {
  const [read, setRead] = useState<Portions>(nothing);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [readAnew, setReadAnew] = useState(false);
  const readingAnew = useRef(false);
  const { items: restrictions } = facts.restrictions;
  // Facts that were read anew mostly need the same parts of each, which were read already.
  const wanted = useMemo(() => partsFor(restrictions).sort().join(' '), [restrictions]);

  useEffect(() => {
    let stale = false;
    const parts = wanted.split(' ') as Part[];
    async function readOn(before: Portions, page: number): Promise<void> {
      const { next, ...after } = await portionAfter(before, page, parts);
      if (stale) return;
      const now: Portions = next === undefined ? { ended: 'done', ...after } : after;
      setRead((shown) => inPlaceOf(shown, now));
      if (next !== undefined && !after.ended) await readOn(after, next);
      else setBusy(false);
    }
    void readOn(nothing, 1);
    return () => {
      stale = true;
    };
  }, [wanted, attempt]);

  const again = useCallback(() => {
    setBusy(true);
    setReadAnew(false);
    setAttempt((before) => before + 1);
  }, []);

  const judged = useMemo(() => queue(facts, read.pullRequests), [facts, read.pullRequests]);
  const differs = judged.entries.some((entry) => deniesWhatPasses(entry));
  const readsAnew = differs && !readAnew;

  useEffect(() => {
    if (!readsAnew || readingAnew.current) return;
    readingAnew.current = true;
    void readFactsAnew().then(() => {
      readingAnew.current = false;
      setReadAnew(true);
    });
  }, [readsAnew, readFactsAnew]);

  const rulesAreRead = !differs || readAnew;
  return useMemo(
    () => ({ ...read, queue: judged, rulesAreRead, busy, again }),
    [read, judged, rulesAreRead, busy, again],
  );
}

/**
 * What is shown once more was read. A list that was read to its end stays until there is a whole one in its place;
 * where reading again fails, it stays with the failure. Whoever may not see them any more is shown none.
 */
function inPlaceOf(shown: Portions, now: Portions): Portions {
  const isWhole = shown.ended === 'done' || (shown.ended !== undefined && !now.ended);
  if (!isWhole || now.ended === 'done') return now;
  if (now.ended === undefined) return shown;
  return 'cannotRead' in now.ended ? now : { ...shown, ended: now.ended };
}

async function portionAfter(
  before: Portions,
  page: number,
  parts: ReturnType<typeof partsFor>,
): Promise<Portions & { next?: number }> {
  try {
    const portion = await askApp('pullRequests', { page, parts });
    if ('cannotRead' in portion) return { ...before, ended: portion };
    const { pullRequests, next, ...length } = portion;
    const read = withPortion(before.pullRequests, { ...pullRequests, ...length }, of, ({ id }) => id);
    return next === undefined ? { pullRequests: ended(read, of) } : { pullRequests: read, next };
  } catch (error) {
    return { ...before, ended: { failed: error instanceof Error ? error.message : String(error) } };
  }
}
