import { indexOr, readWord, type Word } from './shell-words';

/** What a script is made of: commands, and what stands between them. A line break is `;`. */
export type Token = { words: Word[]; line: number; text: string; input?: string } | { operator: string };

const operators = ['&&', '||', ';;&', ';;', ';&', ';', '|&', '|', '&', '(', ')'];

/** Splits a script. Lines count from 0. */
export function shellTokens(script: string): Token[] {
  const tokens: Token[] = [];
  let words: Word[] = [];
  let began = 0;
  let ended = 0;
  let line = 0;
  let counted = 0;
  let at = 0;
  const heredocs: Heredoc[] = [];

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
      at = afterHeredocs(script, at + 1, heredocs.splice(0), tokens);
    } else if (/\s/.test(sign)) {
      at++;
    } else if (sign === '#') {
      at = indexOr(script, '\n', at);
    } else if (script.startsWith('<<', at) && !script.startsWith('<<<', at)) {
      const indented = script[at + 2] === '-';
      const word = readWord(script, skipBlanks(script, at + (indented ? 3 : 2)), 0);
      heredocs.push({
        end: word.word.parts.map((part) => ('text' in part ? part.text : '')).join(''),
        indented,
        of: tokens.length,
      });
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

/** `of` is the place of the command that reads it. */
interface Heredoc {
  end: string;
  indented: boolean;
  of: number;
}

function afterHeredocs(script: string, from: number, heredocs: Heredoc[], tokens: Token[]): number {
  let at = from;
  for (const { end, indented, of } of heredocs) {
    const body: string[] = [];
    while (at < script.length) {
      const next = indexOr(script, '\n', at);
      const one = script.slice(at, next);
      at = next + 1;
      const told = indented ? one.replace(/^\t+/, '') : one;
      if (told === end) break;
      body.push(told);
    }
    const token = tokens[of];
    if (token && 'words' in token) token.input = body.join('\n');
  }
  return Math.min(at, script.length);
}

function skipBlanks(script: string, from: number): number {
  let at = from;
  while (script[at] === ' ' || script[at] === '\t') at++;
  return at;
}
