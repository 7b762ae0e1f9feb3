import { visibleOnTerminal } from '../../core/words/visible';
import type { Io } from './io';

/**
 * The same `Io`, except that nothing written can control a terminal or hide on it, apart from our own colours, line
 * breaks, and progress lines that overwrite themselves. Sentences escape the names in them already; whatever they miss
 * is caught here.
 */
export function fenced(io: Io): Io {
  return {
    ...io,
    out: (text) => {
      io.out(visibleOnTerminal(text));
    },
    err: (text) => {
      io.err(visibleOnTerminal(text));
    },
  };
}
