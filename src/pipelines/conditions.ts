import { pipelinesGlobMatches } from './branch-glob';
import type { Word } from './shell-words';
import { copied, isKnown, notKnown, type State, type Value } from './values';

/** What a test says: whether it holds, and what is settled where it does (`when`) or does not. */
export interface Condition {
  is: 'yes' | 'no' | 'unknown';
  settles: { key: string; value: Value; when: boolean }[];
}

/** Nothing can be told. */
export const open: Condition = { is: 'unknown', settles: [] };

/** Reads `[ … ]`, `[[ … ]]` and `test …`; nothing for other commands. */
export function conditionOf(words: Word[], value: (word: Word) => Value): Condition | undefined {
  const first = words[0] && value(words[0]).text;
  if (first === '!') {
    const said = conditionOf(words.slice(1), value);
    return said && negated(said);
  }
  if (first === 'true' || first === ':') {
    // `: "${X:=main}"` is there for what its words do.
    words.slice(1).forEach(value);
    return { is: 'yes', settles: [] };
  }
  if (first === 'false') return { is: 'no', settles: [] };
  if (first !== '[' && first !== '[[' && first !== 'test') return undefined;
  const end = words.at(-1);
  const closed = first === 'test' || !end ? words.slice(1) : words.slice(1, -1);
  const inverted = closed[0] && value(closed[0]).text === '!';
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

function expression(words: Word[], value: (word: Word) => Value): Condition {
  const [left, operator, right] = words;
  if (words.length === 2 && left && operator) {
    const sign = value(left).text;
    const text = value(operator);
    if ((sign !== '-z' && sign !== '-n') || !isSettled(text)) return open;
    return { is: (text.text === '') === (sign === '-z') ? 'yes' : 'no', settles: [] };
  }
  if (words.length !== 3 || !left || !operator || !right) return open;
  const sign = value(operator).text;
  if (sign !== '=' && sign !== '==' && sign !== '!=') return open;
  const [a, b] = [value(left), value(right)];
  const same = sign !== '!=';
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
