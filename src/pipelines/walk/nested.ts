import type { ParsedScript, Word as WordNode } from 'unbash';
import { branchIn, cloneOf } from '../git/places';
import { treeOf, type Source } from '../shell/tree';
import { copied, notKnown, valueOf, type Value } from '../shell/values';
import { wordOf, type CommandPart, type Word } from '../shell/words';
import { isOfShell, type Walk } from './walk';

/** How many scripts may stand in each other. */
export const deepest = 12;
/** How many commands may stand in the words of each other. */
const deepestOutput = 30;
/** How many characters of commands in words are read: each is read anew. */
const mostCharacters = 500_000;

/** What a word holds; commands inside are run as far as they push. */
export function read(word: Word, walk: Walk): Value {
  return valueOf(word, walk.state, (command) => output(command, walk));
}

/** What a command prints, where that can be worked out: the branch, or what `echo` is given. */
export function output(part: CommandPart, walk: Walk): Value {
  const text = part.command.trim();
  if (
    /^git (?:rev-parse --abbrev-ref HEAD|branch --show-current|symbolic-ref (?:--short|-q --short|--short -q) HEAD)$/.test(
      text,
    )
  ) {
    return branchIn(cloneOf(walk.state), walk.state);
  }
  const script = scriptOf(part, walk);
  if (script) {
    const source = within(script, part);
    if (/^(?:echo|printf '%s')\s+("?)(\$\{?\w+\}?|[\w./-]+)\1$/.test(text)) {
      const word = lastWordOf(script);
      if (word) return valueOf(wordOf(word, source), walk.state, () => notKnown('$(…)'));
    }
    inside(script, { ...walk, source, outputDepth: walk.outputDepth + 1 }, walk, false);
  }
  return notKnown(`$(${text.length > 40 ? `${text.slice(0, 40)}…` : text})`, { because: 'computed', command: text });
}

function scriptOf(part: CommandPart, walk: Walk): ParsedScript | undefined {
  if (part.command === '') return undefined;
  const { budget } = walk.around;
  budget.characters += part.command.length;
  const line = part.source.lineAt(part.at);
  try {
    const mayBeRead = walk.outputDepth < deepestOutput && budget.characters < mostCharacters;
    const script = mayBeRead ? part.script() : undefined;
    if (!script || script.errors) notUnderstood(part.command, line, walk);
    return script;
  } catch {
    notUnderstood(part.command, line, walk);
    return undefined;
  }
}

function lastWordOf({ commands }: ParsedScript): WordNode | undefined {
  const command = commands[0]?.command;
  const last = command?.type === 'Command' ? command.args.at(-1) : undefined;
  return last?.type === 'Word' ? last : undefined;
}

/** Escaped backticks have a text of their own, all of it on the line on which they begin. */
function within(script: ParsedScript, { source, at }: CommandPart): Source {
  const line = source.lineAt(at);
  return script.source === undefined ? source : { text: script.source, lineAt: () => line };
}

/** What runs in a shell of its own keeps its variables and its end to itself: `( )`, parts of a pipe, before `&`. */
export function apart(walk: Walk, what: () => void) {
  const entry = copied(walk.state);
  what();
  const kept = [...walk.state.values].filter(([key]) => !isOfShell(key));
  const own = [...entry.values].filter(([key]) => isOfShell(key));
  walk.state = { values: new Map([...kept, ...own]), over: entry.over };
}

/** Runs a script that is a text inside a script. What it settles stays where `stays` says so. */
export function nested(text: string, line: number, walk: Walk, stays = false, inFile = walk.inFile) {
  if (!/\S/.test(text)) return;
  if (walk.depth >= deepest) {
    notUnderstood(text, line, walk);
    return;
  }
  const { script, wrongAt } = treeOf(text);
  if (wrongAt !== undefined) notUnderstood(lineOf(text, wrongAt), line, walk);
  const inner: Walk = {
    ...walk,
    source: { text, lineAt: () => line },
    depth: walk.depth + 1,
    ...(inFile !== undefined && { inFile }),
  };
  if (script) inside(script, inner, walk, stays);
}

function inside(script: ParsedScript, inner: Walk, outer: Walk, stays: boolean) {
  inner.state = copied(outer.state);
  delete inner.tested;
  delete inner.printed;
  delete inner.input;
  delete inner.inputFile;
  delete inner.pipeFrom;
  outer.run(script, inner);
  const kept = [...inner.state.values].filter(([key]) => stays || !isOfShell(key));
  const own = [...outer.state.values].filter(([key]) => !stays && isOfShell(key));
  outer.state.values = new Map([...kept, ...own]);
  if (stays && inner.state.over) outer.state.over = true;
}

/** Names what cannot be read: it may push. */
export function notUnderstood(what: string, line: number, walk: Walk) {
  if (walk.state.over || walk.unread.has(line)) return;
  walk.unread.add(line);
  walk.hidden.push({
    what: what.trim().slice(0, longestShown),
    line,
    why: 'not-understood',
    likely: true,
    ...(walk.inFile !== undefined && { inFile: walk.inFile }),
  });
}

const longestShown = 300;

/** The line of a text that a place stands on. */
export function lineOf(text: string, at: number): string {
  const begin = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const end = text.indexOf('\n', begin);
  return text.slice(begin, end < 0 ? text.length : end);
}

/** Whether a value says what it begins with: else it may be any command. */
export function isAnyCommand({ text, causes }: Value): boolean {
  return causes.some(({ because }) => because === 'not-in-file' || because === 'read') && /^\s*\$\w+\s*$/.test(text);
}
