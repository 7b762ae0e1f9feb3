import type { RepositoryNames } from '../../../core/repository';
import { sayActor } from '../../../core/say/decision';
import type { Colors } from '../../../core/say/text';
import { csvLine } from '../../../core/words/csv';
import { actorTitle, code, plain } from '../../../core/words/names';
import type { AskedOfHistory, HistoryEntry } from '../../../core/workspace/history';
import { sayEntry, type SpokenEntry } from '../../../core/workspace/words/history';
import { inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { changeCells, changeColumns, changeLines, changeRows, noShift, shiftsJson, whenWords } from './changes';

/** A history, and what it is of. */
export interface History {
  repository: RepositoryNames;
  asked: AskedOfHistory;
  /** Oldest first. */
  entries: readonly HistoryEntry[];
}

/** A history, in each format. */
export function historyAs(history: History, colors: Colors): Printable {
  return {
    json: () => jsonPieces(jsonOf(history)),
    text: () => [textOf(history, colors)],
    csv: () => csvOf(history),
    markdown: () => [`${markdownOf(history)}\n`],
  };
}

function said({ entries, repository: { fullName }, asked }: History): SpokenEntry[] {
  return entries.map((entry) => sayEntry(entry, { fullName, asked }));
}

/** Whether all is asked: also what changed and made nobody's verdict another. */
function isOfAll({ asked: { branch, actor, operation } }: History): boolean {
  return branch === undefined && actor === undefined && operation === undefined;
}

function jsonOf(history: History) {
  const { repository, asked, entries } = history;
  const { branch, actor, operation } = asked;
  return {
    repository: repository.fullName,
    ...(branch !== undefined && { branch }),
    ...(actor && { actor: sayActor(actor) }),
    ...(operation && { operation }),
    entries: entries.map((one) => {
      const { entry, from, to, until, says } = sayEntry(one, { fullName: repository.fullName, asked });
      const start = {
        ...{ entry, ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
        ...(until !== undefined && { until }),
        says,
      };
      if (one.entry === 'first-read') return { ...start, ...(one.verdicts && { verdicts: one.verdicts }) };
      if (one.entry !== 'changed') return start;
      const told = shiftsJson(one.changes, isOfAll(history));
      return { ...start, ...(one.across && { across: true }), ...told };
    }),
  };
}

function titleOf({ repository, asked: { branch, actor, operation } }: History): string {
  const what = [
    ...(actor ? [actorTitle(actor)] : []),
    ...(operation ? [operation] : []),
    ...(branch === undefined ? [] : [code(branch)]),
  ];
  return `History of ${plain(repository.fullName)}${what.length > 0 ? `: ${what.join(', ')}` : ''}`;
}

/** When an entry was; what lasted, from the first to the last reading that shows it. */
function whenOf({ entry, from, to, until }: SpokenEntry): string {
  if (to !== undefined && until !== undefined) return `from ${plain(to)} until ${plain(until)}`;
  if ((entry === 'first-read' || entry === 'not-read') && to !== undefined) return plain(to);
  return whenWords({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
}

/** What an entry says beside its changes. */
function besideChanges({ says, changes }: SpokenEntry): string[] {
  return changes ? says.slice(changes.shifts.length) : says;
}

const noChange = 'Of this, no reading shows a change.';

function textOf(history: History, colors: Colors): string {
  const spoken = said(history);
  const each = spoken.map((one) =>
    [
      colors.bold(whenOf(one)),
      ...(one.changes ? changeLines(one.changes, isOfAll(history), colors) : []),
      ...besideChanges(one).map((line) => `  ${line}`),
    ].join('\n'),
  );
  const none = spoken.some(({ changes }) => changes) ? [] : [noChange];
  return `${[colors.bold(titleOf(history)), ...each, ...none].join('\n\n')}\n`;
}

function* csvOf(history: History): Generator<string> {
  const { entries, repository } = history;
  const spoken = said(history);
  yield csvLine(changeColumns('entry'));
  for (const [at, entry] of entries.entries()) {
    const one = spoken[at];
    if (!one) continue;
    if (entry.entry === 'changed') for (const row of changeRows(entry.changes, isOfAll(history))) yield csvLine(row);
    const [from = '', to = ''] = one.until === undefined ? [one.from, one.to] : [one.to, one.until];
    const start = [plain(repository.fullName), one.entry, plain(from), plain(to)];
    for (const line of besideChanges(one)) yield csvLine([...start, line, ...noShift]);
  }
}

function markdownOf(history: History): string {
  const spoken = said(history);
  const rows = spoken.flatMap((one): string[][] => {
    const when = inline(whenOf(one));
    const { changes } = one;
    return [
      ...(changes ? changeCells(changes, isOfAll(history)) : []).map((cells) => [when, ...cells]),
      ...besideChanges(one).map((line) => [when, inline(line), '']),
    ];
  });
  const none = spoken.some(({ changes }) => changes) ? [] : [noChange];
  return [`## ${inline(titleOf(history))}`, table(['When', 'What', 'Because'], rows), ...none].join('\n\n');
}
