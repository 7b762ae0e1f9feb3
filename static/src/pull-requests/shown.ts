import type { Verdict } from '../../../src/core/decision';
import type { Facts } from '../../../src/core/model';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import { plain } from '../../../src/core/words/names';
import type { Place } from '../place/place';

/** Which of the open pull requests are listed, and in which order, as the place says. */
export interface Shown {
  show: Verdict | 'all';
  /** A uuid, or `you`; empty for anybody. */
  author: string;
  /** A branch; empty for any. */
  into: string;
  sort: Order;
}

/** The orders to choose from, each by its word. */
export const orders = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  ready: 'Ready first',
  waiting: 'Waiting first',
  into: 'By destination',
} as const;
/** One of `orders`. */
export type Order = keyof typeof orders;

const byName = new Intl.Collator('en', { numeric: true });
const verdicts: readonly Verdict[] = ['allowed', 'denied', 'unknown'];

/** What a place says of the list; what it leaves out, or what there is none of, is as on the first visit. */
export function shownAt({ params }: Place): Shown {
  return {
    show: verdicts.find((one) => one === params['show']) ?? 'all',
    author: params['author'] ?? '',
    into: params['into'] ?? '',
    sort: (Object.keys(orders) as Order[]).find((one) => one === params['sort']) ?? 'newest',
  };
}

/** The entries by author and destination, whatever their verdict: the counts beside the verdicts are of these. */
export function besides(entries: QueueEntry[], { author, into }: Shown, { viewer }: Facts): QueueEntry[] {
  const own = viewer.known ? viewer.value.id : undefined;
  const wanted = author === 'you' ? own : author;
  return entries.filter(
    ({ pullRequest }) =>
      (author === '' || (wanted !== undefined && pullRequest.author?.id === wanted)) &&
      (into === '' || pullRequest.destination.branch === into),
  );
}

/** These in the chosen order; of two that are alike there, the newer comes first. */
export function sorted(entries: QueueEntry[], sort: Order): QueueEntry[] {
  const newest = (a: QueueEntry, b: QueueEntry) => b.pullRequest.id - a.pullRequest.id;
  const first = (order: readonly Verdict[]) => (a: QueueEntry, b: QueueEntry) =>
    order.indexOf(a.verdict) - order.indexOf(b.verdict) || newest(a, b);
  const by: Record<Order, (a: QueueEntry, b: QueueEntry) => number> = {
    newest,
    oldest: (a, b) => newest(b, a),
    ready: first(['allowed', 'unknown', 'denied']),
    waiting: first(['denied', 'unknown', 'allowed']),
    into: (a, b) => byName.compare(a.pullRequest.destination.branch, b.pullRequest.destination.branch) || newest(a, b),
  };
  return [...entries].sort(by[sort]);
}

/** Whose pull requests can be asked for: anybody's, the viewer's own, and each author's. */
export function authorsIn(entries: QueueEntry[], { viewer }: Facts): { value: string; label: string }[] {
  const authors = new Map(entries.flatMap(({ pullRequest: { author } }) => (author ? [[author.id, author]] : [])));
  const own = viewer.known ? viewer.value.id : undefined;
  const others = [...authors.values()]
    .filter(({ id }) => id !== own)
    .map(({ id, name }) => ({ value: id, label: plain(name) }))
    .sort((a, b) => byName.compare(a.label, b.label));
  return [{ value: '', label: 'Anybody' }, ...(own === undefined ? [] : [{ value: 'you', label: 'You' }]), ...others];
}

/** The branches that pull requests lead into. */
export function destinationsIn(entries: QueueEntry[]): { value: string; label: string }[] {
  const names = new Set(entries.map(({ pullRequest }) => pullRequest.destination.branch));
  const sortedNames = [...names].sort((a, b) => byName.compare(a, b));
  return [{ value: '', label: 'Any branch' }, ...sortedNames.map((name) => ({ value: name, label: plain(name) }))];
}
