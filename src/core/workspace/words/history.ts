import { verbs } from '../../say/rules/account';
import { gapClause } from '../../words/gaps';
import { actorName, code, enumeration, plain, sentence } from '../../words/names';
import type { Reader } from '../../words/reader';
import type { AskedOfHistory, HistoryEntry } from '../history';
import { sayChanges, type SpokenChanges } from './changes';

/** One entry of a history in words. */
export interface SpokenEntry {
  entry: HistoryEntry['entry'];
  /** RFC 3339: it happened after `from`, and at the latest at `to`. */
  from?: string;
  to?: string;
  /** Until when it is known to have gone on from `to`, where that is later. */
  until?: string;
  says: string[];
  /** Where rules or people changed. */
  changes?: SpokenChanges;
}

/** An entry in words. `asked` is what the history is of; `fullName` the repository of which it is. */
export function sayEntry(
  one: HistoryEntry,
  { fullName, asked, reader }: { fullName: string; asked: AskedOfHistory; reader?: Reader },
): SpokenEntry {
  const { entry, from, to } = one;
  const when = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  if (one.entry !== 'changed') {
    const { until } = one.entry === 'not-read' ? one : {};
    const isLater = until !== undefined && to !== undefined && Date.parse(until) > Date.parse(to);
    return { entry, ...when, ...(isLater && { until }), says: wordsOf(one, plain(fullName), asked) };
  }
  const changes = sayChanges(one.changes, reader);
  const note = one.across ? ['Readings in between could not tell.'] : [];
  return { entry, ...when, says: [...changes.shifts.map(({ says }) => says), ...note], changes };
}

function wordsOf(one: Exclude<HistoryEntry, { entry: 'changed' }>, fullName: string, asked: AskedOfHistory): string[] {
  switch (one.entry) {
    case 'first-read':
      return [`${fullName} was read for the first time.`, ...verdictsWords(one.verdicts, asked)];
    case 'renamed':
      return [`${plain(one.before)} is called ${plain(one.after)} now.`];
    case 'gone':
      return [`${fullName} was no longer there.`];
    case 'back':
      return [`${fullName} was there again.`];
    case 'not-read':
      return [`${sentence(gapClause(one.gap, namesIn(fullName)))}.`];
    case 'read-again':
      return [`${fullName} could be read again.`];
  }
}

/** What somebody could do on the branch when it was first read. */
function verdictsWords(
  verdicts: Extract<HistoryEntry, { entry: 'first-read' }>['verdicts'] = [],
  { actor, branch }: AskedOfHistory,
): string[] {
  if (!actor || branch === undefined) return [];
  return (['allowed', 'denied', 'unknown'] as const).flatMap((verdict) => {
    const some = verdicts.filter((one) => one.verdict === verdict).map(({ operation }) => verbs[operation]);
    if (some.length === 0) return [];
    const deed = `${enumeration(some, verdict === 'allowed' ? 'and' : 'or')} ${code(branch)}`;
    if (verdict === 'unknown') return [`Whether ${actorName(actor)} could ${deed} was not known.`];
    return [sentence(`${actorName(actor)} ${verdict === 'allowed' ? 'could' : 'could not'} ${deed}.`)];
  });
}

function namesIn(fullName: string) {
  const [workspace = '', slug = ''] = fullName.split('/');
  return { fullName, workspace, slug };
}
