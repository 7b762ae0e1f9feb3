import { useId } from 'react';

/** A field that narrows a list of people down to those whose name holds what is `wanted`. */
export function FindPerson({ wanted, onChange }: { wanted: string; onChange: (wanted: string) => void }) {
  const id = useId();
  return (
    <div className="find">
      <label htmlFor={id} className="hidden">
        Find a person
      </label>
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        placeholder="Find a person"
        value={wanted}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}
