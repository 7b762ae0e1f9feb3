import { useId, type ReactNode } from 'react';

/** A labelled field of a form; `hint` is announced when it changes. */
export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string | undefined;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && (
        <span className="subtle small" role="status">
          {hint}
        </span>
      )}
    </div>
  );
}
