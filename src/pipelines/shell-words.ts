/**
 * The words of a shell script: enough of the POSIX grammar (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html)
 * to tell commands from each other, and what in a word is text, a variable or the output of a command. Never fails: what
 * does not close ends with the script.
 */

/** A piece of a word. */
export type Part =
  | { text: string }
  /** A variable, with what stands in for it where it is not set (`${X:-main}`), or with an operation that is not followed. */
  | { variable: string; otherwise?: Word; without?: Removal; changed?: true }
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

/** What a script is made of: commands, and what stands between them. A line break is `;`. */
export type Token = { words: Word[]; line: number; text: string } | { operator: string };

const operators = ['&&', '||', ';;&', ';;', ';&', ';', '|&', '|', '&', '(', ')'];
/** How deep quotes, braces and commands may stand in each other. */
const deepest = 20;

/** Splits a script. Lines count from 0. */
export function shellTokens(script: string): Token[] {
  const tokens: Token[] = [];
  let words: Word[] = [];
  let began = 0;
  let ended = 0;
  let line = 0;
  let counted = 0;
  let at = 0;
  const heredocs: { end: string; indented: boolean }[] = [];

  const lineAt = (index: number): number => {
    for (; counted < index; counted++) if (script[counted] === '\n') line++;
    return line;
  };
  let startLine = 0;
  const close = () => {
    if (words.length > 0) tokens.push({ words, line: startLine, text: script.slice(began, ended) });
    words = [];
  };

  while (at < script.length) {
    const sign = script.charAt(at);
    if (sign === '\\' && script[at + 1] === '\n') {
      at += 2;
    } else if (sign === '\n') {
      close();
      tokens.push({ operator: ';' });
      at = afterHeredocs(script, at + 1, heredocs.splice(0));
    } else if (/\s/.test(sign)) {
      at++;
    } else if (sign === '#') {
      at = indexOr(script, '\n', at);
    } else if (script.startsWith('<<', at) && !script.startsWith('<<<', at)) {
      const indented = script[at + 2] === '-';
      const word = readWord(script, skipBlanks(script, at + (indented ? 3 : 2)), 0);
      heredocs.push({ end: word.word.parts.map((part) => ('text' in part ? part.text : '')).join(''), indented });
      at = word.end;
    } else if (sign === '<' || sign === '>' || script.startsWith('&>', at)) {
      if ((sign === '<' || sign === '>') && script[at + 1] === '(') {
        at += 1;
        continue;
      }
      let target = at + 1;
      while ('<>&|'.includes(script.charAt(target)) && target < script.length) target++;
      const blank = skipBlanks(script, target);
      at = Math.max(blank, readWord(script, blank, 0).end);
    } else {
      const operator = operators.find((one) => script.startsWith(one, at));
      if (operator !== undefined) {
        close();
        tokens.push({ operator });
        at += operator.length;
      } else {
        const { word, end } = readWord(script, at, lineAt(at));
        // `2>&1`: a number right before a redirection belongs to it.
        if ((script[end] === '>' || script[end] === '<') && /^\d+$/.test(script.slice(at, end))) {
          at = end;
          continue;
        }
        if (words.length === 0) {
          began = at;
          startLine = lineAt(at);
        }
        words.push(word);
        at = Math.max(end, at + 1);
        ended = at;
      }
    }
  }
  close();
  return tokens;
}

function afterHeredocs(script: string, from: number, heredocs: { end: string; indented: boolean }[]): number {
  let at = from;
  for (const { end, indented } of heredocs) {
    while (at < script.length) {
      const next = indexOr(script, '\n', at);
      const one = script.slice(at, next);
      at = next + 1;
      if ((indented ? one.replace(/^\t+/, '') : one) === end) break;
    }
  }
  return Math.min(at, script.length);
}

function skipBlanks(script: string, from: number): number {
  let at = from;
  while (script[at] === ' ' || script[at] === '\t') at++;
  return at;
}

function indexOr(script: string, sought: string, from: number): number {
  const found = script.indexOf(sought, from);
  return found < 0 ? script.length : found;
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

function readWord(script: string, from: number, line: number): { word: Word; end: number } {
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
    return { variable: name, without: { from: hash.startsWith('#') ? 'beginning' : 'end', as: hash.length > 1 ? 'much' : 'little', pattern } };
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
  return { variable: name, otherwise };
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
