import { globMatches } from '../glob';
import { dataCenterGlob } from './data-center';
import { pipelinesGlob } from './pipelines';

/**
 * Where Bitbucket takes patterns of branches, each with a language of its own: branch restrictions of Bitbucket Cloud,
 * bitbucket-pipelines.yml, and branch permissions of Bitbucket Data Center.
 */
export const dialects = ['restrictions', 'pipelines', 'data-center'] as const;
/** One of `dialects`. */
export type Dialect = (typeof dialects)[number];

/** A pattern as one dialect reads it. */
export interface Reader {
  matches: (branch: string) => boolean;
  /** About how many characters are compared with one name at most. */
  size: number;
}

/** The pattern as this dialect reads it; undefined where it is documented nowhere. */
export function readerIn(dialect: Dialect, pattern: string): Reader | undefined {
  switch (dialect) {
    case 'restrictions':
      return { matches: (branch) => globMatches(pattern, branch), size: pattern.length };
    case 'pipelines':
      return pipelinesGlob(pattern);
    case 'data-center': {
      const matches = dataCenterGlob(pattern);
      return matches && { matches, size: pattern.length };
    }
  }
}

/** The pattern in each dialect; undefined where one does not document how it reads it. */
export function readInDialects(
  pattern: string,
  names: readonly string[],
): Record<Dialect, { matches: string[] } | undefined> {
  const read = (reader: Reader | undefined) => reader && { matches: names.filter((name) => reader.matches(name)) };
  return {
    restrictions: read(readerIn('restrictions', pattern)),
    pipelines: read(readerIn('pipelines', pattern)),
    'data-center': read(readerIn('data-center', pattern)),
  };
}
