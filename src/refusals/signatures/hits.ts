import { failedCommand } from '../text/git-command';
import { linesWith, windowAround, type Line, type Log, type Window } from '../text/log';
import { markersOf, type Markers } from '../text/markers';
import { patternOf, type Pattern } from './pattern';
import type { Signature } from './signature';

/** A signature found in a text. */
export interface Hit {
  signature: Signature;
  /** The lines that show it, in order. */
  lines: [Line, ...Line[]];
  /** What stands in its places: `branch`, `url`, `host`, `user`, `path`. */
  places: Record<string, string>;
}

/** A signature with its wordings as patterns. */
export interface Prepared {
  signature: Signature;
  patterns: Pattern[];
}

/** Turns the wordings of a signature into patterns. */
export function prepared(signature: Signature): Prepared {
  return { signature, patterns: [signature.says].flat().map(patternOf) };
}

/** What a log must be made with, so that `hitsOf` finds these signatures in it; and other words that are asked for. */
export function markersFor(signatures: readonly Prepared[], asked: readonly string[] = []): Markers {
  const patterns = signatures.flatMap((one) => one.patterns);
  return markersOf(
    [...patterns.map(({ marker }) => marker), ...asked],
    patterns.flatMap(({ words }) => words),
  );
}

/** At most this many places of one signature in one text. */
const mostHits = 20;

/** The places where a signature shows in a text, each once. The log must be made with `markersFor` of it. */
export function hitsOf({ signature, patterns }: Prepared, log: Log): Hit[] {
  const hits = new Map<number, Hit>();
  for (const { marker, words, says } of patterns) {
    if (!words.every((word) => log.marked.words.has(word))) continue;
    for (const line of linesWith(log, marker)) {
      if (hits.size >= mostHits) return [...hits.values()];
      const hit = hitAround(line, says, log);
      if (hit && !hits.has(hit.lines[0].start) && !isOther(windowAround(log, line), signature))
        hits.set(hit.lines[0].start, { signature, ...hit });
    }
  }
  return [...hits.values()];
}

function isOther(window: Window, { unless = [], command }: Signature): boolean {
  if (command !== undefined && failedCommand(window) !== command) return true;
  return unless.length > 0 && unless.some((words) => window.said.toLowerCase().includes(words));
}

/** The wording may be wrapped over several lines; it counts where it touches this one. */
function hitAround(line: Line, says: RegExp, log: Log): Omit<Hit, 'signature'> | undefined {
  const window = windowAround(log, line);
  says.lastIndex = 0;
  for (
    let match = says.exec(window.said);
    match && match.index <= window.own + line.said.length;
    match = says.exec(window.said)
  ) {
    if (match.index + match[0].length > window.own)
      return { lines: covered(window.lines, match.index, match.index + match[0].length), places: placesIn(match) };
  }
  return undefined;
}

function covered(window: Line[], from: number, to: number): [Line, ...Line[]] {
  let at = 0;
  const lines = window.filter(({ said }) => {
    const start = at;
    at += said.length + 1;
    return said !== '' && start < to && start + said.length > from;
  });
  const [first, ...rest] = lines;
  if (!first) throw new Error('A wording was found in no line.');
  return [first, ...rest];
}

function placesIn(match: RegExpExecArray): Record<string, string> {
  return Object.fromEntries(
    Object.entries(match.groups ?? {}).map(([name, text]) => [
      name,
      text.replace(/[.,:;)\]]+$/, '').replace(/^refs\/heads\//, ''),
    ]),
  );
}
