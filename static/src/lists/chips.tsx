import { thousands } from '../../../src/core/words/counts';

/** Buttons of which one is pressed: it narrows a list down, and each says how many there are of it. */
export function Chips<T extends string>({
  label,
  chips,
  noun,
  pressed,
  onPress,
}: {
  label: string;
  chips: readonly { value: T; word: string; count: number }[];
  /** What is counted, of one and of several, where that could be taken for something else. */
  noun?: readonly [string, string];
  pressed: T;
  onPress: (value: T) => void;
}) {
  return (
    <div role="group" aria-label={label} className="chips">
      {chips.map(({ value, word, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={pressed === value}
          onClick={() => {
            onPress(value);
          }}
        >
          {word} {thousands(count)}
          {noun && ` ${noun[count === 1 ? 0 : 1]}`}
        </button>
      ))}
    </div>
  );
}
