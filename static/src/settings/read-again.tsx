import { Button } from '../controls/button';
import { Notice } from '../controls/notice';
import { GapList } from '../gap-list';
import { Moment } from '../moment';
import { CannotReadMessage } from './cannot-read';
import type { ReadState, Reading } from './use-facts';

/** How reading again went, above what the page shows: what changed, or why it still shows what was read before. */
export function ReadAgain({ state, reading }: { state: ReadState; reading: Reading }) {
  return (
    <div aria-live="polite" className="read-again">
      <Said state={state} reading={reading} />
    </div>
  );
}

function Said({ state: { again, facts }, reading }: { state: ReadState; reading: Reading }) {
  if (again === undefined) return null;
  if (again === 'busy') return <p className="subtle">Reading again. What was read before stays meanwhile.</p>;
  const dismiss = (
    <Button look="quiet" onClick={reading.dismiss}>
      Dismiss
    </Button>
  );
  if ('before' in again) return <p>{dismiss}</p>;
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
