import type { CheckKey } from '../../../src/panel-calls';
import { useCallback, useEffect, useRef, useState } from 'react';
import { visible } from '../../../src/core/words/visible';
import { Button } from '../controls/button';
import { Moment } from '../moment';

interface Props {
  checkKey: CheckKey;
  /** The uuid of whoever looks, in braces. */
  viewer: string | undefined;
  busy: boolean;
  onRevoke: () => Promise<void>;
}

/** A webhook key: what it is for, who made it, when it was last used; and a button that revokes it in two steps. */
export function KeyRow({ checkKey, viewer, busy, onRevoke }: Props) {
  const { id } = checkKey;
  const [asking, setAsking] = useState(false);
  const confirm = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const keep = useCallback(() => {
    setAsking(false);
    // The button is drawn again only after this.
    requestAnimationFrame(() => opener.current?.focus());
  }, []);

  useEffect(() => {
    const group = confirm.current;
    if (!asking || !group) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') keep();
    };
    group.focus();
    group.addEventListener('keydown', onKey);
    return () => {
      group.removeEventListener('keydown', onKey);
    };
  }, [asking, keep]);

  return (
    <li className="key">
      <About checkKey={checkKey} viewer={viewer} />
      {asking ? (
        <div ref={confirm} tabIndex={-1} role="group" aria-label={`Revoke the key ${id}`} className="stack">
          <p>Builds that sign with this key are refused from then on. A revoked key does not come back.</p>
          <div className="choice">
            <Button look="danger" busy={busy} onClick={() => void onRevoke()}>
              Revoke this key
            </Button>
            <Button look="quiet" disabled={busy} onClick={keep}>
              Keep it
            </Button>
          </div>
        </div>
      ) : (
        <Button
          buttonRef={opener}
          disabled={busy}
          onClick={() => {
            setAsking(true);
          }}
        >{`Revoke ${id}`}</Button>
      )}
    </li>
  );
}

function About({ checkKey: { id, madeAt, names, name, by, usedAt }, viewer }: Pick<Props, 'checkKey' | 'viewer'>) {
  const maker = by && (by.id === viewer ? 'you' : visible(by.name));
  return (
    <div>
      {name ? <strong>{visible(name)}</strong> : <span className="subtle">Without a name</span>} <code>{id}</code>
      <p className="subtle small">
        Made <Moment at={madeAt} />
        {maker !== undefined && ` by ${maker}`}
        {names === false && ', answers without names'}
      </p>
      <p className="subtle small">
        {usedAt === undefined ? (
          'When it was last used is not known'
        ) : usedAt === null ? (
          'No use noted yet'
        ) : (
          <>
            Last used <Moment at={usedAt} />
          </>
        )}
      </p>
    </div>
  );
}
