import { forEachChild, parse, type ParsedScript, type SyntaxNode, type WordPart } from 'unbash';

/** A text that a tree was read from. */
export interface Source {
  text: string;
  /** The line of the pipelines file for a place in the text. */
  lineAt: (at: number) => number;
}

/** What could be read of a script, and where the first thing stands that could not. */
export interface Tree {
  script?: ParsedScript;
  wrongAt?: number;
}

/** The tree of a script. Never throws: what cannot be read is said by `wrongAt`. */
export function treeOf(text: string): Tree {
  const nul = text.indexOf('\0');
  // A carriage return at the end of a line is the file's, not the last word's. Places stay as they are.
  const readable = text.replaceAll('\0', '\uFFFD').replaceAll('\r\n', ' \n').replace(/\r$/, ' ');
  if (Object.entries(mostOf).some(([text, most]) => readable.split(text, most + 1).length > most))
    return { wrongAt: 0 };
  try {
    const script = asPosixReads(readable);
    if (!script) return { wrongAt: 0 };
    const wrong = [...(script.errors ?? []).map(({ pos }) => pos), ...(nul < 0 ? [] : [nul])];
    return { script, ...(wrong.length > 0 && { wrongAt: earliest(wrong) }) };
  } catch {
    return { wrongAt: 0 };
  }
}

/** Over here-documents the parser takes quadratic time; the others can stand in each other, each level read anew. */
const mostOf = { '<<': 500, '${': 10_000, '`': 20_000 };
/** Where a tree is read again for an apostrophe, so many characters are read in all. */
const mostReadAgain = 5_000_000;

function earliest(places: number[]): number {
  return places.reduce((first, place) => Math.min(first, place));
}

/** Stands for an apostrophe that quotes nothing; no script holds it. */
const apostrophe = '\uE027';

/** A text of the tree as it stands in the script. */
export function asWritten(text: string): string {
  return text.replaceAll(apostrophe, "'");
}

/**
 * In `"${NAME:?it isn't set}"` the apostrophe is one to POSIX shells, and opens a quote to Bash, as which the parser
 * reads; in two such words Bash takes all between them for one text. Read as POSIX does, no command is overlooked.
 */
function asPosixReads(text: string): ParsedScript | undefined {
  let now = text;
  let left = mostReadAgain;
  for (;;) {
    const script = parse(now);
    if (!now.includes("'") || !now.includes('${')) return script;
    const at = apostropheIn(script, now, false, 0);
    if (at === undefined) return script;
    left -= now.length;
    if (left < 0) return undefined;
    now = `${now.slice(0, at)}${apostrophe}${now.slice(at + 1)}`;
  }
}

/** Where the first apostrophe stands in the text that `"${NAME:-…}"` or the like puts in. */
function apostropheIn(node: SyntaxNode, text: string, inQuotes: boolean, depth: number): number | undefined {
  if (depth > deepestLookedAt || (node.type === 'Script' && node.source !== undefined)) return undefined;
  if (inQuotes && node.type === 'ParameterExpansion' && node.operation?.type === 'Default') {
    const { operand } = node.operation;
    const pieces: readonly Pick<WordPart, 'type' | 'pos' | 'end'>[] = operand.parts ?? [
      { ...operand, type: 'Literal' },
    ];
    for (const { type, pos, end } of pieces) {
      const at = type === 'Literal' || type === 'SingleQuoted' ? text.indexOf("'", pos) : -1;
      if (at >= 0 && at < end) return at;
    }
  }
  const quotes = node.type === 'DoubleQuoted' || node.type === 'HereDocBody';
  const quoted = quotes || (inQuotes && node.type !== 'CommandExpansion');
  let found: number | undefined;
  forEachChild(node, (child) => {
    found ??= apostropheIn(child, text, quoted, depth + 1);
  });
  return found;
}

/** Deeper words are not looked into for apostrophes: each level of `$( )` is read anew. */
const deepestLookedAt = 60;

/** A whole script, with the line of the file for each of its lines. */
export function sourceOf(text: string, lines: number[]): Source {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    text,
    lineAt: (at) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return lines[low] ?? 1;
    },
  };
}
