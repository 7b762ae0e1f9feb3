import { forEachChild, type ParsedScript, type SyntaxNode, type Word as WordNode, type WordPart } from 'unbash';
import { asWritten, type Source } from './tree';

/** What a command's output comes from. */
export interface CommandPart {
  /** As written, without the brackets around it. */
  command: string;
  /** Reads its tree; nothing where it is nested too deeply. */
  script: () => ParsedScript | undefined;
  source: Source;
  at: number;
}

/** A piece of a word. */
export type Part =
  | { text: string }
  /**
   * A variable, with what stands in for it where it is not set (`${X:-main}`; `${X:=main}` keeps it), or with an
   * operation that is not followed.
   */
  | {
      variable: string;
      otherwise?: Word;
      assigns?: true;
      without?: Removal;
      changed?: true;
      /** Every item of an array. */
      all?: true;
      /** Commands in an operation that is not followed: they run all the same. */
      runs?: CommandPart[];
    }
  /** The output of a command. */
  | CommandPart;

/** `${X#pattern}` and the like: what is taken off the beginning or the end, as little or as much as matches. */
export interface Removal {
  from: 'beginning' | 'end';
  as: 'little' | 'much';
  pattern: string;
}

/** A word as written. Quotes are gone; `quoted` says that some part of it stood in them. */
export interface Word {
  parts: Part[];
  quoted: boolean;
}

interface Building {
  parts: Part[];
  quoted: boolean;
}

function add(word: Building, text: string) {
  const last = word.parts.at(-1);
  if (last && 'text' in last) last.text += text;
  else word.parts.push({ text });
}

/** A word of the tree as evaluation takes it. */
export function wordOf(node: WordNode, source: Source): Word {
  return wordAt(node, source, 0);
}

/** How deep `${X:-${Y:-…}}` is followed. */
const deepest = 20;

function wordAt(node: WordNode, source: Source, depth: number): Word {
  const word: Building = { parts: [], quoted: false };
  if (!node.parts) {
    const text = asWritten(node.value);
    add(word, text);
    word.quoted = text !== asWritten(node.text);
  } else for (const part of node.parts) addPart(part, source, word, depth);
  return word;
}

/** The words that `{a,b}` makes of one, where it only lists texts; else the one. */
export function wordsOf(node: WordNode, source: Source): Word[] {
  const at = node.parts?.findIndex(({ type, text }) => type === 'BraceExpansion' && isList(text)) ?? -1;
  const list = node.parts?.[at];
  if (!node.parts || !list) return [wordOf(node, source)];
  return list.text
    .slice(1, -1)
    .split(',')
    .map((choice) => {
      const word: Building = { parts: [], quoted: false };
      for (const [index, part] of node.parts?.entries() ?? [])
        if (index === at) add(word, choice);
        else addPart(part, source, word);
      return word;
    });
}

function isList(text: string): boolean {
  return /^\{[^{},\\'"$`\s]*(?:,[^{},\\'"$`\s]*)+\}$/.test(text);
}

/** A text with expansions in it, such as a here-document. */
export function textOf(parts: readonly WordPart[], source: Source): Word {
  const word: Building = { parts: [], quoted: true };
  for (const part of parts) addPart(part, source, word);
  return word;
}

function addPart(part: WordPart, source: Source, word: Building, depth = 0) {
  switch (part.type) {
    case 'Literal': {
      const text = asWritten(part.value);
      if (text !== asWritten(part.text)) word.quoted = true;
      add(word, text);
      return;
    }
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      word.quoted = true;
      add(word, asWritten(part.value));
      return;
    case 'DoubleQuoted':
    case 'LocaleString':
      word.quoted = true;
      if (part.parts.length === 0) add(word, '');
      for (const inner of part.parts) addPart(inner, source, word, depth);
      return;
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion': {
      const inside = commandsIn(part, source);
      if (inside.length > 0) word.parts.push({ variable: part.text, changed: true, runs: inside });
      else add(word, asWritten(part.text));
      return;
    }
    case 'SimpleExpansion':
      word.parts.push({ variable: part.text.slice(1) });
      return;
    case 'ParameterExpansion':
      word.parts.push(parameter(part, source, depth));
      return;
    case 'ArithmeticExpansion':
      word.parts.push({ variable: '((', changed: true, ...runs(part, source) });
      return;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      word.parts.push(commandPart(part, source));
      return;
  }
}

function commandPart(
  part: Extract<WordPart, { type: 'CommandExpansion' | 'ProcessSubstitution' }>,
  source: Source,
): CommandPart {
  const inside = part.text.startsWith('`') ? part.text.slice(1) : part.text.slice(2);
  return {
    command: asWritten(inside.replace(/[`)]$/, '')),
    script: () => part.script,
    source,
    at: part.pos,
  };
}

function runs(node: SyntaxNode, source: Source): { runs?: CommandPart[] } {
  const all = commandsIn(node, source);
  return all.length > 0 ? { runs: all } : {};
}

/** The commands whose output stands anywhere in this; those inside of them are theirs. */
export function commandsIn(node: SyntaxNode, source: Source): CommandPart[] {
  const found: CommandPart[] = [];
  const visit = (child: SyntaxNode) => {
    if (child.type === 'CommandExpansion' || child.type === 'ProcessSubstitution')
      found.push(commandPart(child, source));
    else if (child.type === 'ArithmeticCommandExpansion')
      found.push({ command: asWritten(child.text), script: () => child.script, source, at: child.pos });
    else forEachChild(child, visit);
  };
  forEachChild(node, visit);
  return found;
}

function parameter(part: Extract<WordPart, { type: 'ParameterExpansion' }>, source: Source, depth: number): Part {
  const { prefix, parameter: name, index, operation } = part;
  if (prefix !== undefined) return { variable: prefix, changed: true, ...runs(part, source) };
  if (index && (index.text === '@' || index.text === '*') && !operation)
    return { variable: name, changed: true, all: true };
  if (index) return { variable: name, changed: true, ...runs(part, source) };
  if (!operation) return { variable: name };
  if (operation.type === 'Remove') {
    const pattern = asWritten(operation.operand.text);
    if (!/[$`'"\\?[\]]/.test(pattern)) {
      return {
        variable: name,
        without: {
          from: operation.operator.startsWith('#') ? 'beginning' : 'end',
          as: operation.operator.length > 1 ? 'much' : 'little',
          pattern,
        },
      };
    }
  }
  if (operation.type === 'Default' && /^:?[-=]$/.test(operation.operator) && depth < deepest) {
    const otherwise = { ...wordAt(operation.operand, source, depth + 1), quoted: true };
    return { variable: name, otherwise, ...(operation.operator.endsWith('=') && { assigns: true as const }) };
  }
  return { variable: name, changed: true, ...runs(part, source) };
}

/** The text of the first word, where nothing in it is quoted or worked out. */
export function firstText(words: Word[]): string {
  const [part] = words[0]?.parts ?? [];
  return words[0]?.quoted === false && part && 'text' in part && words[0].parts.length === 1 ? part.text : '';
}
