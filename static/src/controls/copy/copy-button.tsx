import './copy.css';
import { useRef } from 'react';
import { Button } from '../button';
import { useCopy } from './use-copy';

/**
 * A command in code type with the punctuation `after` it, and a button that copies it. Where the browser forbids that,
 * it selects the command.
 */
export function CopyCommand({ command, after = '' }: { command: string; after?: string | undefined }) {
  const code = useRef<HTMLElement>(null);
  const { notice, copy } = useCopy(
    command,
    () => {
      if (code.current) getSelection()?.selectAllChildren(code.current);
    },
    { forbidden: 'Selected: press Ctrl+C, or ⌘C on a Mac.' },
  );

  return (
    <span className="command">
      <code ref={code}>{command}</code>
      {after}{' '}
      <Button look="quiet" className="copy-button" aria-label={`Copy ${command}`} onClick={copy}>
        Copy
      </Button>
      <span role="status" className="subtle small">
        {notice}
      </span>
    </span>
  );
}
