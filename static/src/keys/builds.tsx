import { Button } from '../controls/button';
import { useId, useRef, useState } from 'react';
import { CannotReadMessage } from '../settings/cannot-read';
import { Failed, Loading } from '../controls/notice';
import { CopyField } from '../controls/copy-field';
import { KeyRow } from './key-row';
import { useWebhookKeys, type WebhookKeys, type KeysState } from './use-webhook-keys';

const mostKeys = 2;

/** The tab for builds: the address they ask, and the keys they sign with. */
export function Builds() {
  const id = useId();
  const keys = useWebhookKeys();
  const { state, again } = keys;
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        Builds
      </h2>
      <p>
        A build can ask before it pushes, so that it fails at its start and says why. It sends a question to the address
        below, signed with a key of this repository. <code>who-can-push preflight</code> does both, and so does a script
        with <code>openssl</code> and <code>curl</code> alone, which <code>docs/builds.md</code> holds.
      </p>
      {state.is === 'loading' && <Loading what="Reading keys…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && <Keys keys={keys} state={state} onRevoked={() => title.current?.focus()} />}
      {/* Shown only this once, so it stays whatever becomes of the list. */}
      <NewKey keys={keys} />
    </section>
  );
}

function Keys({
  keys: { busy, make, revoke },
  state: { url, keys },
  onRevoked,
}: {
  keys: WebhookKeys;
  state: Extract<KeysState, { is: 'read' }>;
  onRevoked: () => void;
}) {
  const id = useId();
  const full = keys.length >= mostKeys;
  const [names, setNames] = useState(true);
  return (
    <>
      <CopyField
        label={
          <>
            Address that builds ask, value of the variable <code>WHO_CAN_PUSH_URL</code>
          </>
        }
        value={url}
      />
      <h3 id={`${id}-keys`}>Keys</h3>
      {keys.length === 0 ? (
        <p>This repository has no key, so no build can ask yet.</p>
      ) : (
        <ul className="keys" aria-labelledby={`${id}-keys`}>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              checkKey={key}
              busy={busy}
              onRevoke={async () => {
                await revoke(key.id);
                onRevoked();
              }}
            />
          ))}
        </ul>
      )}
      <div className="stack">
        <p id={`${id}-may`}>
          Whoever holds a key may ask about anybody, not only about who runs the build: the verdict, and the rules,
          permissions and groups that it comes from.
        </p>
        <label>
          <input
            type="checkbox"
            checked={!names}
            disabled={full}
            onChange={(event) => {
              setNames(!event.target.checked);
            }}
          />{' '}
          Answer without names: people are spoken of only as the build wrote them
        </label>
        <Button
          look="primary"
          disabled={full}
          busy={busy}
          aria-describedby={`${id}-full ${id}-may`}
          onClick={() => void make(names)}
        >
          Make a key
        </Button>
        <p id={`${id}-full`} className="subtle small">
          {full && 'Two keys are valid at a time, so that one can replace the other: revoke one first.'}
        </p>
      </div>
    </>
  );
}

function NewKey({ keys: { made, forget, lost } }: { keys: WebhookKeys }) {
  return (
    <div aria-live="polite">
      {lost && <p>Somebody revoked the new key while it was made. You can make another one.</p>}
      {made && (
        <div className="card allowed">
          <h3>The new key</h3>
          <CopyField
            label={
              <>
                Key, value of the variable <code>WHO_CAN_PUSH_KEY</code>
              </>
            }
            value={`${made.key.id}:${made.secret}`}
          >
            <p>
              It is not shown again. Keep it in a secured variable of the build; whoever has it can ask what anybody may
              do here.
            </p>
          </CopyField>
          <div>
            <Button onClick={forget}>I have stored it</Button>
          </div>
        </div>
      )}
    </div>
  );
}
