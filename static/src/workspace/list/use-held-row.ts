import { useEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import { isFocusLost } from '../../place/focus';
import type { Listed } from './listed';

/**
 * The row that has the focus, which stays drawn wherever the list is scrolled to. Where it goes from the list, as a
 * filter no longer finds it, the focus goes to the heading.
 */
export function useHeldRow(rows: readonly Listed[], heading: RefObject<HTMLElement>) {
  const [held, setHeld] = useState<string>();
  const element = useRef<Element>();
  useEffect(() => {
    if (!element.current || element.current.isConnected) return;
    element.current = undefined;
    if (isFocusLost()) heading.current?.focus({ preventScroll: true });
  }, [rows, heading]);
  return {
    held,
    onFocus: ({ target }: FocusEvent) => {
      element.current = target;
      const place = Number(target.closest('[aria-posinset]')?.getAttribute('aria-posinset') ?? '0');
      setHeld(rows[place - 1]?.key);
    },
    onBlur: () => {
      element.current = undefined;
    },
  };
}

/** Whether what stands above the rows was drawn: they come in a task of their own, so that none takes long. */
export function useDrawnAfter(): boolean {
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsDrawn(true);
    });
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isDrawn;
}
