import { functionKey } from './called';
import { execute } from './commands';
import { both, conditionOf, open, where } from './conditions';
import { endChains, endFrame, tooManyCommands, type Found, type Hidden, type Surroundings, type Walk } from './frames';
import { read } from './nested';
import { enterArm, firstText, reservedWords } from './reserved-words';
import { shellTokens, type Token } from './shell-tokens';
import type { Word } from './shell-words';
import { copied, known, type State } from './values';

const mostSettled = 400;

/** Walks a script from what is settled, and gives its pushes in their order, what it hides, and what is settled then. */
export function walkScript(
  script: string,
  lines: number[],
  state: State,
  around: Surroundings,
): { found: Found[]; hidden: Hidden[]; state: State } {
  const walk: Walk = {
    state: copied(state),
    frames: [],
    found: [],
    hidden: [],
    around,
    lines,
    depth: 0,
    before: ';',
    run,
  };
  run(script, walk);
  return {
    found: distinct(walk.found, ({ line, command, target, only }) => [line, command, target, only]),
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

function run(script: string, walk: Walk) {
  const tokens = shellTokens(script);
  for (const [at, token] of tokens.entries()) {
    if ('operator' in token) afterOperator(token.operator, walk);
    else {
      const next = tokens[at + 1];
      const pattern = walk.frames.at(-1)?.inPattern === true;
      if (next && 'operator' in next && next.operator === '(' && token.words.length === 1 && !pattern) {
        walk.names = true;
        walk.state.values.set(functionKey(firstText(token.words)), known(''));
      } else if (!pattern || firstText(token.words) === 'esac') takeCommand(token, walk);
      else walk.frames.at(-1)?.patterns?.push(...token.words);
    }
  }
  endChains(walk);
  while (walk.frames.length > 0) endFrame(walk);
}

function takeCommand({ words, line, text, input }: Extract<Token, { words: Word[] }>, walk: Walk) {
  const piped = input ?? (walk.before === '|' ? walk.echoed : undefined);
  delete walk.echoed;
  if (piped === undefined) delete walk.input;
  else walk.input = piped;
  simple(words, line, text, walk);
}

function afterOperator(operator: string, walk: Walk) {
  const { frames, tested } = walk;
  const top = frames.at(-1);
  if (operator === '&&' || operator === '||') {
    const holds = operator === '&&';
    if (top?.kind === 'if' && top.entry === undefined) {
      // In `if A && B` both are the condition; with `||` nothing can be told.
      if (!holds) top.condition = open;
    } else if (tested || !holds) {
      const condition = tested ?? open;
      frames.push({ kind: 'chain', ends: [where(condition, !holds, walk.state)] });
      walk.state = where(condition, holds, walk.state);
    }
  } else {
    if (operator === '(') {
      if (walk.names || top?.inPattern) return;
      endChains(walk);
      frames.push({ kind: 'subshell', entry: copied(walk.state), ends: [] });
    } else if (operator === ')') {
      if (top?.kind === 'case' && top.inPattern) enterArm(top, walk);
      else if (walk.names) return;
      else {
        endChains(walk);
        if (frames.at(-1)?.kind === 'subshell') endFrame(walk);
      }
    } else {
      endChains(walk);
      const inside = frames.at(-1);
      if (operator.startsWith(';;') && inside?.kind === 'case' && inside.entry) {
        inside.ends.push(walk.state);
        walk.state = copied(inside.entry);
        inside.inPattern = true;
        inside.patterns = [];
      }
    }
  }
  if (operator !== '&&' && operator !== '||') delete walk.tested;
  walk.before = operator;
}

/** One simple command, and the reserved words before it. */
function simple(words: Word[], line: number, text: string, walk: Walk) {
  let rest = words;
  for (;;) {
    const word = firstText(rest);
    const reserved = Object.hasOwn(reservedWords, word) ? reservedWords[word] : undefined;
    // A test takes its `!` with it.
    if (!reserved || (word === '!' && conditionOf(rest, (one) => read(one, walk, line)))) break;
    const taken = reserved(walk, rest);
    rest = rest.slice(taken);
  }
  const [own] = rest;
  if (!own) return;
  const written = text.slice((own.at ?? 0) - (words[0]?.at ?? 0));
  delete walk.names;
  if (++walk.around.budget.commands > 20_000 || walk.state.values.size > mostSettled) throw new Error(tooManyCommands);
  const top = walk.frames.at(-1);
  const inCondition = top?.kind === 'if' && top.entry === undefined;
  const tested = conditionOf(rest, (word) => read(word, walk, line));
  if (inCondition) {
    const said = tested ?? open;
    top.condition =
      top.condition === undefined
        ? said
        : walk.before === '&&'
          ? both(top.condition, said)
          : top.condition === open
            ? open
            : said;
  }
  if (tested) walk.tested = tested;
  else {
    delete walk.tested;
    execute(rest, line, written, walk);
  }
}
