import { useId } from 'react';
import { longest } from '../place/place';

/** A field that narrows a list down to those whose name holds what is `wanted`. */
export function FindPerson({
  label = 'Find a person',
  wanted,
  onChange,
  onEnter,
}: {
  label?: string;
  wanted: string;
  onChange: (wanted: string) => void;
  /** What Enter does: it is for the first that was found. */
  onEnter?: () => void;
}) {
  const id = useId();
  return (
    <div className="find">
      <label htmlFor={id} className="hidden">
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="search"
        maxLength={longest}
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        value={wanted}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter?.();
        }}
      />
    </div>
  );
}
