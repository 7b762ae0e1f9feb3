import { useState } from 'react';

/** What is said of an attempt to copy. */
interface Said {
  done?: string;
  forbidden?: string;
}

/**
 * Copies a text, and says what came of it. Where the browser does not let the frame copy, `select` selects the text for
 * the keyboard.
 */
export function useCopy(
  text: string,
  select: () => void,
  {
    done = 'Copied.',
    forbidden = 'The browser does not let this page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac.',
  }: Said = {},
): { notice: string; copy: () => void } {
  const [notice, setNotice] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setNotice(done);
    } catch {
      select();
      setNotice(forbidden);
    }
  }

  return { notice, copy: () => void copy() };
}
