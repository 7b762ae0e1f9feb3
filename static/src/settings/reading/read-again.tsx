import { lazy, Suspense, type RefObject } from 'react';
import type { Question } from '../../../../src/core/model';
import { Button } from '../../controls/button';
import { Notice } from '../../controls/notice';
import { GapList } from '../../gap-list';
import { Moment } from '../../moment';
import { CannotReadMessage } from './cannot-read';
import type { ReadState, Reading } from './use-facts';

const comparing = <p className="subtle">Comparing with what was read before…</p>;
/** Nobody needs it before they read again. */
const SinceLast = lazy(async () => ({ default: (await import('./since-last')).SinceLast }));

interface Props {
  state: ReadState;
  reading: Reading;
  question: Question;
  /** Where the focus goes once this is dismissed: what it was asked for with. */
  back: RefObject<HTMLButtonElement>;
}

/** How reading again went, above what the page shows: what changed, or why it still shows what was read before. */
export function ReadAgain(props: Props) {
  return (
    <div aria-live="polite" className="read-again">
      <Said {...props} />
    </div>
  );
}

function Said({ state: { again, facts, gathered }, reading, question, back }: Props) {
  if (again === undefined) return null;
  if (again === 'busy') return <p className="subtle">Reading again. What was read before stays meanwhile.</p>;
  const leave = () => {
    reading.dismiss();
    back.current?.focus();
  };
  const dismiss = (
    <Button
      look="quiet"
      onClick={leave}
      onKeyDown={({ key }) => {
        if (key === 'Escape') leave();
      }}
    >
      Dismiss
    </Button>
  );
  if ('before' in again)
    return (
      <Suspense fallback={comparing}>
        <SinceLast again={again} gathered={gathered} branches={reading.branches} question={question}>
          <div className="choice">{dismiss}</div>
        </SinceLast>
      </Suspense>
    );
  const asBefore = facts.readAt !== undefined && (
    <p>
      What stands below was read at <Moment at={facts.readAt} />.
    </p>
  );
  return (
    <Notice tone="warning" title="It could not be read again">
      {'failed' in again && <p>{again.failed}</p>}
      {'cannotRead' in again && <CannotReadMessage cannotRead={again.cannotRead} retry={reading.again} />}
      {'lacking' in again && <GapList gaps={again.lacking} repository={facts.repository} />}
      {asBefore}
      <div className="choice">
        <Button onClick={reading.again}>Read again</Button>
        {dismiss}
      </div>
    </Notice>
  );
}
