import { plain } from '../../core/words/names';
import type { Io } from '../terminal/io';
import type { Source } from '../source/source';

/** The source, with its replies counted on standard error while they come; only on a terminal. */
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

/** Tells on standard error how many pull requests were read; only on a terminal. `done` clears the line. */
export function pullRequestsTold(
  source: Source,
  io: Io,
): { told: (read: number, of?: number) => void; done: () => void } {
  const shown = io.errIsTerminal && !source.world;
  const { workspace, slug } = source.options;
  return {
    told: (read, of) => {
      if (shown)
        io.err(
          `\rReading ${plain(`${workspace}/${slug}`)}: ${String(read)}${of === undefined ? '' : ` of ${String(of)}`} pull requests`,
        );
    },
    done: () => {
      if (shown) io.err('\r\u001B[K');
    },
  };
}
