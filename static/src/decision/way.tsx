import { Fragment } from 'react';
import { CopyCommand } from '../controls/copy-button';
import { spansOf, Words } from '../words';

/** Programs whose commands a way out offers. Of Git, what has no option or name behind it is only spoken of. */
const offered = /^(?:git \S+ \S|(?:ssh|ssh-\w+|curl|curl\.exe|chmod|icacls|printf|who-can-push|npm|npx) \S|'protocol=)/;

/** A way out, with a button to copy each command in it. */
export function Way({ text }: { text: string }) {
  return spansOf(text).map(({ code, content, written }, at) => (
    <Fragment key={at}>
      {code && offered.test(content) ? <CopyCommand command={content} /> : <Words text={written} />}
    </Fragment>
  ));
}
