import { Fragment } from 'react';
import { CopyCommand } from '../controls/copy/copy-button';
import { spansOf, Words } from '../words';

/** Programs whose commands a way out offers. Of Git, what has no option or name behind it is only spoken of. */
const offered = /^(?:git \S+ \S|(?:ssh|ssh-\w+|curl|curl\.exe|chmod|icacls|printf|who-can-push|npm|npx) \S|'protocol=)/;
const punctuation = /^[.,;:)]*/;

/** A way out, with a button to copy each command in it. */
export function Way({ text }: { text: string }) {
  const spans = spansOf(text).map((span) => ({ ...span, isCommand: span.code && offered.test(span.content) }));
  return spans.map(({ isCommand, content, written }, at) => {
    if (isCommand)
      return <CopyCommand key={at} command={content} after={punctuation.exec(spans[at + 1]?.written ?? '')?.[0]} />;
    // What ends a sentence stands before the button, not after it.
    const rest = spans[at - 1]?.isCommand ? written.replace(punctuation, '') : written;
    return <Fragment key={at}>{rest !== '' && <Words text={rest} />}</Fragment>;
  });
}
