import { createContext, useContext, useMemo } from 'react';
import { toReader, type Reader } from '../../src/core/words/reader';

/** Who reads the page, and is *you* in its sentences; undefined where answers come made for their reader. */
export const ReaderOfPage = createContext<Reader | undefined>(undefined);

/** The same answer for whoever reads the page. */
export function useToReader<T>(answer: T): T {
  const reader = useContext(ReaderOfPage);
  return useMemo(() => (reader ? toReader(answer, reader) : answer), [answer, reader]);
}
