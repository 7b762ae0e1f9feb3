/**
 * The words of a shell script: enough of the POSIX grammar (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html)
 * to tell commands from each other, and what in a word is text, a variable or the output of a command. Never fails: what
 * does not close ends with the script.
 */

/** A piece of a word. */
export type Part =
  | { text: string }
  /** A variable, with what stands in for it where it is not set (`${X:-main}`; `${X:=main}` keeps it), or with an operation that is not followed. */
  | { variable: string; otherwise?: Word; assigns?: true; without?: Removal; changed?: true }
  /** The output of a command. */
  | { command: string; line: number };

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
  /** Where it begins in the script; words that no script holds as such have none. */
  at?: number;
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

export function readWord(script: string, from: number, line: number): { word: Word; end: number } {
  const word: Building = { parts: [], quoted: false };
  let at = from;
  while (at < script.length) {
    const sign = script.charAt(at);
    if (/[\s;&|()<>]/.test(sign)) break;
    if (sign === '\\') {
      if (script[at + 1] !== '\n') {
        add(word, script.charAt(at + 1));
        word.quoted = true;
      }
      at += 2;
    } else if (sign === "'" || script.startsWith("$'", at)) {
      const open = sign === "'" ? at : at + 1;
      const end = indexOr(script, "'", open + 1);
      add(word, script.slice(open + 1, end));
      word.quoted = true;
      at = end + 1;
    } else if (sign === '"') {
      word.quoted = true;
      at = readQuoted(script, at + 1, line, word);
    } else if (sign === '$' || sign === '`') {
      at = readExpansion(script, at, line, word, 0);
    } else {
      add(word, sign);
      at++;
    }
  }
  return { word: { ...word, at: from }, end: Math.min(at, script.length) };
}

function readQuoted(script: string, from: number, line: number, word: Building): number {
  let at = from;
  while (at < script.length && script[at] !== '"') {
    const sign = script.charAt(at);
    if (sign === '\\' && /["\\$`\n]/.test(script.charAt(at + 1))) {
      if (script[at + 1] !== '\n') add(word, script.charAt(at + 1));
      at += 2;
    } else if (sign === '$' || sign === '`') at = readExpansion(script, at, line, word, 0);
    else {
      add(word, sign);
      at++;
    }
  }
  if (word.parts.length === 0) add(word, '');
  return at + 1;
}

/** `$X`, `${X…}`, `$(…)`, `$((…))` or backticks; a dollar that begins none of them is itself. Gives where it ends. */
function readExpansion(script: string, at: number, line: number, word: Building, depth: number): number {
  if (script[at] === '`') {
    const end = indexOr(script, '`', at + 1);
    word.parts.push({ command: script.slice(at + 1, end), line });
    return end + 1;
  }
  if (script.startsWith('$(', at)) {
    const end = closing(script, at + 1, '(', ')');
    const inside = script.slice(at + 2, end);
    word.parts.push(inside.startsWith('(') ? { variable: '((', changed: true } : { command: inside, line });
    return end + 1;
  }
  if (script.startsWith('${', at)) {
    const end = closing(script, at + 1, '{', '}');
    word.parts.push(parameter(script.slice(at + 2, end), depth));
    return end + 1;
  }
  const [name] = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(script.slice(at + 1, at + 101)) ?? [];
  if (name === undefined) {
    add(word, '$');
    return at + 1;
  }
  word.parts.push({ variable: name });
  return at + 1 + name.length;
}

function parameter(inside: string, depth: number): Part {
  const [, name, rest = ''] = /^([A-Za-z_]\w*|[0-9@*#?!$-])([^]*)$/.exec(inside) ?? [];
  if (name === undefined) return { variable: inside, changed: true };
  if (rest === '') return { variable: name };
  const [, hash, pattern] = /^(##?|%%?)([^$`'"\\?[\]]*)$/.exec(rest) ?? [];
  if (hash !== undefined && pattern !== undefined) {
    return {
      variable: name,
      without: { from: hash.startsWith('#') ? 'beginning' : 'end', as: hash.length > 1 ? 'much' : 'little', pattern },
    };
  }
  const [, instead] = /^:?[-=]([^]*)$/.exec(rest) ?? [];
  if (instead === undefined || depth > deepest) return { variable: name, changed: true };
  const otherwise: Building = { parts: [], quoted: true };
  let at = 0;
  while (at < instead.length) {
    const sign = instead.charAt(at);
    if (sign === '$' || sign === '`') at = readExpansion(instead, at, 0, otherwise, depth + 1);
    else {
      if (sign !== '"' && sign !== "'") add(otherwise, sign);
      at++;
    }
  }
  return { variable: name, otherwise, ...(/^:?=/.test(rest) && { assigns: true as const }) };
}

/** Where the bracket that opens at `from` closes: brackets in quotes do not count. */
function closing(script: string, from: number, open: string, close: string): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < script.length; at++) {
    const sign = script.charAt(at);
    if (sign === '\\' && quote !== "'") at++;
    else if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === open) depth++;
    else if (sign === close && --depth === 0) return at;
  }
  return script.length;
}

export function indexOr(script: string, sought: string, from: number): number {
  const found = script.indexOf(sought, from);
  return found < 0 ? script.length : found;
}

/** How deep quotes, braces and commands may stand in each other. */
const deepest = 20;
