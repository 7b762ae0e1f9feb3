import type { Verdict } from '../../../core/decision';
import type { Operation } from '../../../core/model';
import type { SpokenActor } from '../../../core/say/decision';
import type { Colors } from '../../../core/say/text';
import { csvLine } from '../../../core/words/csv';
import { gapSentence, sayGap } from '../../../core/words/gaps';
import { code, plain } from '../../../core/words/names';
import type { HistoryEntry } from '../../../core/workspace/history';
import type { RepositoryNames } from '../../../core/repository';
import { inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { sayChanges, whenWords, type SpokenChanges } from './change-words';

/** What a history is of. */
export interface HistoryAsked {
  repository: RepositoryNames;
  branch?: string;
  actor?: SpokenActor;
  operation?: Operation;
}

/** One entry of a history, in words. */
interface SpokenEntry {
  entry: HistoryEntry['entry'];
  from?: string;
  to?: string;
  /** A sentence, where it is no list of changes. */
  says?: string;
  verdicts?: { operation: Operation; verdict: Verdict }[];
  /** Set where readings in between could not tell. */
  across?: true;
  changes?: Omit<SpokenChanges, 'from' | 'to'>;
}

/** A history, oldest first, in each format. */
export function historyAs(entries: readonly HistoryEntry[], asked: HistoryAsked, colors: Colors): Printable {
  const spoken = entries.map((entry) => sayEntry(entry, asked));
  return {
    json: () => jsonPieces(jsonOf(spoken, asked)),
    text: () => [textOf(spoken, asked, colors)],
    csv: () => csvOf(spoken, asked),
    markdown: () => [`${markdownOf(spoken, asked)}\n`],
  };
}

function sayEntry(entry: HistoryEntry, { repository }: HistoryAsked): SpokenEntry {
  const { from, to } = entry;
  const when = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const start = { entry: entry.entry, ...when };
  switch (entry.entry) {
    case 'first-read':
      return {
        ...start,
        says: `First read, as ${plain(entry.repository.fullName)}.`,
        ...(entry.verdicts && { verdicts: entry.verdicts }),
      };
    case 'changed': {
      const { from: _, to: __, ...changes } = sayChanges(entry.changes);
      return { ...start, ...(entry.across && { across: true }), changes };
    }
    case 'renamed':
      return { ...start, says: `It is called ${plain(entry.after)} now; it was ${plain(entry.before)}.` };
    case 'gone':
      return { ...start, says: 'It was gone, or no longer visible to whoever read.' };
    case 'back':
      return { ...start, says: 'It was there again.' };
    case 'not-read':
      return { ...start, says: `It could not be read. ${gapSentence(sayGap(entry.gap, repository))}` };
    case 'read-again':
      return { ...start, says: 'It could be read again.' };
  }
}

function jsonOf(spoken: readonly SpokenEntry[], { repository, ...asked }: HistoryAsked) {
  return { repository: repository.fullName, ...asked, entries: spoken };
}

function titleOf({ repository, branch, actor, operation }: HistoryAsked): string {
  const what = [
    ...(actor ? [actor.name] : []),
    ...(operation === undefined ? [] : [operation]),
    ...(branch === undefined ? [] : [code(branch)]),
  ];
  return `History of ${plain(repository.fullName)}${what.length > 0 ? `: ${what.join(', ')}` : ''}`;
}

/** When an entry was, as a line above it. */
function headOf({ from, to, entry }: SpokenEntry): string {
  return entry === 'first-read' && to !== undefined && from === undefined
    ? plain(to)
    : whenWords({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
}

function verdictsWords(verdicts: readonly { operation: Operation; verdict: Verdict }[]): string {
  return verdicts.map(({ operation, verdict }) => `${operation} ${verdict}`).join(', ');
}

const acrossWords = 'Readings in between could not tell, so it is compared with the last that could.';

function textOf(spoken: readonly SpokenEntry[], asked: HistoryAsked, colors: Colors): string {
  const each = spoken.map((one) => {
    const { says, verdicts, across, changes } = one;
    return [
      colors.bold(headOf(one)),
      ...(says === undefined ? [] : [`  ${says}`]),
      ...(verdicts ? [`  Then: ${verdictsWords(verdicts)}.`] : []),
      ...(changes?.shifts ?? []).flatMap((shift) => [
        `  ${shift.says}`,
        ...shift.because.map((cause) => colors.dim(`    ${cause}`)),
      ]),
      ...(changes?.also ?? []).map((cause) => `  ${cause}`),
      ...(across ? [`  ${acrossWords}`] : []),
    ].join('\n');
  });
  const none = spoken.every(({ entry }) => entry !== 'changed') ? ['Of this, no reading shows a change.'] : [];
  return `${[colors.bold(titleOf(asked)), ...each, ...none].join('\n\n')}\n`;
}

const columns = ['repository', 'entry', 'from', 'to', 'what', 'operations', 'actors', 'before', 'after', 'because'];

function* csvOf(spoken: readonly SpokenEntry[], { repository }: HistoryAsked): Generator<string> {
  yield csvLine(columns);
  for (const { entry, from = '', to = '', says, verdicts, changes } of spoken) {
    const start = [plain(repository.fullName), entry, plain(from), plain(to)];
    if (says !== undefined)
      yield csvLine([...start, verdicts ? `${says} Then: ${verdictsWords(verdicts)}.` : says, '', '', '', '', '']);
    for (const shift of changes?.shifts ?? []) {
      const who = shift.actors.map(({ name }) => name).join(', ');
      const [operations, because] = [shift.operations.join(' '), shift.because.join(' ')];
      yield csvLine([...start, shift.says, operations, who, shift.before, shift.after, because]);
    }
    for (const cause of changes?.also ?? []) yield csvLine([...start, cause, '', '', '', '', '']);
  }
}

function markdownOf(spoken: readonly SpokenEntry[], asked: HistoryAsked): string {
  const rows = spoken.flatMap((one): string[][] => {
    const head = inline(headOf(one));
    const { says, verdicts, changes } = one;
    const first =
      says === undefined ? [] : [[head, inline(verdicts ? `${says} Then: ${verdictsWords(verdicts)}.` : says), '']];
    return [
      ...first,
      ...(changes?.shifts ?? []).map((shift) => [head, inline(shift.says), inline(shift.because.join(' '))]),
      ...(changes?.also ?? []).map((cause) => [head, inline(cause), '']),
    ];
  });
  return [`## ${inline(titleOf(asked))}`, table(['When', 'What', 'Because'], rows)].join('\n\n');
}
