import { useCombobox } from 'downshift';
import { useId, useState } from 'react';
import { longest } from '../place/place';
import { found, isNamed, type Findable } from './search';

/** Something to choose: `hint` stands beside its label; `key` tells it from others. */
export interface Option<T> extends Findable {
  key: string;
  label: string;
  hint?: string;
  value: T;
}

export interface ComboboxProps<T> {
  label: string;
  /** Said below the field, and announced when it changes. */
  hint?: string | undefined;
  chosen: Option<T> | undefined;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
  /** What a typed text means that none of the options is called; undefined where it can mean nothing. */
  created?: (typed: string) => Option<T> | undefined;
  /** Said where nothing is found. */
  nothing: string;
  placeholder?: string;
  /** The id of what says that nothing was chosen and something must be. */
  wrongBy?: string | undefined;
  disabled?: boolean;
  /** Empties the field once something is chosen: for lists that grow. */
  clears?: boolean;
}

/**
 * A field to choose one of many by typing. The first that is found is the one that Enter chooses, and Tab once
 * something was typed: the very name where there is one.
 */
export function Combobox<T>({
  label,
  hint,
  chosen,
  options,
  onChoose,
  created,
  nothing,
  placeholder = '',
  wrongBy,
  disabled = false,
  clears = false,
}: ComboboxProps<T>) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const items = typed === undefined ? around(options, chosen) : offered(options, typed, created);
  const { isOpen, getLabelProps, getMenuProps, getInputProps, getItemProps, getToggleButtonProps, highlightedIndex } =
    useCombobox<Option<T>>({
      id,
      items,
      selectedItem: chosen ?? null,
      inputValue: typed ?? (clears ? '' : (chosen?.label ?? '')),
      defaultHighlightedIndex: 0,
      itemToString: (item) => item?.label ?? '',
      itemToKey: (item) => item?.key,
      onStateChange: ({ type }) => {
        const { InputKeyDownEnter, ItemClick, InputKeyDownEscape, InputBlur } = useCombobox.stateChangeTypes;
        const ends: unknown[] = [InputKeyDownEnter, ItemClick, InputKeyDownEscape, InputBlur];
        if (ends.includes(type)) setTyped(undefined);
      },
      // What was highlighted as the field lost its focus was not chosen: Tab has said so before, where it was.
      stateReducer: (state, { type, changes }) =>
        type === useCombobox.stateChangeTypes.InputBlur || type === useCombobox.stateChangeTypes.InputKeyDownEscape
          ? { ...changes, selectedItem: state.selectedItem }
          : changes,
    });
  return (
    <div className="field combobox">
      <label {...getLabelProps()}>{label}</label>
      <div className="combobox-box">
        <input
          {...getInputProps({
            placeholder,
            disabled,
            spellCheck: false,
            maxLength: longest,
            autoComplete: 'off',
            autoCapitalize: 'off',
            // Not when downshift says so, which is after it was drawn: Enter may come before, and is for what is typed.
            // What is chosen is told at once for the same reason.
            onChange: ({ currentTarget }) => {
              setTyped(currentTarget.value);
            },
            onKeyDown: ({ key, nativeEvent }) => {
              const item = items[highlightedIndex];
              // Who leaves by Tab goes on with what they typed; a click elsewhere leaves what was there.
              const takes = key === 'Enter' || (key === 'Tab' && typed !== undefined && typed.trim() !== '');
              if (takes && isOpen && item && !nativeEvent.isComposing) onChoose(item.value);
            },
            onFocus: ({ currentTarget }) => {
              currentTarget.select();
            },
            'aria-describedby': [hint !== undefined && `${id}-hint`, wrongBy].filter(Boolean).join(' ') || undefined,
            'aria-invalid': wrongBy === undefined ? undefined : true,
          })}
          className="input"
        />
        {!disabled && (
          <button
            {...getToggleButtonProps({ 'aria-label': `Show what ${label} can be` })}
            type="button"
            className="combobox-toggle"
          >
            <span aria-hidden="true">▾</span>
          </button>
        )}
        <ul {...getMenuProps()} className={isOpen ? 'options' : 'options hidden'}>
          {isOpen &&
            items.map((item, index) => (
              <li
                key={item.key}
                {...getItemProps({
                  item,
                  index,
                  onClick: () => {
                    onChoose(item.value);
                  },
                })}
                className={index === highlightedIndex ? 'option highlighted' : 'option'}
              >
                <bdi>{item.label}</bdi>
                {item.hint !== undefined && (
                  <>
                    {' '}
                    <bdi className="subtle small">{item.hint}</bdi>
                  </>
                )}
              </li>
            ))}
        </ul>
        {isOpen && items.length === 0 && <p className="options none">{nothing}</p>}
      </div>
      <p role="status" className={isOpen && items.length === 0 ? 'hidden' : 'subtle small'} id={`${id}-hint`}>
        {isOpen && items.length === 0 ? nothing : hint}
      </p>
    </div>
  );
}

/** Before anything is typed: what is chosen, then the first of the others. */
function around<T>(options: readonly Option<T>[], chosen: Option<T> | undefined): Option<T>[] {
  const first = found(options, '');
  return chosen ? [chosen, ...first.filter(({ key }) => key !== chosen.key)] : first;
}

/**
 * What is found, and what the text itself can mean: that comes before those that are called otherwise by their letter
 * case alone, and else after all.
 */
function offered<T>(options: readonly Option<T>[], typed: string, created: ComboboxProps<T>['created']): Option<T>[] {
  const matches = found(options, typed);
  const made = created?.(typed.trim());
  if (!made || matches.some(({ key }) => key === made.key)) return matches;
  const [first] = matches;
  return first && !isNamed(first, typed) ? [...matches, made] : [made, ...matches];
}
