import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '../controls/button';

/** What stands beside the table. It takes the focus as it opens; Escape or its button closes it. */
export function Beside({
  title,
  about,
  onClose,
  children,
}: {
  title: ReactNode;
  /** Tells what it is about: with another, it takes the focus anew. */
  about: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [about]);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it from anywhere within.
    <div
      ref={box}
      className="card matrix-line"
      role="group"
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Button look="quiet" className="close" onClick={onClose}>
        Close
      </Button>
      <h3 id={id}>{title}</h3>
      {children}
    </div>
  );
}
