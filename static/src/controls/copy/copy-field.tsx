import { Button } from '../button';
import { useId, useRef, type ReactNode } from 'react';
import { useCopy } from './use-copy';

interface Props {
  label: ReactNode;
  value: string;
  /** More than one makes it a text area. */
  rows?: number;
  /** Sentences, and nothing to run: in the font of the page. */
  isProse?: true;
  children?: ReactNode;
}

/**
 * A text with a button to copy it. Where the browser does not let the frame copy, the text is selected for the
 * keyboard.
 */
export function CopyField({ label, value, rows = 1, isProse, children }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { notice, copy } = useCopy(value, () => {
    field.current?.focus();
    field.current?.select();
  });
  const Field = rows > 1 ? 'textarea' : 'input';
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={rows > 1 ? `copy tall ${isProse ? 'prose' : ''}`.trim() : 'copy'}>
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
        <Button onClick={copy}>Copy</Button>
      </div>
      {children}
      <p role="status" className="subtle small">
        {notice}
      </p>
    </div>
  );
}
