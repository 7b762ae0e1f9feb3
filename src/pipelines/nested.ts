import { isOfShell, type Walk } from './frames';
import { branchIn, cloneOf } from './git-places';
import { shellTokens } from './shell-tokens';
import type { Word } from './shell-words';
import { copied, notKnown, valueOf, type Value } from './values';

export const deepest = 5;

/** What a word holds; commands inside are run as far as they push. */
export function read(word: Word, walk: Walk, line: number): Value {
  return valueOf(word, walk.state, (command) => output(command, line, walk));
}

/** What a command prints, where that can be told: the branch, or what `echo` is given. */
export function output(command: string, line: number, walk: Walk): Value {
  const text = command.trim();
  if (
    /^git (?:rev-parse --abbrev-ref HEAD|branch --show-current|symbolic-ref (?:--short|-q --short|--short -q) HEAD)$/.test(
      text,
    )
  ) {
    return branchIn(cloneOf(walk.state), walk.state);
  }
  const echoed = /^(?:echo|printf '%s')\s+("?)(\$\{?\w+\}?|[\w./-]+)\1$/.exec(text)?.[2];
  if (echoed !== undefined && walk.depth < deepest) {
    const [token] = shellTokens(echoed);
    if (token && 'words' in token && token.words[0]) return valueOf(token.words[0], walk.state, () => notKnown('$(…)'));
  }
  nested(command, line, walk);
  return notKnown(`$(${text.length > 40 ? `${text.slice(0, 40)}…` : text})`, { because: 'computed', command: text });
}

/** Runs a script inside a script. What it settles stays where `stays` says so. */
export function nested(script: string, line: number, walk: Walk, stays = false, inFile = walk.inFile) {
  if (walk.depth >= deepest || !/\S/.test(script)) return;
  const inner: Walk = {
    ...walk,
    state: copied(walk.state),
    frames: [],
    lines: script.split('\n').map(() => walk.lines[line] ?? 1),
    depth: walk.depth + 1,
    before: ';',
    ...(inFile !== undefined && { inFile }),
  };
  walk.run(script, inner);
  const kept = [...inner.state.values].filter(([key]) => stays || !isOfShell(key));
  const own = [...walk.state.values].filter(([key]) => !stays && isOfShell(key));
  walk.state.values = new Map([...kept, ...own]);
  if (stays && inner.state.over) walk.state.over = true;
}
