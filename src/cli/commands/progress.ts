import { plain } from '../../core/words/names';
import type { Io } from '../terminal/io';
import type { Source } from '../source/source';

/** The same source, which counts its replies on standard error as they arrive; only on a terminal. */
export function watched(source: Source, io: Io): Source {
  if (!io.errIsTerminal || source.world) return source;
  let asked = 0;
  let came = 0;
  return {
    ...source,
    get: async (path) => {
      asked++;
      try {
        return await source.get(path);
      } finally {
        came++;
        io.err(
          came < asked
            ? `\rReading ${plain(`${source.options.workspace}/${source.options.slug}`)}: ${String(came)} replies`
            : '\r\u001B[K',
        );
      }
    },
  };
}

/** Shows on standard error how many pull requests were read; only on a terminal. `done` clears the line. */
export function pullRequestProgress(
  source: Source,
  io: Io,
): { onRead: (read: number, of: number) => void; done: () => void } {
  const shown = io.errIsTerminal && !source.world;
  const repository = plain(`${source.options.workspace}/${source.options.slug}`);
  return {
    onRead: (read, of) => {
      if (shown) io.err(`\rReading ${repository}: ${String(read)} of ${String(of)} pull requests`);
    },
    done: () => {
      if (shown) io.err('\r\u001B[K');
    },
  };
}
