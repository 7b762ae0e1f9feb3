/** Code as `code()` of `core/words/names.ts` writes it. */
const codeSpan = /(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/gs;

/** A part of a sentence: words, or a name in code type without its backticks. */
export interface Span {
  text: string;
  isCode: boolean;
}

/** A sentence of ours, or a name, in its parts. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: fence = '', 2: inside = '' } of text.matchAll(codeSpan)) {
    const padded = fence.length > 1 && /^ .*[^ ].* $/s.test(inside);
    spans.push({ text: text.slice(from, index), isCode: false });
    spans.push({ text: padded ? inside.slice(1, -1) : inside, isCode: true });
    from = index + whole.length;
  }
  return [...spans, { text: text.slice(from), isCode: false }].filter((span) => span.text !== '');
}
