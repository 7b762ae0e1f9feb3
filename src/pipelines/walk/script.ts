import { treeOf, sourceOf } from '../shell/tree';
import { copied, type State } from '../shell/values';
import { lineOf, notUnderstood } from './nested';
import { run } from './statements';
import type { Found, Hidden, Surroundings, Walk } from './walk';

/**
 * Walks a script from what is settled, and gives its pushes in their order, what it hides, and what is settled then.
 */
export function walkScript(
  script: string,
  lines: number[],
  state: State,
  around: Surroundings,
): { found: Found[]; hidden: Hidden[]; state: State } {
  const source = sourceOf(script, lines);
  const walk: Walk = {
    state: copied(state),
    found: [],
    hidden: [],
    unread: new Set(),
    around,
    source,
    depth: 0,
    within: [],
    outputDepth: 0,
    inFunction: false,
    run,
  };
  const { script: tree, wrongAt } = treeOf(script);
  if (wrongAt !== undefined) notUnderstood(lineOf(script, wrongAt), source.lineAt(wrongAt), walk);
  if (tree) run(tree, walk);
  return {
    found: distinct(walk.found, ({ line, command, target, only, destination }) => [
      line,
      command,
      target,
      only,
      destination,
    ]),
    hidden: distinct(walk.hidden, (one) => one),
    state: walk.state,
  };
}

function distinct<T>(items: T[], key: (item: T) => unknown): T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const name = JSON.stringify(key(item));
    if (!seen.has(name)) seen.set(name, item);
  }
  return [...seen.values()];
}
