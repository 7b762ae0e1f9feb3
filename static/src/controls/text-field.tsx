import type { InputHTMLAttributes } from 'react';
import { Field } from './field';

/** One line of text or a number, with its label. */
export function TextField({
  label,
  hint,
  onChange,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  label: string;
  hint?: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <input
          autoComplete="off"
          {...rest}
          id={id}
          className="input"
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}
