import type { CheckKey } from '../../../src/panel-calls';
import { Button } from '../controls/button';
import { useEffect, useRef, useState } from 'react';
import { Moment } from '../moment';

/** A webhook key, and a button that revokes it in two steps. */
export function KeyRow({
  checkKey: { id, madeAt, names },
  busy,
  onRevoke,
}: {
  checkKey: CheckKey;
  busy: boolean;
  onRevoke: () => Promise<void>;
}) {
  const [asking, setAsking] = useState(false);
  const confirm = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asking) confirm.current?.focus();
  }, [asking]);

  return (
    <li className="key">
      <div>
        <code>{id}</code>{' '}
        <span className="subtle small">
          made <Moment at={madeAt} />
          {names === false && ', answers without names'}
        </span>
      </div>
      {asking ? (
        <div ref={confirm} tabIndex={-1} role="group" aria-label={`Revoke the key ${id}`} className="stack">
          <p>Builds that sign with this key are refused from then on. A revoked key does not come back.</p>
          <div className="choice">
            <Button look="danger" busy={busy} onClick={() => void onRevoke()}>
              Revoke this key
            </Button>
            <Button
              look="quiet"
              disabled={busy}
              onClick={() => {
                setAsking(false);
              }}
            >
              Keep it
            </Button>
          </div>
        </div>
      ) : (
        <Button
          disabled={busy}
          onClick={() => {
            setAsking(true);
          }}
        >{`Revoke ${id}`}</Button>
      )}
    </li>
  );
}
