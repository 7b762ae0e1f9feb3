import { useSyncExternalStore } from 'react';

/** Sizes in pixels: of the column of names, the row of headings, and every other column and row. */
export interface Sizes {
  name: number;
  head: number;
  column: number;
  row: number;
}

const wide: Sizes = { name: 232, head: 72, column: 128, row: 36 };
/** Three columns stand in 400 pixels. */
const narrow: Sizes = { name: 104, head: 72, column: 87, row: 52 };

const isNarrow = window.matchMedia('(max-width: 40rem)');

/** The sizes for this window. */
export function useSizes(): Sizes {
  return useSyncExternalStore(subscribe, () => (isNarrow.matches ? narrow : wide));
}

function subscribe(onChange: () => void): () => void {
  isNarrow.addEventListener('change', onChange);
  return () => {
    isNarrow.removeEventListener('change', onChange);
  };
}
