import './copy.css';
import { useRef, useState } from 'react';
import { Button } from '../button';

const hint = 'Selected: press Ctrl+C, or ⌘C on a Mac.';

/**
 * A command in code type with the punctuation `after` it, and a button that copies it. Where the browser forbids that,
 * it selects the command.
 */
export function CopyCommand({ command, after = '' }: { command: string; after?: string | undefined }) {
  const code = useRef<HTMLElement>(null);
  const [notice, setNotice] = useState('');

  async function copy() {
    try {
      await navigator.clipboard.writeText(command);
      setNotice('Copied.');
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current);
      setNotice(hint);
    }
  }

  return (
    <span className="command">
      <code ref={code}>{command}</code>
      {after}{' '}
      <Button look="quiet" className="copy-button" aria-label={`Copy ${command}`} onClick={() => void copy()}>
        Copy
      </Button>
      <span role="status" className="subtle small">
        {notice}
      </span>
    </span>
  );
}
