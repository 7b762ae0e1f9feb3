import { visibleOnTerminal } from '../../core/words/visible';
import type { Io } from './io';

/**
 * The same, but that nothing written can act on a terminal, or hide in it, except our own colours, line breaks, and a
 * line of progress written anew. Words escape the names in them already; whatever they miss ends here.
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
