import { createContext, Fragment, useContext, type ReactNode } from 'react';

/** What stands in place of words that say where something is: a way there. By the words, as `core` writes them. */
export const WaysThere = createContext<ReadonlyMap<string, ReactNode>>(new Map());

/** A sentence with names in code type and Bitbucket's own words in italics: `core` writes both as Markdown. */
export function Words({ text }: { text: string }) {
  return spansOf(text).map(({ code, content }, at) => (
    <Fragment key={at}>{code ? <code>{content}</code> : <Prose text={content} />}</Fragment>
  ));
}

/** Sentences below one another, where there are any; `look` is the class of their list. */
export function Sentences({ of, look }: { of: readonly string[]; look: string }) {
  return of.length === 0 ? null : (
    <ul className={look}>
      {of.map((text) => (
        <li key={text}>
          <Words text={text} />
        </li>
      ))}
    </ul>
  );
}

function Prose({ text }: { text: string }): ReactNode {
  const found = [...useContext(WaysThere)].find(([words]) => text.includes(words));
  if (found) {
    const [words, way] = found;
    const [before = '', ...after] = text.split(words);
    return (
      <>
        <Prose text={before} />
        {way}
        <Prose text={after.join(words)} />
      </>
    );
  }
  return text.split(/\*(\p{L}[\p{L} ]*)\*/u).map((part, at) => (at % 2 === 1 ? <em key={at}>{part}</em> : part));
}

/** A run of prose or of code; `written` is as the text has it. */
interface Span {
  code: boolean;
  content: string;
  written: string;
}

/** Splits a text into runs of prose and of code. A code span ends with as many backticks as it began with. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  const prose = (content: string) => ({ code: false, content, written: content });
  let at = 0;
  for (const match of text.matchAll(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/gs)) {
    if (match.index > at) spans.push(prose(text.slice(at, match.index)));
    const [whole, fence = '', inside = ''] = match;
    spans.push({ code: true, content: fence.length > 1 ? inside.replace(/^ | $/g, '') : inside, written: whole });
    at = match.index + whole.length;
  }
  if (at < text.length) spans.push(prose(text.slice(at)));
  return spans;
}
