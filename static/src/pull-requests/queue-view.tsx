import { Button } from '../controls/button';
import { useId, useMemo } from 'react';
import type { Facts } from '../../../src/core/model';
import { deniesWhatPasses } from '../../../src/core/questions/pull-request/outlook';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import { sayQueueSum } from '../../../src/core/say/pull-request/brief';
import { sayQueue } from '../../../src/core/say/pull-request/queue';
import { SaveAs } from '../export/save-as';
import { shellHere } from '../shell-here';
import { paramsOf } from '../supplied/draft-in';
import { GapList } from '../gap-list';
import type { ViewProps } from '../settings/view';
import { CannotReadMessage } from '../settings/reading/cannot-read';
import { Closed, Failed } from '../controls/notice';
import { Words } from '../words';
import { wordOf } from './bitbucket-line';
import { EntryItem } from './entry-item';
import { Filters } from './filters';
import { LikelyRules, type KeepProjectRule } from './likely-rules';
import { PeopleList } from './people-list';
import './queue.css';
import { besides, shownAt, sorted } from './shown';
import { tableOf } from './saved';
import { SomeOf } from './some-of';
import { thousands } from '../../../src/core/words/counts';
import { useQueue, type QueueReading } from './use-queue';

/** The open pull requests, summed up: what stands between each and its merge, and what everybody could merge now. */
export function QueueView({ facts, reading: { readFactsAnew }, going }: ViewProps) {
  const id = useId();
  const { place, go } = going;
  const onKeepProjectRule: KeepProjectRule = (draft) => {
    go({ view: 'supplied', params: paramsOf(draft) });
  };
  const reading = useQueue(facts, readFactsAnew);
  const { queue, ended, rulesAreRead, again } = reading;
  const { entries, people, gaps } = queue;
  const shown = useMemo(() => shownAt(place), [place]);
  const among = useMemo(() => besides(entries, shown, facts), [entries, shown, facts]);
  const listed = useMemo(
    () => sorted(shown.show === 'all' ? among : among.filter(({ verdict }) => verdict === shown.show), shown.sort),
    [among, shown],
  );
  const unheard = useMemo(() => unheardOfAll(entries, facts), [entries, facts]);
  const opened = Number(place.params['open']);
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>Open pull requests</h2>
      <div className="filters">
        <p role="status">{progress(reading)}</p>
        <Button look="quiet" busy={reading.busy} onClick={again}>
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
      {ended === 'done' && entries.length === 0 && gaps.length === 0 && (
        <p className="subtle">
          Each open pull request would stand here in a line: whether it is ready, for what it waits, and who could merge
          it. Whoever opens one sees the same beside it on Bitbucket.
        </p>
      )}
      {entries.length > 0 && (
        <>
          {unheard !== undefined && (
            <p className="subtle small">
              <Words text={unheard} />
            </p>
          )}
          <LikelyRules entries={entries} facts={facts} onKeep={onKeepProjectRule} />
          <Filters
            entries={entries}
            among={among}
            shown={shown}
            facts={facts}
            onShow={(change) => {
              go({ params: change }, 'replace');
            }}
          />
          {listed.length === 0 && (
            <NothingShown
              onAll={() => {
                go({ params: { show: undefined, author: undefined, into: undefined } });
              }}
            />
          )}
          <SaveAs
            repository={facts.repository.fullName}
            about="open pull requests"
            table={() => tableOf(listed, facts)}
            json={() => sayQueue({ ...queue, entries: listed }, facts, shellHere()).pullRequests}
          />
          <SomeOf
            of={listed}
            label="Open pull requests"
            className="entries"
            drawn={(entry) => {
              const { id: number } = entry.pullRequest;
              return (
                <EntryItem
                  key={number}
                  entry={entry}
                  facts={facts}
                  opened={number === opened}
                  onToggle={() => {
                    go({ params: { open: number === opened ? undefined : String(number) } });
                  }}
                  awaitsRules={!rulesAreRead && deniesWhatPasses(entry)}
                  unheard={unheard === undefined}
                />
              );
            }}
          />
          <PeopleList people={people} facts={facts} />
        </>
      )}
    </section>
  );
}

function NothingShown({ onAll }: { onAll: () => void }) {
  return (
    <p>
      None of the open pull requests is like that.{' '}
      <Button look="quiet" onClick={onAll}>
        Show all of them
      </Button>
    </p>
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

function progress({ queue: { entries }, pullRequests, ended, busy }: QueueReading): string {
  const { items, gaps, size } = pullRequests;
  const sum = entries.length > 0 ? `${counted(entries.length)} open: ${sayQueueSum(entries)}.` : '';
  if (busy) return `Reading again… ${sum}`.trim();
  if (ended === 'done' && items.length === 0)
    return gaps.length === 0 ? 'No pull request is open.' : 'No open pull request could be read.';
  if (ended === 'done') return sum;
  if (ended) return `${counted(items.length)} read.`;
  if (items.length === 0) return 'Reading the open pull requests…';
  const of = size === undefined ? `${counted(items.length)} so far` : `${String(items.length)} of ${counted(size)}`;
  return `Reading: ${of}. ${sayQueueSum(entries)}`;
}

function counted(count: number): string {
  return count === 1 ? '1 pull request' : `${thousands(count)} pull requests`;
}
