import type { CannotRead } from '../../../src/panel-calls';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { partsFor } from '../../../src/core/merge-checks/merge-checks';
import type { Facts } from '../../../src/core/model';
import type { PullRequestFacts } from '../../../src/core/pull-request';
import { ended, withPortion, type Portions as Read } from '../../../src/core/portions';
import { queue, type Queue } from '../../../src/core/questions/queue';
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
  again: () => void;
}

const of = { what: 'pull-requests' } as const;
const nothing: Portions = { pullRequests: { items: [], gaps: [] } };

/** Reads the open pull requests in portions, and judges in the browser what has arrived. */
export function useQueue(facts: Facts): QueueReading {
  const [read, setRead] = useState<Portions>(nothing);
  const [attempt, setAttempt] = useState(0);
  const { items: restrictions } = facts.restrictions;

  useEffect(() => {
    let stale = false;
    const parts = partsFor(restrictions);
    async function readOn(before: Portions, page: number): Promise<void> {
      const { next, ...after } = await portionAfter(before, page, parts);
      if (stale) return;
      setRead(next === undefined ? { ended: 'done', ...after } : after);
      if (next !== undefined && !after.ended) await readOn(after, next);
    }
    void readOn(nothing, 1);
    return () => {
      stale = true;
    };
  }, [restrictions, attempt]);

  const again = useCallback(() => {
    setRead(nothing);
    setAttempt((before) => before + 1);
  }, []);

  const judged = useMemo(() => queue(facts, read.pullRequests), [facts, read.pullRequests]);
  return useMemo(() => ({ ...read, queue: judged, again }), [read, judged, again]);
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
