import type { PullRequestPanel as Panel } from '../../../src/panel-calls';
import { lazy, Suspense, useState } from 'react';
import type { Decision } from '../../../src/core/decision';
import { sayDecision } from '../../../src/core/say/decision';
import { sayMergers, sayNote } from '../../../src/core/say/pull-request/outlook';
import { withTellingNames } from '../../../src/core/words/telling-names';
import { liftsOf } from '../../../src/core/words/gaps';
import { CannotReadMessage } from '../settings/cannot-read';
import { Failed, Loading } from '../controls/notice';
import { Words } from '../words';
import { BesideBitbucket } from './beside-bitbucket';
import { MergeAnswer } from './merge-answer';
import { MergeCheckList } from './merge-check-list';
import { Push } from './push';
import { RulesLine } from './rules-line';
import { usePullRequest } from './use-pull-request';

/** Reading git's output takes a good deal of code, so it is loaded only when somebody wants to paste something. */
const RefusalBeside = lazy(async () => ({ default: (await import('./refusal-beside')).RefusalBeside }));

/**
 * The panel beside a pull request, for any viewer: may you merge it, push to its source, push to its destination; why;
 * what now; and what Bitbucket itself says of the merge.
 */
export function PullRequestPanel() {
  const { state, again } = usePullRequest();
  return (
    <main className="page beside">
      <h1 className="hidden">Who can push, beside this pull request</h1>
      {state.is === 'loading' && <Loading what="Reading the pull request and the rules of its branches…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && <Read panel={state.panel} busy={state.busy} again={again} />}
    </main>
  );
}

function Read({ panel, busy, again }: { panel: Panel; busy: boolean; again: () => void }) {
  const { outlook, repository, rules } = panel;
  const { about, notes, source, destination, mergers } = outlook;
  const forOthers = panel.for === 'others';
  return (
    <>
      <MergeAnswer outlook={outlook} forOthers={forOthers} />
      {about.state === 'OPEN' && <BesideBitbucket merge={outlook.merge} forOthers={forOthers} />}
      {about.state === 'OPEN' && <MergeCheckList outlook={outlook} />}
      {about.state === 'OPEN' && (
        <section className="part" aria-labelledby="mergers">
          <h2 id="mergers">Who can merge{waitsForAll(outlook.merge) && ', once nothing stands in the way'}</h2>
          <p>
            <Words text={sayMergers(withTellingNames(mergers), outlook, liftsSaid(outlook.merge))} />
          </p>
        </section>
      )}
      <section className="part" aria-labelledby="pushes">
        <h2 id="pushes">Pushing to its branches</h2>
        {notes.length > 0 && (
          <ul className="notes">
            {notes.map((note) => (
              <li key={note.note}>
                <Words text={sayNote(note, outlook)} />
              </li>
            ))}
          </ul>
        )}
        {source && <Push decision={source} end="source" forOthers={forOthers} />}
        <Push decision={destination} end="destination" forOthers={forOthers} />
      </section>
      <Refusal panel={panel} />
      <RulesLine rules={rules} repository={repository} busy={busy} again={again} />
    </>
  );
}

/** Whether something refuses this merge to everybody, whoever they are. */
function waitsForAll({ findings, bitbucket }: Decision): boolean {
  const refusing = findings.filter(({ verdict }) => verdict === 'denies').map(({ rule }) => rule);
  const reported = bitbucket?.checks.filter(({ check }) => check.blocking) ?? [];
  return (
    refusing.includes('merge-checks') ||
    refusing.includes('pull-request') ||
    (refusing.includes('mergeability') && reported.some(({ check }) => check.type !== 'current_user_permission_check'))
  );
}

/** What the answer above says would lift its doubts. */
function liftsSaid(merge: Decision): string[] {
  return liftsOf(sayDecision(merge).findings.filter(({ rule }) => rule !== 'merge-checks'));
}

/** Closed until somebody has something to paste. */
function Refusal({ panel: { outlook } }: { panel: Panel }) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="fold"
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true);
      }}
    >
      <summary>Read a refusal</summary>
      {opened && (
        <Suspense fallback={<Loading what="Loading what reads refusals…" />}>
          <RefusalBeside outlook={outlook} />
        </Suspense>
      )}
    </details>
  );
}
