import { useId, useRef } from 'react';
import { Combobox, type ComboboxProps, type Option } from './combobox';

/** A field for several of many: what is chosen stands above it, each with a button that takes it out. */
export function Several<T>({
  chosen,
  onChange,
  options,
  ...field
}: Omit<ComboboxProps<T>, 'chosen' | 'onChoose' | 'clears'> & {
  chosen: readonly Option<T>[];
  onChange: (values: T[]) => void;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const keys = new Set(chosen.map(({ key }) => key));
  return (
    <div ref={box} className="several">
      <Combobox
        {...field}
        clears
        chosen={undefined}
        options={options.filter(({ key }) => !keys.has(key))}
        onChoose={(value) => {
          onChange([...chosen.map((one) => one.value), value]);
        }}
      />
      <ul id={id} aria-label={`${field.label}: chosen`} className="chosen">
        {chosen.map(({ key, label, hint }) => (
          <li key={key} className="chip">
            <bdi>{label}</bdi> {hint !== undefined && <bdi className="subtle small">{hint}</bdi>}
            <button
              type="button"
              onClick={() => {
                onChange(chosen.filter((one) => one.key !== key).map((one) => one.value));
                box.current?.querySelector('input')?.focus();
              }}
            >
              <span aria-hidden="true">×</span>
              <span className="hidden">Take out {label}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
