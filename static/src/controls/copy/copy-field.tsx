import { Button } from '../button';
import { useId, useRef, useState, type ReactNode } from 'react';

interface Props {
  label: ReactNode;
  value: string;
  /** More than one makes it a text area. */
  rows?: number;
  children?: ReactNode;
}

/**
 * A text with a button to copy it. Where the browser does not let the frame copy, the text is selected for the
 * keyboard.
 */
export function CopyField({ label, value, rows = 1, children }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [notice, setNotice] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setNotice('Copied.');
    } catch {
      field.current?.focus();
      field.current?.select();
      setNotice('The browser does not let this page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.');
    }
  }

  const Field = rows > 1 ? 'textarea' : 'input';
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={rows > 1 ? 'copy prose' : 'copy'}>
        <Field
          id={id}
          ref={field}
          readOnly
          value={value}
          autoComplete="off"
          spellCheck={false}
          {...(rows > 1 && { rows })}
          onFocus={() => {
            field.current?.select();
          }}
        />
        <Button onClick={() => void copy()}>Copy</Button>
      </div>
      {children}
      <p role="status" className="subtle small">
        {notice}
      </p>
    </div>
  );
}
