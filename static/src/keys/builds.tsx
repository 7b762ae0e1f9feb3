import { useId, useRef } from 'react';
import { quoted } from '../../../src/core/words/shell';
import { CopyCommand } from '../controls/copy/copy-button';
import { CopyField } from '../controls/copy/copy-field';
import { Failed, Loading } from '../controls/notice';
import { CannotReadMessage } from '../settings/reading/cannot-read';
import type { ViewProps } from '../settings/view';
import { KeyForm } from './key-form';
import { KeyRow } from './key-row';
import { NewKeyCard } from './new-key-card';
import { useWebhookKeys, type KeysState, type WebhookKeys } from './use-webhook-keys';

const mostKeys = 2;

/** What builds need: the address they ask, and the keys they sign with. */
export function Builds({ facts: { repository, viewer } }: Pick<ViewProps, 'facts'>) {
  const id = useId();
  const keys = useWebhookKeys();
  const { state, again } = keys;
  const title = useRef<HTMLHeadingElement>(null);
  const toTitle = () => title.current?.focus();
  const branch = (repository.mainBranch.known ? repository.mainBranch.value : undefined) ?? 'main';
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        Builds
      </h2>
      <p>
        A build can ask before it pushes, so that it fails at its start and says why. It sends a question to the address
        below, signed with a key of this repository.
      </p>
      {state.is === 'loading' && <Loading what="Reading keys…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && (
        <Keys keys={keys} state={state} viewer={viewer.known ? viewer.value.id : undefined} onRevoked={toTitle} />
      )}
      {/* It stays whatever becomes of the list. */}
      <NewKeyCard onStored={toTitle} />
      <section className="stack wide" aria-labelledby={`${id}-asking`}>
        <h3 id={`${id}-asking`}>In a step, before it pushes</h3>
        <p>
          <CopyCommand command={`who-can-push preflight ${quoted(branch)} || [ $? -ne 1 ]`} /> prints the answer, and
          ends the build where the push would be refused. It reads the address and the key from the variables{' '}
          <code>WHO_CAN_PUSH_URL</code> and <code>WHO_CAN_PUSH_KEY</code>. Where that program is not installed, a script
          asks with <code>openssl</code> and <code>curl</code> alone: it stands in <code>docs/builds.md</code>, which
          comes with that program.
        </p>
      </section>
    </section>
  );
}

function Keys({
  keys: { busy, problem, make, revoke },
  state: { url, keys },
  viewer,
  onRevoked,
}: {
  keys: WebhookKeys;
  state: Extract<KeysState, { is: 'read' }>;
  viewer: string | undefined;
  onRevoked: () => void;
}) {
  const id = useId();
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
      <h3 id={id}>Keys</h3>
      {keys.length === 0 ? (
        <p>This repository has no key, so no build can ask yet. Make one below, for each system that builds.</p>
      ) : (
        <>
          <ul className="keys" aria-labelledby={id}>
            {keys.map((key) => (
              <KeyRow
                key={key.id}
                checkKey={key}
                viewer={viewer}
                busy={busy}
                onRevoke={async () => {
                  if (await revoke(key.id)) onRevoked();
                }}
              />
            ))}
          </ul>
          <p className="subtle small">A use is noted at most once an hour.</p>
        </>
      )}
      {problem !== undefined && <Failed title="That was not done" detail={problem} />}
      <KeyForm isFull={keys.length >= mostKeys} busy={busy} onMake={make} />
    </>
  );
}
