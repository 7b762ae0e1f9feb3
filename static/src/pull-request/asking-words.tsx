import { useId, useRef, useState } from 'react';
import { Button } from '../controls/button';
import { Words } from '../words';

/**
 * A text that somebody without the permission can send to somebody who can help: copied at once, and shown on demand.
 * Where the browser does not let the frame copy, it is shown and selected for the keyboard.
 */
export function AskingWords({ what, words, look }: { what: string; words: string; look?: 'primary' }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const fold = useRef<HTMLDetailsElement>(null);
  const [notice, setNotice] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(words);
      setNotice('Copied. You can paste it where others read it.');
    } catch {
      if (fold.current) fold.current.open = true;
      field.current?.focus();
      field.current?.select();
      setNotice('The browser does not let this page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.');
    }
  }

  return (
    <div className="asking">
      <Button {...(look && { look })} onClick={() => void copy()}>
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
