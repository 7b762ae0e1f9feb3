import { Field } from './field';

/** One of a few, in the browser's own list. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChoose,
  disabled = false,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChoose: (value: T) => void;
  disabled?: boolean;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className="input"
          value={value}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            const chosen = options.find((one) => one.value === currentTarget.value);
            if (chosen) onChoose(chosen.value);
          }}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
