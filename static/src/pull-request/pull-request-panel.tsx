import { lazy, Suspense, useMemo, useState } from 'react';
import { askingForMerge } from '../../../src/core/say/pull-request/decision';
import type { Outlook } from '../../../src/core/questions/pull-request/outlook';
import { toReader } from '../../../src/core/words/reader';
import { withTellingNames } from '../../../src/core/words/telling-names';
import { CannotReadMessage } from '../settings/reading/cannot-read';
import { Failed, Loading } from '../controls/notice';
import { OpensSettings } from '../decision/outward';
import { shellHere } from '../shell-here';
import { AnsweredAsApp } from './answered-as-app';
import { BesideBitbucket } from './beside-bitbucket';
import { LookedAt } from './looked-at';
import { MergeAnswer, useStand } from './merge-answer';
import { OtherChecks } from './merge-check-list';
import './panel.css';
import { Pushes } from './push';
import { RulesLine } from './rules-line';
import { usePullRequest, type PanelState } from './use-pull-request';

/** Reading git's output takes a good deal of code, so it is loaded only when somebody wants to paste something. */
const RefusalBeside = lazy(async () => ({ default: (await import('./refusal-beside')).RefusalBeside }));

/**
 * The panel beside a pull request, for any viewer: may you merge it, what is missing, whose move is it, and one thing
 * to do. What is done, what Bitbucket itself says, and pushing to its branches stand below, folded.
 */
export function PullRequestPanel() {
  const { state, again, asYou } = usePullRequest();
  return (
    <main className="page beside">
      <h1 className="hidden">Who can push, beside this pull request</h1>
      {state.is === 'loading' && <Loading what="Reading the pull request and the rules of its branches…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && <Read {...state} again={again} asYou={asYou} />}
    </main>
  );
}

function Read({
  panel,
  again,
  asYou,
  ...state
}: Pick<Extract<PanelState, { is: 'read' }>, 'panel' | 'busy' | 'failed'> & { again: () => void; asYou: () => void }) {
  const { outlook: given, repository, rules } = panel;
  const forOthers = panel.for === 'others';
  const outlook = useMemo(() => readBy(given, !forOthers), [given, forOthers]);
  const stand = useStand(outlook, shellHere());
  const isOpen = stand.is !== 'closed';
  // What is sent to others is made from the answer that names who asks.
  const asks = useMemo(
    () => (forOthers && isOpen ? askingForMerge(given.merge) : undefined),
    [given, forOthers, isOpen],
  );
  return (
    <OpensSettings.Provider value={!forOthers}>
      <MergeAnswer outlook={outlook} stand={stand} asks={asks} />
      {isOpen && panel.for === 'others' && panel.asApp && <AnsweredAsApp ask={asYou} />}
      <div className="folds">
        {isOpen && <OtherChecks outlook={outlook} stand={stand} />}
        {isOpen && <BesideBitbucket merge={outlook.merge} forOthers={forOthers} />}
        <Pushes outlook={outlook} given={given} forOthers={forOthers} />
        <LookedAt outlook={outlook} isOpen={isOpen} />
        <Refusal outlook={outlook} />
      </div>
      <RulesLine rules={rules} repository={repository} {...state} again={again} />
    </OpensSettings.Provider>
  );
}

/** The outlook for its reader, who is *you* in every sentence. */
function readBy(given: Outlook, administers: boolean): Outlook {
  const { actor } = given.merge.question;
  const id = actor.type === 'user' ? actor.person.id : undefined;
  return toReader(withTellingNames(given), { id, administers });
}

/** Closed until somebody has something to paste. */
function Refusal({ outlook }: { outlook: Outlook }) {
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
