import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { WorkspaceRow } from '../../../../src/panel-calls';
import { askWorkspace } from '../ask';
import { clock } from './clock';
import { outcomeOf } from './outcome';
import { readEach, type Progress, type ReadingEach, type ToRead } from './read-each';

/** Reading as whoever looks at the page: how far it has come, and what they may do about it. */
export interface ReadingAsYou {
  /** Undefined before the first. */
  progress: Progress | undefined;
  /** Reads these in place of what was being read. */
  begin: (repositories: readonly ToRead[]) => void;
  pause: () => void;
  goOn: () => void;
}

/** Reads repositories as the viewer while the page is open; each row is told once it was read. */
export function useReadingAsYou(onRow: (row: WorkspaceRow) => void): ReadingAsYou {
  const [progress, setProgress] = useState<Progress>();
  const reading = useRef<ReadingEach>();
  const told = useRef(onRow);
  useEffect(() => {
    told.current = onRow;
  }, [onRow]);
  useEffect(() => () => reading.current?.stop(), []);

  const begin = useCallback((repositories: readonly ToRead[]) => {
    reading.current?.stop();
    reading.current = readEach(
      repositories,
      async ({ id, name }) => {
        const answer = await askWorkspace('readRepository', { repository: id });
        if ('row' in answer) told.current(answer.row);
        return outcomeOf(answer, name);
      },
      setProgress,
      clock,
    );
  }, []);
  const pause = useCallback(() => {
    reading.current?.pause();
  }, []);
  const goOn = useCallback(() => {
    reading.current?.goOn();
  }, []);
  return useMemo(() => ({ progress, begin, pause, goOn }), [progress, begin, pause, goOn]);
}
