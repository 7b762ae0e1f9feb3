import { Button } from '../controls/button';
import { useId, useMemo } from 'react';
import type { Facts } from '../../../src/core/model';
import { deniesTheMergeable } from '../../../src/core/questions/outlook';
import type { QueueEntry } from '../../../src/core/questions/queue';
import { paramsOf } from '../supplied/draft-in';
import { GapList } from '../gap-list';
import type { ViewProps } from '../settings/view';
import { CannotReadMessage } from '../settings/cannot-read';
import { Closed, Failed } from '../controls/notice';
import { Words } from '../words';
import { wordOf } from './bitbucket-line';
import { EntryItem } from './entry-item';
import { LikelyRules, type KeepProjectRule } from './likely-rules';
import { PeopleList } from './people-list';
import { SomeOf } from './some-of';
import { useQueue, type QueueReading } from './use-queue';

/** The tab of open pull requests: what stands between each and its merge, and what everybody could merge now. */
export function QueueView({ facts, reading: { readFactsAnew }, going }: ViewProps) {
  const id = useId();
  const onKeepProjectRule: KeepProjectRule = (draft) => {
    going.go({ view: 'supplied', params: paramsOf(draft) });
  };
  const reading = useQueue(facts, readFactsAnew);
  const {
    queue: { entries, people, gaps },
    ended,
    rulesAreRead,
    again,
  } = reading;
  const unheard = useMemo(() => unheardOfAll(entries, facts), [entries, facts]);
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>Open pull requests</h2>
      <div className="filters">
        <p className="subtle" role="status">
          {progress(reading)}
        </p>
        <Button look="quiet" onClick={again}>
          Read again
        </Button>
      </div>
      {typeof ended === 'object' && 'failed' in ended && (
        <Failed
          title="The app did not answer"
          detail={`${ended.failed}${entries.length > 0 ? ' What was read before stands below.' : ''}`}
          retry={again}
        />
      )}
      {typeof ended === 'object' && 'cannotRead' in ended && (
        <CannotReadMessage cannotRead={ended.cannotRead} retry={again} />
      )}
      {gaps.length > 0 && (
        <Closed title="Not everything could be seen">
          <GapList gaps={gaps} repository={facts.repository} />
        </Closed>
      )}
      {entries.length > 0 && (
        <>
          {unheard !== undefined && (
            <p className="subtle small">
              <Words text={unheard} />
            </p>
          )}
          <LikelyRules entries={entries} facts={facts} onKeep={onKeepProjectRule} />
          <SomeOf
            of={entries}
            label="Open pull requests"
            className="entries"
            drawn={(entry) => (
              <EntryItem
                key={entry.pullRequest.id}
                entry={entry}
                facts={facts}
                awaitsRules={!rulesAreRead && deniesTheMergeable({ merge: entry })}
                unheard={unheard === undefined}
              />
            )}
          />
          <PeopleList people={people} facts={facts} />
        </>
      )}
    </section>
  );
}

/** Whether Bitbucket itself said nothing; a check that leaves it open is of that pull request alone. */
function isUnheard({ bitbucket }: QueueEntry): boolean {
  return bitbucket?.says === 'unknown' && bitbucket.because?.of.what !== 'reported-check';
}

/** Why Bitbucket itself says nothing of any of several, where it is the same for all. */
function unheardOfAll(entries: QueueEntry[], facts: Facts): string | undefined {
  if (entries.length < 2) return undefined;
  const lines = new Set(entries.map((entry) => (isUnheard(entry) ? wordOf(entry, facts)?.line : undefined)));
  return lines.size === 1 ? [...lines][0] : undefined;
}

function progress({ pullRequests: { items, gaps, size }, ended }: QueueReading): string {
  if (ended === 'done' && items.length === 0)
    return gaps.length === 0 ? 'No pull request is open.' : 'No open pull request could be read.';
  if (ended === 'done') return `${counted(items.length)} ${items.length === 1 ? 'is' : 'are'} open.`;
  if (ended) return `${counted(items.length)} read.`;
  if (items.length === 0) return 'Reading the open pull requests…';
  return size === undefined
    ? `Reading: ${counted(items.length)} so far`
    : `Reading: ${String(items.length)} of ${counted(size)}`;
}

function counted(count: number): string {
  return count === 1 ? '1 pull request' : `${String(count)} pull requests`;
}
