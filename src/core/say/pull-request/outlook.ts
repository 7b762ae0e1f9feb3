import type { MergeDecision, MergeFinding } from '../../merge-decision';
import { closedStates } from '../../rules/pull-request/state';
import type { Mergers, Note, Outlook, PullRequestNames } from '../../questions/pull-request/outlook';
import { sayActor, type SpokenActor, type SpokenDecision } from '../decision';
import { sayMerge } from './decision';
import { gapClause, sayGap, type SpokenGap } from '../../words/gaps';
import { code, enumeration, personFirst, personName, plain, restrictionNames } from '../../words/names';
import type { Shell } from '../../words/shell';
import { peopleIn, tellingOf, withTellingNames, withTellingNumbers } from '../../words/telling-names';

/** `explain --pr --json`: the decision on the merge, and what belongs to it. */
export interface SpokenOutlook extends SpokenDecision {
  notes: string[];
  /** Whether a merge check that is not done stops the merge; absent where none covers the destination. */
  enforcement?: string;
  /** Whom the lists let merge into the destination. `unsure` is of how many that is not known. */
  mergers: { says: string; people: SpokenActor[]; unsure: number; gaps: SpokenGap[] };
  /** May the same actor push? `source` is absent where there is nothing of this repository to push to. */
  pushes: { source?: SpokenDecision; destination: SpokenDecision };
}

/** An outlook in words, with commands for this shell. */
export function sayOutlook(given: Outlook, shell: Shell = 'posix'): SpokenOutlook {
  const outlook = withTellingNumbers(given);
  const { merge, notes, mergers, source, destination } = outlook;
  const { people, unsure, gaps } = mergers;
  const telling = tellingOf(peopleIn(outlook));
  const say = (decision: MergeDecision) => sayMerge(decision, shell, telling);
  return {
    ...say(merge),
    notes: notes.map((note) => sayNote(note, outlook)),
    ...(merge.checks && merge.checks.length > 0 && { enforcement: sayEnforcement(outlook) }),
    mergers: {
      says: sayMergers(withTellingNames(mergers, telling), outlook),
      people: people.map((person) => sayActor({ type: 'user', person })),
      unsure,
      gaps: gaps.map((gap) => sayGap(gap, merge.repository)),
    },
    pushes: { ...(source && { source: say(source) }), destination: say(destination) },
  };
}

/** What is particular about a pull request, in one sentence. */
export function sayNote(note: Note, { about, merge }: Pick<Outlook, 'about' | 'merge'>): string {
  switch (note.note) {
    case 'fork':
      return (
        `Its source is in ${note.repository === undefined ? 'a fork' : `the fork ${plain(note.repository)}`}, ` +
        'which has rules of its own: who can push there was not looked at.'
      );
    case 'fork-gone':
      return 'Its source was in a fork that is gone.';
    case 'source-gone':
      return about.source === null
        ? 'Its source branch is gone.'
        : `Its source branch ${code(about.source)} is gone${about.state === 'OPEN' ? ': whoever pushes to it creates it' : ''}.`;
    case 'branch-type':
      return `${code(about.destination)} is the ${plain(note.type)} branch of ${plain(merge.repository.fullName)}, so restrictions for branches of type ${code(note.type)} cover it.`;
  }
}

/** Whether a merge check that is not done stops the merge or only warns. */
export function sayEnforcement({
  enforcement,
  about,
  merge,
}: Pick<Outlook, 'enforcement' | 'about' | 'merge'>): string {
  const branch = code(about.destination);
  switch (enforcement.is) {
    case 'yes':
      if (enforcement.by.length === 0) return `What is missing stops the merge, as Bitbucket itself reports.`;
      return `What is missing stops the merge. The branch restrictions say: ${restrictionNames(enforcement.by)}.`;
    case 'no':
      if (enforcement.reported) return 'What is missing only warns, as Bitbucket itself reports.';
      return `What is missing only warns: no restriction prevents a merge with unresolved merge checks into ${branch}.`;
    case 'unknown':
      return `Whether what is missing stops the merge or only warns could not be settled: ${gapClause(enforcement.gaps[0], merge.repository)}.`;
  }
}

/** What of this merge stands in everybody's way, whom the lists let merge or not, as the end of a sentence. */
function inEverybodysWay({ findings, bitbucket }: MergeDecision, { state }: PullRequestNames): string {
  // Of one that is closed it is said beside; these words are then about the branch alone.
  if (closedStates.includes(state)) return '';
  const others = bitbucket?.checks.filter(({ check }) => check.type !== 'current_user_permission_check') ?? [];
  const isOfAll = ({ rule, verdict }: MergeFinding) =>
    rule === 'merge-checks' ||
    rule === 'pull-request' ||
    (rule === 'mergeability' && (verdict !== 'denies' || others.some(({ check }) => check.blocking)));
  const verdicts = new Set(findings.filter(isOfAll).map(({ verdict }) => verdict));
  if (verdicts.has('denies')) return ', once nothing stands in the way';
  return verdicts.has('unknown') ? ', if nothing stands in the way, which is not known' : '';
}

/**
 * Who can merge into the destination, by name or by role and number. What would lift a doubt is left out where it is
 * `said` already.
 */
export function sayMergers(
  { people, administrators, others, unsure, gaps }: Mergers,
  { about, merge }: Pick<Outlook, 'about' | 'merge'>,
  said: readonly string[] = [],
): string {
  const into = `can merge into ${code(about.destination)}`;
  const [gap] = gaps;
  const cause = gap ? `: ${gapClause(gap, merge.repository)}` : '';
  const doubt =
    unsure > 0
      ? ` Of ${unsure === 1 ? '1 more person' : `${String(unsure)} more people`} it is not known${cause}.`
      : gap
        ? ` There may be others${cause}.`
        : '';
  if (administrators + others === 0) {
    const known = unsure === 0 && !gap;
    const lift = gap && sayGap(gap, merge.repository).lift;
    return known
      ? `Nobody ${into}.`
      : `Who ${into} could not be settled${cause}.${lift === undefined || said.includes(lift) ? '' : ` ${lift}`}`;
  }
  const waits = inEverybodysWay(merge, about);
  const [first, ...rest] = people;
  if (first) return `${enumeration([personFirst(first), ...rest.map(personName)])} ${into}${waits}.${doubt}`;
  const roles = [
    ...(administrators > 0
      ? [`${String(administrators)} ${administrators === 1 ? 'administrator' : 'administrators'}`]
      : []),
    ...(others > 0 ? [`${String(others)} ${others === 1 ? 'person' : 'people'} with write access`] : []),
  ];
  return `${enumeration(roles)} ${into}${waits}.${doubt}`;
}
