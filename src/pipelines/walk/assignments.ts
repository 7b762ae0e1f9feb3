import type { Assignment } from 'unbash';
import { fieldsOf, itemsKey, known, notKnown, type Value } from '../shell/values';
import { wordOf, wordsOf, type Word } from '../shell/words';
import { output, read } from './nested';
import type { Walk } from './walk';

/** One word after a program: an assignment, as `export` takes it, is a word too. */
export interface Argument {
  words: Word[];
  assignment?: Assignment;
}

/** What an assignment settles, by key. */
export function assigned(node: Assignment, walk: Walk): [string, Value][] {
  const { name, value, append, index } = node;
  const key = `$${name}`;
  if (value.type === 'ArrayValue') {
    const items = value.elements.flatMap((element) =>
      wordsOf(element, walk.source).flatMap((word) => fieldsOf(word, walk.state, (part) => output(part, walk))),
    );
    const all = [...(append ? (walk.state.values.get(itemsKey(name))?.items ?? []) : []), ...items];
    const text = all.map((one) => one.text).join(' ');
    return [
      [key, all[0] ?? known('')],
      [itemsKey(name), { text, causes: all.flatMap(({ causes }) => causes), items: all }],
    ];
  }
  const word = wordOf(value, walk.source);
  const plain = { ...read(word, walk) };
  if (!append && !index) return [[key, plain]];
  const [part] = word.parts;
  const command = index ? node.text : `${name}+=${part && 'text' in part ? part.text : ''}`;
  return [[key, notKnown(key, { because: 'computed', command })]];
}

/** The word that an assignment is to a program that takes it for one. */
export function assignedWord({ name, value, append }: Assignment, { source }: Walk): Word {
  const own = value.type === 'Word' ? wordOf(value, source) : { parts: [], quoted: true };
  return { parts: [{ text: `${name}${append ? '+' : ''}=` }, ...own.parts], quoted: true };
}

/** Commands whose words are assignments. */
export const exports = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

/** Settles what `export` or the like is given. */
export function exporting(args: Argument[], walk: Walk) {
  for (const { words, assignment } of args) {
    const [word = { parts: [], quoted: false }] = words;
    const [head, ...parts] = word.parts;
    const [, name, more = ''] = /^([A-Za-z_]\w*)=([^]*)$/.exec(head && 'text' in head ? head.text : '') ?? [];
    if (assignment) for (const [key, value] of assigned(assignment, walk)) walk.state.values.set(key, value);
    else if (name === undefined) read(word, walk);
    else walk.state.values.set(`$${name}`, read({ parts: [{ text: more }, ...parts], quoted: true }, walk));
  }
}
