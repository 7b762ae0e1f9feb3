import { useId } from 'react';
import type { Ledger } from '../../../src/core/questions/ledger-report';
import { ledgerText, sayLedger, type SpokenDisagreementSeen } from '../../../src/core/say/pull-request/ledger';
import { code } from '../../../src/core/words/names';
import { CopyField } from '../controls/copy/copy-field';
import { Failed, Loading } from '../controls/notice';
import { Moment } from '../moment';
import { PullRequestLink } from '../pull-requests/pull-request-link';
import { CannotReadMessage } from '../settings/reading/cannot-read';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';
import { useLedger } from './use-ledger';

/** The view that says how often Bitbucket's own word and the rules agreed, and lists each time they did not. */
export function LedgerTab({ facts }: Pick<ViewProps, 'facts'>) {
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
      {state.is === 'read' && <Report ledger={state.ledger} facts={facts} />}
    </section>
  );
}

function Report({ ledger, facts }: { ledger: Ledger } & Pick<ViewProps, 'facts'>) {
  const id = useId();
  const spoken = sayLedger(ledger);
  const { sentence, since, disagreements, older } = spoken;
  return (
    <>
      <p role="status">
        {sentence}{' '}
        {since === undefined ? (
          <span className="subtle">Open a pull request and its panel Who can push: that is the first comparison.</span>
        ) : (
          <span className="subtle">Since {since}. The same pull request, unchanged, counts once a day.</span>
        )}
      </p>
      {disagreements.length > 0 && (
        <section className="stack wide" aria-labelledby={id}>
          <h3 id={id}>Where they differed</h3>
          <ul className="entries" aria-labelledby={id}>
            {groupsOf(disagreements).map((group) => (
              <Differed key={keyOf(group[0])} group={group} facts={facts} />
            ))}
          </ul>
          {older > 0 && <p className="subtle">{String(older)} more are only counted.</p>}
        </section>
      )}
      {since !== undefined && (
        <CopyField label="The same as text, to attach to a report" value={ledgerText(spoken)} rows={8} isProse />
      )}
    </>
  );
}

type Group = [SpokenDisagreementSeen, ...SpokenDisagreementSeen[]];

/** What was seen of one pull request at the same times stands together. */
function groupsOf(disagreements: readonly SpokenDisagreementSeen[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of disagreements) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

function keyOf({ pullRequest, branch, whole, first, last, times }: SpokenDisagreementSeen): string {
  return JSON.stringify([pullRequest, branch, whole, first, last, times]);
}

function Differed({ group, facts }: { group: Group } & Pick<ViewProps, 'facts'>) {
  const [{ pullRequest, branch, whole, first, last, times }] = group;
  return (
    <li className="entry">
      <h4>
        <PullRequestLink id={pullRequest} facts={facts} /> into <Words text={code(branch)} />
      </h4>
      <p>
        By the rules <strong>{whole.ours}</strong>, by Bitbucket <strong>{whole.bitbucket.replace('-', ' ')}</strong>.
      </p>
      <ul className="ways">
        {[...new Set(group.map(({ reason }) => reason))].map((reason) => (
          <li key={reason}>
            <Words text={reason} />
          </li>
        ))}
      </ul>
      <details>
        <summary>Facts that it rests on</summary>
        <ul className="ways">
          {[...new Set(group.flatMap(({ restsOn }) => restsOn))].map((fact) => (
            <li key={fact}>
              <Words text={fact} />
            </li>
          ))}
        </ul>
      </details>
      <p className="subtle small">
        {times === 1 ? 'Seen once, at ' : `Seen ${String(times)} times, last at `}
        <Moment at={last} />
        {first !== last && (
          <>
            , first at <Moment at={first} />
          </>
        )}
      </p>
    </li>
  );
}
