import { useEffect, useRef, type ReactNode } from 'react';
import { code } from '../../../../src/core/words/names';
import { Button } from '../../controls/button';
import { Notice } from '../../controls/notice';
import { Words } from '../../words';

/** An empty list says something of everybody, so it is asked for twice. */
export function AskAboutNobody({
  group,
  busy,
  onSave,
  onCancel,
  children,
}: {
  group: string;
  busy: boolean;
  onSave: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    cancel.current?.focus();
  }, []);
  return (
    <div role="group" aria-label="Is nobody in the group?">
      <Notice tone="warning" title="The list is empty">
        <p>
          <Words text={`Saved so, it says that nobody is in ${code(group)}: not that you do not know who is.`} />
        </p>
        {children}
        <div className="choice">
          <Button buttonRef={cancel} onClick={onCancel}>
            Go back
          </Button>
          <Button look="danger" busy={busy} onClick={onSave}>
            Save that nobody is in it
          </Button>
        </div>
      </Notice>
    </div>
  );
}
