import { useId } from 'react';
import { ledgerText, sayLedger, type SpokenDisagreementSeen } from '../../../src/core/say/pull-request/ledger';
import type { Ledger } from '../../../src/core/questions/ledger-report';
import { code } from '../../../src/core/words/names';
import { CopyField } from '../controls/copy-field';
import { Moment } from '../moment';
import { CannotReadMessage } from '../settings/cannot-read';
import { Failed, Loading } from '../controls/notice';
import { Words } from '../words';
import { useLedger } from './use-ledger';

/** The tab that says how often Bitbucket's own word and the rules agreed, and lists each time they did not. */
export function LedgerTab() {
  const id = useId();
  const { state, again } = useLedger();
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>Agreement with Bitbucket</h2>
      <p>
        Whenever the panel of an open pull request is shown, what follows from the rules is compared with what Bitbucket
        itself says of the merge. The last 90 days are kept, without names of people, titles and messages of apps.
      </p>
      {state.is === 'loading' && <Loading what="Reading what was compared…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && <Report ledger={state.ledger} />}
    </section>
  );
}

function Report({ ledger }: { ledger: Ledger }) {
  const id = useId();
  const spoken = sayLedger(ledger);
  const { sentence, since, disagreements, older } = spoken;
  return (
    <>
      <p role="status">
        {sentence}
        {since !== undefined && (
          <>
            {' '}
            <span className="subtle">Since {since}. The same pull request, unchanged, counts once a day.</span>
          </>
        )}
      </p>
      {disagreements.length > 0 && (
        <>
          <h3 id={id}>Where they differed</h3>
          <div className="scroll" role="region" aria-labelledby={id} tabIndex={0}>
            <table className="ledger" aria-labelledby={id}>
              <thead>
                <tr>
                  <th scope="col">Pull request</th>
                  <th scope="col">Difference</th>
                  <th scope="col">By the rules</th>
                  <th scope="col">By Bitbucket</th>
                  <th scope="col">Seen</th>
                </tr>
              </thead>
              <tbody>
                {disagreements.map((one, at) => (
                  <Row key={at} seen={one} />
                ))}
              </tbody>
            </table>
          </div>
          {older > 0 && <p className="subtle">{String(older)} more are only counted.</p>}
        </>
      )}
      {since !== undefined && (
        <CopyField label="The same as text, to attach to a report" value={ledgerText(spoken)} rows={8} />
      )}
    </>
  );
}

function Row({
  seen: { pullRequest, branch, reason, whole, first, last, times, restsOn },
}: {
  seen: SpokenDisagreementSeen;
}) {
  return (
    <tr>
      <th scope="row">
        {pullRequest} into <Words text={code(branch)} />
      </th>
      <td>
        <Words text={reason} />
        <details>
          <summary>Facts that it rests on</summary>
          <ul>
            {restsOn.map((fact, at) => (
              <li key={at}>
                <Words text={fact} />
              </li>
            ))}
          </ul>
        </details>
      </td>
      <td>{whole.ours}</td>
      <td>{whole.bitbucket.replace('-', ' ')}</td>
      <td>
        {times === 1 ? 'once, at ' : `${String(times)} times, last at `}
        <Moment at={last} />
        {first !== last && (
          <>
            , first at <Moment at={first} />
          </>
        )}
      </td>
    </tr>
  );
}
