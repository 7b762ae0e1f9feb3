import { useEffect, useRef, type RefObject } from 'react';

/** For a part of the page that Escape leaves: the part's own element, which must be there from the beginning. */
export function useEscape<E extends HTMLElement>(leave: () => void): RefObject<E> {
  const part = useRef<E>(null);
  const leaving = useRef(leave);
  useEffect(() => {
    leaving.current = leave;
  });
  useEffect(() => {
    const element = part.current;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape') return;
      // What lies around it stays.
      event.stopPropagation();
      leaving.current();
    }
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);
  return part;
}
