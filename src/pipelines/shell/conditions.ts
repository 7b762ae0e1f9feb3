import { pipelinesGlobMatches } from '../../core/branches/dialects/pipelines';
import type { TestExpression, Word as WordNode } from 'unbash';
import { firstText, type Word } from './words';
import { copied, isKnown, notKnown, type State, type Value } from './values';

/** What a test says: whether it holds, and what is settled where it does (`when`) or does not. */
export interface Condition {
  is: 'yes' | 'no' | 'unknown';
  settles: { key: string; value: Value; when: boolean }[];
}

/** Nothing is known. */
export const open: Condition = { is: 'unknown', settles: [] };

/** Reads `[ … ]`, `test …`, `true` and `false`; nothing for other commands. */
export function conditionOf(words: Word[], value: (word: Word) => Value): Condition | undefined {
  const first = firstText(words);
  if (first === 'true' || first === ':') {
    // `: "${X:=main}"` is there for what its words do.
    words.slice(1).forEach(value);
    return { is: 'yes', settles: [] };
  }
  if (first === 'false') return { is: 'no', settles: [] };
  if (first !== '[' && first !== 'test') return undefined;
  const end = words.at(-1);
  const closed = first === 'test' || !end ? words.slice(1) : words.slice(1, -1);
  const inverted = firstText(closed) === '!';
  const said = expression(inverted ? closed.slice(1) : closed, value);
  return inverted ? negated(said) : said;
}

/** The opposite. */
export function negated({ is, settles }: Condition): Condition {
  return {
    is: is === 'yes' ? 'no' : is === 'no' ? 'yes' : 'unknown',
    settles: settles.map((one) => ({ ...one, when: !one.when })),
  };
}

/** Both hold. */
export function both(a: Condition, b: Condition): Condition {
  const is = a.is === 'no' || b.is === 'no' ? 'no' : a.is === 'yes' && b.is === 'yes' ? 'yes' : 'unknown';
  return { is, settles: [...a.settles, ...b.settles].filter(({ when }) => when) };
}

/** Whether an arm of `case` is taken: its patterns, where they are plain names, or `*`. */
export function armOf(subject: Word, patterns: Word[], value: (word: Word) => Value): Condition {
  const of = value(subject);
  const texts = patterns.map(value);
  if (texts.some(({ text }) => text === '*')) return { is: 'yes', settles: [] };
  const plain = texts.every((text) => isSettled(text) && !/[*?[]/.test(text.text));
  if (!plain) return open;
  if (isSettled(of)) return { is: texts.some(({ text }) => text === of.text) ? 'yes' : 'no', settles: [] };
  const [only, ...more] = texts;
  const key = variableOf(subject);
  return {
    is: 'unknown',
    settles: only && more.length === 0 && key !== undefined ? [{ key, value: only, when: true }] : [],
  };
}

/** The key of the variable that a word consists of. */
function variableOf({ parts: [part, ...more] }: Word): string | undefined {
  return more.length === 0 && part && 'variable' in part && !part.changed ? `$${part.variable}` : undefined;
}

/** Reads what stands in `[[ … ]]`; each word of it is asked for once. */
export function testOf(
  test: TestExpression,
  value: (word: Word) => Value,
  wordOf: (node: WordNode) => Word,
): Condition {
  switch (test.type) {
    case 'TestUnary':
      return unary(test.operator, value(wordOf(test.operand)));
    case 'TestBinary':
      return binary(test.operator, wordOf(test.left), wordOf(test.right), value);
    case 'TestNot': {
      const said = testOf(test.operand, value, wordOf);
      return test.negations.length % 2 === 1 ? negated(said) : said;
    }
    case 'TestGroup':
      return testOf(test.expression, value, wordOf);
    case 'TestLogical': {
      const said = test.operands.map((operand) => testOf(operand, value, wordOf));
      return test.operator === '&&' ? said.reduce(both) : open;
    }
  }
}

function expression(words: Word[], value: (word: Word) => Value): Condition {
  const [left, operator, right] = words;
  if (words.length === 2 && left && operator) return unary(value(left).text, value(operator));
  if (words.length === 3 && left && operator && right) return binary(value(operator).text, left, right, value);
  words.forEach(value);
  return open;
}

function unary(operator: string, text: Value): Condition {
  if ((operator !== '-z' && operator !== '-n') || !isSettled(text)) return open;
  return { is: (text.text === '') === (operator === '-z') ? 'yes' : 'no', settles: [] };
}

function binary(operator: string, left: Word, right: Word, value: (word: Word) => Value): Condition {
  const [a, b] = [value(left), value(right)];
  if (operator !== '=' && operator !== '==' && operator !== '!=') return open;
  const same = operator !== '!=';
  if (!isKnown(b) || (/[*?[]/.test(b.text) && !right.quoted)) return open;
  if (isSettled(a) && isSettled(b)) return { is: (a.text === b.text) === same ? 'yes' : 'no', settles: [] };
  const key = variableOf(left);
  return { is: 'unknown', settles: key === undefined ? [] : [{ key, value: b, when: same }] };
}

/** Known, and not by a default that another value may replace. */
function isSettled(value: Value): boolean {
  return isKnown(value) && value.assumed === undefined;
}

/** What holds where the condition does, or where it does not. */
export function where({ is, settles }: Condition, holds: boolean, state: State): State {
  const way = copied(state);
  if (is === (holds ? 'no' : 'yes')) way.over = true;
  for (const { key, value, when } of settles) {
    if (when !== holds) continue;
    if (key === '$BITBUCKET_BRANCH' && cannotBe(way.values.get(key), value.text)) way.over = true;
    const was = way.values.get(key) ?? notKnown(key, { because: 'not-in-file', name: key });
    way.values.set(key, { ...value, was });
    const branch = way.values.get('branch ');
    // The branch of the run is what is checked out, until the script says otherwise.
    if (key === '$BITBUCKET_BRANCH' && branch?.text === '$BITBUCKET_BRANCH')
      way.values.set('branch ', { ...value, was: branch });
  }
  return way;
}

/** Whether a pipeline that runs for a pattern, or for all other branches, never runs for this one. */
function cannotBe(run: Value | undefined, branch: string): boolean {
  return (run?.causes ?? []).some((cause) => {
    if (cause.because === 'pattern') return !pipelinesGlobMatches(cause.pattern, branch);
    return cause.because === 'default-elsewhere' && cause.branch === branch;
  });
}
