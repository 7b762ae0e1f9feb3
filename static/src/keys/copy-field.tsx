import Button from '@atlaskit/button/new';
import { useId, useRef, useState, type ReactNode } from 'react';

/** A text to take along. Where the browser does not let the frame copy, the text is selected for the keyboard. */
export function CopyField({ label, value, children }: { label: ReactNode; value: string; children?: ReactNode }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setSaid('Copied.');
    } catch {
      field.current?.focus();
      field.current?.select();
      setSaid('The browser does not let this page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.');
    }
  }

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy">
        <input id={id} ref={field} readOnly value={value} autoComplete="off" spellCheck={false} onFocus={(event) => { event.currentTarget.select(); }} />
        <Button onClick={() => void copy()}>Copy</Button>
      </div>
      {children}
      <p role="status" className="subtle small">{said}</p>
    </div>
  );
}
