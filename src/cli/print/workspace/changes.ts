import { sayActor } from '../../../core/say/decision';
import { sayChanged } from '../../../core/say/since/since';
import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { gapSentence, type SpokenGap } from '../../../core/words/gaps';
import { code, enumeration, plain } from '../../../core/words/names';
import { withTellingNames } from '../../../core/words/telling-names';
import type { Balance } from '../../../core/workspace/balance';
import type { RepositoryChanges } from '../../../core/workspace/changes';
import { sayBalances, type SpokenBalance, type SpokenTurn } from '../../../core/workspace/words/balance';
import { branchesWords, sayChanges, type SpokenChanges } from '../../../core/workspace/words/changes';
import { shownName } from '../formats/cells';
import { inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { unseenParts, unseenRow, unseenRows, type GapOfMany } from './about';

/** What became of a repository between two moments, where it is not the same. */
export type ChangedRepository =
  | { is: 'changed'; changes: RepositoryChanges }
  | { is: 'new' | 'gone'; repository: string }
  | { is: 'not read now' | 'not read then'; repository: string; gap: SpokenGap };

/** What changed across repositories between two moments. */
export interface ChangesOfMany {
  /** What it is of: `the workspace acme`. */
  of: string;
  /** RFC 3339. */
  from: string;
  to: string;
  /** The baseline, where it was asked by that. */
  against?: string;
  /** How many were compared. */
  repositories: number;
  changed: ChangedRepository[];
  /** What could be read at neither moment. */
  unseen: readonly GapOfMany[];
  balances: Balance[];
  /** Whether all is asked: also what changed and made nobody's verdict another. */
  isOfAll: boolean;
}

/** What changed, in each format. */
export function changesAs(changes: ChangesOfMany, colors: Colors): Printable {
  return {
    json: () => jsonPieces(jsonOf(changes)),
    text: () => [textOf(changes, colors)],
    csv: () => csvOf(changes),
    markdown: () => [`${markdownOf(changes)}\n`],
  };
}

function jsonOf({ from, to, against, repositories, isOfAll, balances, changed, unseen }: ChangesOfMany) {
  return {
    ...{ from, to, ...(against !== undefined && { against }), repositories },
    people: balances.map(({ actor, gained, lost, unclear }) => ({
      actor: sayActor(actor),
      gained: gained.map(turnJson),
      lost: lost.map(turnJson),
      unclear: unclear.map(({ fullName }) => fullName),
    })),
    changed: changed.map((one) => (one.is === 'changed' ? changesJson(one.changes, isOfAll) : one)),
    ...(unseen.length > 0 && { gaps: unseen }),
  };
}

function turnJson({ repository, causes, ...turn }: Balance['gained'][number]) {
  return { repository: repository.fullName, ...turn, because: causes.map((one) => sayChanged(one, repository)) };
}

/** What changed in one repository, as data with its words. */
export function changesJson(changes: RepositoryChanges, isOfAll: boolean) {
  const { repository, renamedFrom, from, to } = changes;
  const spoken = sayChanges(changes);
  return {
    is: 'changed' as const,
    repository: repository.fullName,
    ...(renamedFrom !== undefined && { renamedFrom }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    says: spoken.shifts.map(({ says }) => says),
    ...shiftsJson(changes, isOfAll),
  };
}

/** Whose verdicts are others, and what was changed, as data. */
export function shiftsJson(changes: RepositoryChanges, isOfAll: boolean) {
  const { repository, changed, shifts, truncated } = withTellingNames(changes);
  return {
    shifts: shifts.map(({ actors, causes, ...shift }) => ({
      ...shift,
      actors: actors.map(sayActor),
      because: causes.flatMap((at) => {
        const one = changed[at];
        return one ? [sayChanged(one, repository)] : [];
      }),
    })),
    ...(isOfAll && { changes: sayChanges(changes).changes }),
    ...(truncated && { truncated }),
  };
}

function titleOf({ of, repositories, from, against }: ChangesOfMany): string {
  const since = against === undefined ? plain(from) : `the baseline ${code(against)} (${plain(from)})`;
  return `What changed in ${counted(repositories, 'repository', 'repositories')} of ${of} since ${since}`;
}

function nothing({ from, to, unseen }: ChangesOfMany): string {
  if (Date.parse(from) > Date.parse(to)) return `Nothing was read since: the last reading is of ${plain(to)}.`;
  return `Nothing ${unseen.length > 0 ? 'that could be read ' : ''}did, until ${plain(to)}.`;
}

/** Repositories beside somebody, and people, as text. */
const mostNamed = 12;
const mostPeople = 50;

/** What somebody gained or lost: a phrase for each repository. */
function turnsWords(turns: readonly SpokenTurn[]): string {
  const each = turns.map(({ repository, deeds }) => `${repository} (${deeds.join('; ')})`);
  const more = each.length - mostNamed;
  return more > 0 ? `${each.slice(0, mostNamed).join(', ')} and ${String(more)} more` : each.join(', ');
}

function textOf(changes: ChangesOfMany, colors: Colors): string {
  const { balances, changed, unseen, isOfAll } = changes;
  const people = sayBalances(balances.slice(0, mostPeople)).map((one) => balanceText(one, colors));
  const more = balances.length - mostPeople;
  const parts = [
    ...(people.length > 0 ? [colors.bold('Who gained and who lost'), ...people] : []),
    ...(more > 0 ? [`and ${String(more)} more; --json lists them all`] : []),
    ...(changed.length > 0
      ? [colors.bold('What changed'), ...changed.map((one) => repositoryText(one, isOfAll, colors))]
      : []),
  ];
  const all = [colors.bold(titleOf(changes)), ...(parts.length > 0 ? parts : [nothing(changes)])];
  return `${[...all, ...unseenParts(unseen, colors)].join('\n\n')}\n`;
}

function balanceText({ who, gained, lost, unclear }: SpokenBalance, colors: Colors): string {
  return [
    who,
    ...(gained.length > 0 ? [`  ${colors.mark('allows', 'gained')}: ${turnsWords(gained)}`] : []),
    ...(lost.length > 0 ? [`  ${colors.mark('denies', 'lost')}: ${turnsWords(lost)}`] : []),
    ...(unclear.length > 0 ? [`  ${colors.mark('unknown', 'not known')}: ${enumeration(unclear)}`] : []),
  ].join('\n');
}

function repositoryText(one: ChangedRepository, isOfAll: boolean, colors: Colors): string {
  if (one.is !== 'changed') return `${plain(one.repository)}\n  ${isWords(one)}`;
  const { changes } = one;
  const { repository, renamedFrom, truncated } = changes;
  return [
    `${plain(repository.fullName)} ${colors.dim(`(${whenWords(changes)})`)}`,
    ...(renamedFrom === undefined ? [] : [`  It was called ${plain(renamedFrom)} before.`]),
    ...changeLines(sayChanges(changes), isOfAll, colors),
    ...(truncated ? [`  ${truncatedWords}`] : []),
  ].join('\n');
}

/** Whose verdict is another now, each with its causes; then what else was changed. */
export function changeLines(spoken: SpokenChanges, isOfAll: boolean, colors: Colors): string[] {
  const also = alsoIn(spoken, isOfAll);
  return [
    ...spoken.shifts.flatMap(({ says, because }) => [
      `  ${says}`,
      ...because.map((cause) => colors.dim(`    ${cause}`)),
    ]),
    ...(also.length > 0
      ? [`  ${spoken.shifts.length > 0 ? 'Also changed:' : 'Changed, and nobody’s verdict with it:'}`]
      : []),
    ...also.map((change) => `    ${change}`),
  ];
}

/** The same as cells of Markdown: what, and because of what. */
export function changeCells(spoken: SpokenChanges, isOfAll: boolean): string[][] {
  return [
    ...spoken.shifts.map(({ says, because }) => [inline(says), inline(because.join(' '))]),
    ...alsoIn(spoken, isOfAll).map((change) => [inline(change), '']),
  ];
}

/** What was changed and made nobody's verdict another, where all is asked. */
function alsoIn({ shifts, changes }: SpokenChanges, isOfAll: boolean): string[] {
  if (!isOfAll) return [];
  const told = new Set(shifts.flatMap(({ because }) => because));
  return changes.filter((one) => !told.has(one));
}

/** `between A and B`, as far as that is known. */
export function whenWords({ from, to }: { from?: string; to?: string }): string {
  if (from === undefined) return to === undefined ? 'at an unknown time' : `until ${plain(to)}`;
  return to === undefined ? `after ${plain(from)}` : `between ${plain(from)} and ${plain(to)}`;
}

const truncatedWords = 'Not every branch that there may be was looked at: the patterns have too many combinations.';

function isWords(one: Exclude<ChangedRepository, { is: 'changed' }>): string {
  switch (one.is) {
    case 'new':
      return 'It was not there before.';
    case 'gone':
      return 'It is no longer there, or not for whoever reads.';
    case 'not read now':
      return `It could be read before, and cannot now. ${gapSentence(one.gap)}`;
    case 'not read then':
      return 'It can be read now, and could not before: what changed is not known.';
  }
}

/** Columns of a shift, behind `what`. */
const ofShift = ['operation', 'branches', 'actors', 'actor_ids', 'before', 'after', 'because'];

/** The cells below these, where no verdict is another. */
export const noShift: readonly string[] = ofShift.map(() => '');

/** The columns of CSV about changes; `kind` is what became of a repository, or what an entry is. */
export function changeColumns(kind: 'is' | 'entry'): string[] {
  return ['repository', kind, 'from', 'to', 'what', ...ofShift];
}

function* csvOf({ changed, unseen, isOfAll }: ChangesOfMany): Generator<string> {
  yield csvLine(changeColumns('is'));
  for (const one of changed) {
    if (one.is !== 'changed') yield csvLine([plain(one.repository), one.is, '', '', isWords(one), ...noShift]);
    else for (const row of changeRows(one.changes, isOfAll)) yield csvLine(row);
  }
  for (const one of unseen) {
    const [repository, what] = unseenRow(one);
    yield csvLine([repository, 'not read then or now', '', '', what, ...noShift]);
  }
}

/** What changed in one repository, below these columns: a row for each operation of each shift. */
export function changeRows(changes: RepositoryChanges, isOfAll: boolean): string[][] {
  const { repository, from = '', to = '', shifts, renamedFrom } = changesJson(changes, isOfAll);
  const start = [plain(repository), 'changed', plain(from), plain(to)];
  return [
    ...(renamedFrom === undefined ? [] : [[...start, `It was called ${plain(renamedFrom)} before.`, ...noShift]]),
    ...shifts.map(({ operation, branches, everywhere, actors, before, after, because }) => [
      ...start,
      after === 'unknown' ? 'unclear' : before === 'unknown' ? 'unclear' : after === 'allowed' ? 'gained' : 'lost',
      operation,
      everywhere ? 'every branch' : branchesWords(branches),
      actors.map(({ name }) => name).join(', '),
      actors.map(({ id = '' }) => shownName(id)).join(' '),
      before,
      after,
      because.join(' '),
    ]),
    ...alsoIn(sayChanges(changes), isOfAll).map((change) => [...start, change, ...noShift]),
  ];
}

function markdownOf(changes: ChangesOfMany): string {
  const { balances, changed, unseen, from, to, repositories, isOfAll } = changes;
  const people = sayBalances(balances).map(({ who, gained, lost, unclear }) =>
    [who, turnsWords(gained), turnsWords(lost), enumeration(unclear)].map(inline),
  );
  const rows = changed.flatMap((one): string[][] => {
    if (one.is !== 'changed') return [[inline(plain(one.repository)), inline(isWords(one)), '']];
    const { repository, renamedFrom } = one.changes;
    const name = inline(plain(repository.fullName));
    return [
      ...(renamedFrom === undefined ? [] : [[name, inline(`It was called ${plain(renamedFrom)} before.`), '']]),
      ...changeCells(sayChanges(one.changes), isOfAll).map((cells) => [name, ...cells]),
    ];
  });
  return [
    `## ${inline(titleOf(changes))}`,
    ...(people.length > 0
      ? ['### Who gained and who lost', table(['Who', 'Gained', 'Lost', 'Not known'], people)]
      : []),
    ...(rows.length > 0 ? ['### What changed', table(['Repository', 'What', 'Because'], rows)] : [nothing(changes)]),
    table(
      ['About this answer', ''],
      [
        ['Repositories', String(repositories)],
        ['Between', inline(`${plain(from)} and ${plain(to)}`)],
        ...unseenRows(unseen),
      ],
    ),
  ].join('\n\n');
}
