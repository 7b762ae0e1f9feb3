import picocolors from 'picocolors';
import type { Colors } from '../../core/say/text';
import type { Io } from '../terminal/io';

/** Colours for a terminal; none where output is not one, or `NO_COLOR` is set and not empty (no-color.org). */
export function colorsFor({ outIsTerminal, env }: Pick<Io, 'outIsTerminal' | 'env'>): Colors {
  const { bold, green, red, yellow, dim } = picocolors.createColors(outIsTerminal && !env['NO_COLOR']);
  const byVerdict = { allowed: green, denied: red, unknown: yellow };
  const byMark = { allows: green, denies: red, unknown: yellow };
  return {
    verdict: (verdict, text) => bold(byVerdict[verdict](text)),
    mark: (verdict, text) => byMark[verdict](text),
    dim,
    bold,
  };
}
