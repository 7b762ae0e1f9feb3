import { Button } from '../controls/button';
import { useState, type ReactNode } from 'react';

const step = 50;

/** The first fifty entries of a list, and a button for more. */
export function SomeOf<T>({
  of,
  label,
  className,
  drawn,
}: {
  of: T[];
  label: string;
  className: string;
  drawn: (one: T) => ReactNode;
}) {
  const [shown, setShown] = useState(step);
  const left = of.length - shown;
  return (
    <>
      <ul aria-label={label} className={className}>
        {of.slice(0, shown).map(drawn)}
      </ul>
      {left > 0 && (
        <div>
          <Button
            onClick={() => {
              setShown(shown + step);
            }}
          >{`Show ${String(Math.min(step, left))} more of ${String(of.length)}`}</Button>
        </div>
      )}
    </>
  );
}
