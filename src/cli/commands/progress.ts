import type { HourlyOptions } from '../../bitbucket/workspace/hourly';
import { plain } from '../../core/words/names';
import type { Io } from '../terminal/io';
import type { Source } from '../source/source';
import type { Progress } from '../store/reading';

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

const whyWaiting = { share: 'so as not to use up the limit', refused: 'as Bitbucket asked' };
const minute = 60_000;

/**
 * Shows on standard error how far the reading of a workspace is, and when it will be done; off a terminal only a line
 * before a wait of more than a minute, one in ten minutes at most. `clear` clears the line.
 */
export function readingProgress(
  workspace: string,
  io: Io,
): { on: (progress: Progress) => void; onWait: NonNullable<HourlyOptions['onWait']>; clear: () => void } {
  const { now = Date.now } = io;
  let line = `Reading ${plain(workspace)}`;
  let said = 0;
  const show = (text: string) => {
    if (io.errIsTerminal) io.err(`\r\u001B[K${text}`);
  };
  return {
    on: ({ done, total, calls, doneAt }) => {
      const far = total === undefined ? '' : ` ${String(done)} of ${String(total)} repositories,`;
      const end = doneAt === undefined ? '' : `, done ${at(doneAt)}`;
      line = `Reading ${plain(workspace)}:${far} ${String(calls)} requests${end}`;
      show(line);
    },
    onWait: (until, why) => {
      const waiting = `${line}; waiting until ${at(until)}, ${whyWaiting[why]}`;
      show(waiting);
      if (io.errIsTerminal || until - now() <= minute || until - said < 10 * minute) return;
      said = until;
      io.err(`${waiting}.\n`);
    },
    clear: () => {
      show('');
    },
  };
}

/** A moment in UTC, to the minute: the terminal may be on a server elsewhere. */
function at(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
}
