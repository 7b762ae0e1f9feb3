import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
} from 'yaml';

/** A YAML document whose nodes know their lines. */
export interface Yaml {
  root: unknown;
  anchors: Map<Alias, Node>;
  lines: LineCounter;
  text: string;
}

/** What keeps a text from being read: a clause that follows *is not YAML* or stands for itself, and its line. */
export interface Wrong {
  wrong: string;
  line?: number;
}

/** Bytes are not counted: characters are what is walked. */
const mostCharacters = 1_048_576;
const mostPieces = 200_000;

/** Reads YAML. Aliases stay what they are and are followed one by one, so that they cannot multiply a document. */
export function readYaml(text: string): Yaml | Wrong {
  if (text.length > mostCharacters) return { wrong: 'is larger than 1 MiB' };
  let pieces = 0;
  // The composer takes seconds over a megabyte of special characters, and the longer the more of them are wrong.
  const lexed = new Lexer().lex(text);
  while (lexed.next().done !== true)
    if (++pieces > mostPieces) return { wrong: 'holds more than any pipelines file: it was not read' };
  // The composer is recursive; deeper than this no pipeline is, and it would only exhaust the stack.
  const deep = lineOfDepth(text);
  if (deep !== undefined) return { wrong: 'is nested too deeply', line: deep };
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    // Unique keys are checked where they are read: the library compares each with each.
    document = parseDocument(text, {
      lineCounter: lines,
      merge: false,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
  } catch {
    return { wrong: 'is nested too deeply' };
  }
  const [error] = document.errors;
  if (error?.code === 'RESOURCE_EXHAUSTION')
    return { wrong: 'is nested too deeply', line: lines.linePos(error.pos[0]).line };
  if (error) return { wrong: `is not YAML: ${reasonOf(error.code)}`, line: lines.linePos(error.pos[0]).line };
  const anchors = new Map<Alias, Node>();
  const named = new Map<string, Node>();
  let missing: Alias | undefined;
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = named.get(node.source);
        if (target) anchors.set(node, target);
        else missing ??= node;
      } else if ('anchor' in node && typeof node.anchor === 'string') named.set(node.anchor, node);
    },
  });
  if (missing)
    return {
      wrong: `uses \`*${missing.source}\`, which no anchor \`&${missing.source}\` above it names`,
      line: lineAt(missing, lines),
    };
  return { root: document.contents, anchors, lines, text };
}

/** Words of ours: those of the library quote the text, which may hold a secret. */
function reasonOf(code: string): string {
  return reasons[code] ?? 'something on this line is not understood';
}

const reasons: Record<string, string> = {
  TAB_AS_INDENT: 'a tab indents this line, and YAML takes only spaces',
  BAD_INDENT: 'this line is not indented as those around it, or a bracket does not close',
  MISSING_CHAR: 'a bracket, a quote, a colon or a comma is missing',
  DUPLICATE_KEY: 'a key stands twice',
  BLOCK_IN_FLOW: 'a list or map in brackets goes on without them',
  BLOCK_AS_IMPLICIT_KEY: 'a map begins in the middle of a line',
  MULTILINE_IMPLICIT_KEY: 'a key spans several lines',
  MULTIPLE_DOCS: 'the file holds more than one document',
  UNEXPECTED_TOKEN: 'something stands where it cannot',
  BAD_SCALAR_START: 'a text that begins with this sign needs quotes',
  BAD_DQ_ESCAPE: 'a backslash in double quotes is followed by a letter that means nothing',
  BAD_ALIAS: 'a name after `*` or `&` is missing',
};

const deepest = 200;
const mostOpenBrackets = 1_000;

/**
 * The line at which lists and maps stand in each other too deeply. Brackets in texts count as well: no file has so
 * many.
 */
function lineOfDepth(text: string): number | undefined {
  let line = 0;
  let open = 0;
  for (const one of text.split('\n')) {
    line++;
    for (const [bracket] of one.matchAll(/[[\]{}]/g)) {
      open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
      if (open > mostOpenBrackets) return line;
    }
    const dashes = /^(?:\s*[-?:] ?)+/.exec(one)?.[0].match(/[-?:]/g)?.length ?? 0;
    const indent = /^ */.exec(one)?.[0].length ?? 0;
    if (dashes > deepest || indent > 20 * deepest) return line;
  }
  return undefined;
}

/** The line that a node begins on, from 1. */
export function lineAt(node: unknown, lines: LineCounter): number {
  const range = isNode(node) ? node.range : undefined;
  return range ? Math.max(1, lines.linePos(range[0]).line) : 1;
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'range' in node;
}

/** The node itself where this is an alias of it. */
export function followed(node: unknown, yaml: Yaml): unknown {
  let now = node;
  for (let hops = 0; isAlias(now) && hops < 10; hops++) now = yaml.anchors.get(now);
  return now;
}

/** One key of a map. */
export interface Entry {
  key: string;
  line: number;
  value: unknown;
}

/** The keys of a map, those of `<<` after its own; nothing where it is no map. Fails on a key that stands twice. */
export function entriesOf(node: unknown, yaml: Yaml, depth = 0): Entry[] | undefined {
  const map = followed(node, yaml);
  if (!isMap(map) || depth > 10) return undefined;
  const own = new Map<string, Entry>();
  const merged: unknown[] = [];
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (key === '<<') {
      merged.push(pair.value);
      continue;
    }
    const line = lineAt(pair.key, yaml.lines);
    if (own.has(key)) throw doubled(key, line);
    own.set(key, { key, line, value: pair.value });
  }
  for (const one of merged.flatMap((value) => itemsOf(value, yaml) ?? [value])) {
    for (const entry of entriesOf(one, yaml, depth + 1) ?? []) if (!own.has(entry.key)) own.set(entry.key, entry);
  }
  return [...own.values()];
}

/** A value of a map, with aliases followed. */
export function fieldOf(node: unknown, key: string, yaml: Yaml): unknown {
  return followed(entriesOf(node, yaml)?.find((entry) => entry.key === key)?.value, yaml);
}

/** The items of a list; nothing where it is none. */
export function itemsOf(node: unknown, yaml: Yaml): unknown[] | undefined {
  const list = followed(node, yaml);
  return isSeq(list) ? list.items : undefined;
}

/** A scalar as text; nothing where it is none. */
export function textOf(node: unknown, yaml: Yaml): string | undefined {
  const scalar = followed(node, yaml);
  if (!isScalar(scalar) || scalar.value === null) return undefined;
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? JSON.stringify(scalar.value));
}

/**
 * The line of the file for each line of a scalar's text. A folded text begins where it begins, and its further lines
 * are not known.
 */
export function linesOfText(node: unknown, text: string, yaml: Yaml): number[] {
  const scalar = followed(node, yaml);
  const first = lineAt(scalar, yaml.lines);
  const type = isScalar(scalar) ? scalar.type : undefined;
  return text
    .split('\n')
    .map((_, at) => (type === 'BLOCK_LITERAL' ? first + 1 + at : type === 'BLOCK_FOLDED' ? first + 1 : first));
}

interface Doubled extends Error {
  doubled: Wrong;
}

function doubled(key: string, line: number): Doubled {
  return Object.assign(new Error('doubled'), {
    doubled: { wrong: `has the key \`${key.slice(0, 60)}\` twice in one map`, line },
  });
}

/** What is wrong, where this was thrown for a key that stands twice. */
export function doubledKey(error: unknown): Wrong | undefined {
  return error instanceof Error && 'doubled' in error ? (error as Doubled).doubled : undefined;
}
