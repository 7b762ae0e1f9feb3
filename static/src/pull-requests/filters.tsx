import type { Facts } from '../../../src/core/model';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import { Choice } from '../controls/choice';
import { Chips } from '../lists/chips';
import { authorsIn, destinationsIn, orders, type Order, type Shown } from './shown';

const words = { all: 'All', allowed: 'Ready', denied: 'Wait', unknown: 'Unknown' } as const;

/** What narrows the list down, and its order. `among` are the entries that the counts are of. */
export function Filters({
  entries,
  among,
  shown,
  facts,
  onShow,
}: {
  entries: QueueEntry[];
  among: QueueEntry[];
  shown: Shown;
  facts: Facts;
  onShow: (change: Partial<Shown>) => void;
}) {
  const count = (value: keyof typeof words) =>
    value === 'all' ? among.length : among.filter(({ verdict }) => verdict === value).length;
  return (
    <div className="queue-filters">
      <Chips
        label="How they stand"
        chips={(Object.keys(words) as (keyof typeof words)[]).map((value) => ({
          value,
          word: words[value],
          count: count(value),
        }))}
        pressed={shown.show}
        onPress={(show) => {
          onShow({ show });
        }}
      />
      <div className="question">
        <Choice
          label="By"
          value={shown.author}
          options={authorsIn(entries, facts)}
          onChoose={(author) => {
            onShow({ author });
          }}
        />
        <Choice
          label="Into"
          value={shown.into}
          options={destinationsIn(entries)}
          onChoose={(into) => {
            onShow({ into });
          }}
        />
        <Choice
          label="Order"
          value={shown.sort}
          options={(Object.keys(orders) as Order[]).map((value) => ({ value, label: orders[value] }))}
          onChoose={(sort) => {
            onShow({ sort });
          }}
        />
      </div>
    </div>
  );
}
