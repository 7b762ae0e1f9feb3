import { useEffect, useId, useRef } from 'react';
import { Button } from '../controls/button';
import { CopyField } from '../controls/copy/copy-field';
import { Notice } from '../controls/notice';
import { visible } from '../../../src/core/words/visible';
import { holdKey, useNewKey } from './new-key';

/** The new key, until somebody says that it is stored. `onStored`: where the focus goes then. */
export function NewKeyCard({ onStored }: { onStored: () => void }) {
  const id = useId();
  const made = useNewKey();
  const title = useRef<HTMLHeadingElement>(null);
  const id_ = made?.key.id;
  useEffect(() => {
    if (id_ !== undefined) title.current?.focus();
  }, [id_]);
  if (!made) return null;
  const { key, secret } = made;
  return (
    <section className="card allowed" aria-labelledby={id}>
      <h3 id={id} ref={title} tabIndex={-1}>
        The new key{key.name ? `: ${visible(key.name)}` : ''}
      </h3>
      <CopyField
        label={
          <>
            Key, value of the variable <code>WHO_CAN_PUSH_KEY</code>
          </>
        }
        value={`${key.id}:${secret}`}
      >
        <p>
          It is not shown again. Keep it in a secured variable of the build; whoever has it can ask what anybody may do
          here. It stays on this page until you say that it is stored, and is gone with the page.
        </p>
      </CopyField>
      <div>
        <Button
          onClick={() => {
            holdKey(undefined);
            onStored();
          }}
        >
          I have stored it
        </Button>
      </div>
    </section>
  );
}

/** Reminds of a new key from anywhere else on the page. */
export function UnstoredKey({ onGo }: { onGo: () => void }) {
  const made = useNewKey();
  if (!made) return null;
  return (
    <Notice tone="warning" title="A new key is not stored yet">
      <p>It is shown under Builds until you say that it is stored, and is gone when you leave this page.</p>
      <Button onClick={onGo}>Go to the key</Button>
    </Notice>
  );
}
