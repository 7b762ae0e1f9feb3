import { useId, useRef } from 'react';
import { Button } from '../controls/button';
import { useCopy } from '../controls/copy/use-copy';
import { Words } from '../words';

/**
 * A text that somebody without the permission can send to somebody who can help: copied at once, and shown on demand.
 * Where the browser does not let the frame copy, it is shown and selected for the keyboard.
 */
export function AskingWords({ what, words, look }: { what: string; words: string; look?: 'primary' }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const fold = useRef<HTMLDetailsElement>(null);
  const { notice, copy } = useCopy(
    words,
    () => {
      if (fold.current) fold.current.open = true;
      field.current?.focus();
      field.current?.select();
    },
    { done: 'Copied. You can paste it where others read it.' },
  );

  return (
    <div className="asking">
      <Button {...(look && { look })} onClick={copy}>
        Copy words to ask with
      </Button>
      <details ref={fold}>
        <summary>See the words</summary>
        <label htmlFor={id} className="hidden">
          <Words text={`Words to ask for help ${what}`} />
        </label>
        <textarea id={id} ref={field} readOnly value={words} rows={8} spellCheck={false} />
      </details>
      <p role="status" className="subtle small">
        {notice}
      </p>
    </div>
  );
}
