import { useContext, useId, useMemo, type ReactNode } from 'react';
import type { HistoryPortion } from '../../../src/panel-calls';
import { thousands } from '../../../src/core/words/counts';
import { plain, sentence } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { Failed, Loading } from '../controls/notice';
import { Moment } from '../moment';
import { ReaderOfPage } from '../reader';
import { CannotReadMessage } from '../settings/reading/cannot-read';
import { noTurn } from '../turn-words';
import { Sentences } from '../words';
import { consequencesOf, type Consequence } from './words';
import { useHistory } from './use-history';
import './history.css';

/** So many sentences of one kind are in sight at once. */
const few = 6;

/** The view that says what changed in the repository from one of the app's readings to the next, and for whom. */
export function HistoryView() {
  const id = useId();
  const { state, again, earlier } = useHistory();
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>History</h2>
      <p className="subtle">
        What changed from one reading to the next, and who could do more or less afterwards. When it was changed within
        that time, and by whom, no reading shows.
      </p>
      {state.is === 'loading' && <Loading what="Fetching what changed…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && (
        <>
          <p role="status">
            <SinceWhen history={state.history} />
          </p>
          <Entries history={state.history} />
          {typeof state.more === 'object' && (
            <Failed title="Earlier changes could not be fetched" detail={state.more.failed} retry={earlier} />
          )}
          {state.history.next !== undefined && (
            <div>
              <Button busy={state.more === 'busy'} onClick={earlier}>
                Show earlier changes
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function SinceWhen({ history: { changes, first, last } }: { history: HistoryPortion }): ReactNode {
  if (first === undefined)
    return (
      <>
        The app has not read this repository yet, so there is no earlier reading to compare with. It reads by itself,
        and an administrator of the workspace can have it read at once, on the page Who can push of the workspace.
      </>
    );
  const read = (
    <>
      Read since <Moment at={first} />
      {last !== undefined && last !== first && (
        <>
          , last at <Moment at={last} />
        </>
      )}
      .
    </>
  );
  return changes.length === 0 ? <>{read} Nothing changed between the readings that are kept.</> : read;
}

function Entries({ history: { changes } }: { history: HistoryPortion }) {
  const reader = useContext(ReaderOfPage);
  const entries = useMemo(
    () => changes.map((one) => ({ ...one, consequences: consequencesOf(one, reader) })),
    [changes, reader],
  );
  if (entries.length === 0) return null;
  return (
    <ol className="entries history" aria-label="Changes, the latest first">
      {entries.map(({ from, to, renamedFrom, truncated, consequences }) => (
        <li key={`${String(from)} ${String(to)}`} className="entry">
          <h3>
            <Between from={from} to={to} />
          </h3>
          {consequences.map((one, at) => (
            <Followed key={at} consequence={one} />
          ))}
          {renamedFrom !== undefined && <p>It was called {plain(renamedFrom)} before.</p>}
          {truncated && (
            <p className="subtle small">
              Patterns overlap in more ways than were looked at: on other branches more may have changed.
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Between({ from, to }: Record<'from' | 'to', string | undefined>) {
  if (from === undefined || to === undefined) return 'Between two readings';
  return (
    <>
      Between <Moment at={from} /> and <Moment at={to} />
    </>
  );
}

function Followed({ consequence: { causes, shifts } }: { consequence: Consequence }) {
  return (
    <div className="consequence">
      <FirstFew of={causes.length > 0 ? causes : ['Nothing that was read explains it.']} look="causes" />
      {shifts.length > 0 ? <FirstFew of={shifts} look="shifts" /> : <p className="subtle small">{sentence(noTurn)}.</p>}
    </div>
  );
}

function FirstFew({ of, look }: { of: string[]; look: 'causes' | 'shifts' }) {
  const rest = of.length - few;
  return (
    <>
      <Sentences of={rest > 1 ? of.slice(0, few) : of} look={look} />
      {rest > 1 && (
        <details>
          <summary>{thousands(rest)} more</summary>
          <Sentences of={of.slice(few)} look={look} />
        </details>
      )}
    </>
  );
}
