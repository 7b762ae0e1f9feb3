import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { gapSentence, type SpokenGap } from '../../../core/words/gaps';
import { actorTitle, enumeration, plain } from '../../../core/words/names';
import type { Balance, Turn } from '../../../core/workspace/balance';
import { sayActor } from '../../../core/say/decision';
import { inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { deedWords, whenWords, type SpokenChanges } from './change-words';

/** What became of a repository between two moments, where it is not the same. */
export type ChangedRepository =
  | ({ is: 'changed' } & SpokenChanges)
  | { is: 'new' | 'gone'; repository: string }
  | { is: 'not read now' | 'not read then'; repository: string; gap: SpokenGap };

/** What changed across repositories between two moments. */
export interface SpokenChangesOfMany {
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
  /** Who gained and lost, with names that tell them apart. */
  balances: Balance[];
}

/** What changed, in each format. */
export function changesAs(changes: SpokenChangesOfMany, colors: Colors): Printable {
  return {
    json: () => jsonPieces(jsonOf(changes)),
    text: () => [textOf(changes, colors)],
    csv: () => csvOf(changes),
    markdown: () => [`${markdownOf(changes)}\n`],
  };
}

function jsonOf({ of: _, balances, changed, ...rest }: SpokenChangesOfMany) {
  return {
    ...rest,
    people: balances.map(({ actor, gained, lost, unclear }) => ({
      actor: sayActor(actor),
      gained: gained.map(turnJson),
      lost: lost.map(turnJson),
      unclear: unclear.map(({ fullName }) => fullName),
    })),
    changed,
  };
}

function turnJson({ repository, operation, branches, everywhere, from, to }: Turn) {
  return {
    repository: repository.fullName,
    operation,
    branches,
    ...(everywhere && { everywhere }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function titleOf({ of, repositories, from, against }: SpokenChangesOfMany): string {
  const since = against === undefined ? plain(from) : `the baseline \`${plain(against)}\` (${plain(from)})`;
  return `What changed in ${counted(repositories, 'repository', 'repositories')} of ${of} since ${since}`;
}

function nothing({ to }: SpokenChangesOfMany): string {
  return `Nothing did, until ${plain(to)}.`;
}

/** Names of repositories beside somebody. */
const mostNamed = 12;

/** What somebody gained or lost: a phrase for each repository. */
function turnsWords(turns: readonly Turn[]): string {
  const byRepository = new Map<string, Map<string, Turn['operation'][]>>();
  const branchesOf = new Map<string, Pick<Turn, 'branches' | 'everywhere'>>();
  for (const turn of turns) {
    const { fullName } = turn.repository;
    const own = byRepository.get(fullName) ?? new Map<string, Turn['operation'][]>();
    byRepository.set(fullName, own);
    const where = JSON.stringify(turn.everywhere ?? turn.branches.map(({ branch, patterns }) => patterns ?? branch));
    branchesOf.set(where, turn);
    own.set(where, [...(own.get(where) ?? []), turn.operation]);
  }
  const each = Array.from(byRepository, ([fullName, own]) => {
    const deeds = Array.from(own, ([where, operations]) => {
      const on = branchesOf.get(where);
      return on ? deedWords([...new Set(operations)], on) : '';
    });
    return `${plain(fullName)} (${deeds.join('; ')})`;
  });
  const more = each.length - mostNamed;
  return `${each.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** People and automation as text. */
const mostPeople = 50;

function textOf(changes: SpokenChangesOfMany, colors: Colors): string {
  const { balances, changed } = changes;
  const people = balances
    .slice(0, mostPeople)
    .map(({ actor, gained, lost, unclear }) =>
      [
        colors.bold(actorTitle(actor)),
        ...(gained.length > 0 ? [`  ${colors.mark('allows', 'gained')}: ${turnsWords(gained)}`] : []),
        ...(lost.length > 0 ? [`  ${colors.mark('denies', 'lost')}: ${turnsWords(lost)}`] : []),
        ...(unclear.length > 0
          ? [`  ${colors.mark('unknown', 'not known')}: ${enumeration(unclear.map(({ fullName }) => plain(fullName)))}`]
          : []),
      ].join('\n'),
    );
  const more = balances.length - mostPeople;
  const parts = [
    ...(people.length > 0 ? ['Who gained and who lost', ...people] : []),
    ...(more > 0 ? [`and ${String(more)} more; --json lists them all`] : []),
    ...(changed.length > 0 ? ['What changed', ...changed.map((one) => repositoryText(one, colors))] : []),
  ];
  return `${[colors.bold(titleOf(changes)), ...(parts.length > 0 ? parts : [nothing(changes)])].join('\n\n')}\n`;
}

function repositoryText(one: ChangedRepository, colors: Colors): string {
  if (one.is !== 'changed') return `${colors.bold(plain(one.repository))}\n  ${isWords(one)}`;
  const { repository, renamedFrom, shifts, also, truncated } = one;
  return [
    `${colors.bold(repository)} ${colors.dim(`(${whenWords(one)})`)}`,
    ...(renamedFrom === undefined ? [] : [`  It was called ${renamedFrom} before.`]),
    ...shifts.flatMap(({ says, because }) => [`  ${says}`, ...because.map((cause) => colors.dim(`    ${cause}`))]),
    ...(also.length > 0
      ? [`  ${shifts.length > 0 ? 'Also changed' : 'Changed, without another verdict for anybody'}:`]
      : []),
    ...also.map((cause) => `    ${cause}`),
    ...(truncated ? [`  ${truncatedWords}`] : []),
  ].join('\n');
}

const truncatedWords = 'Not every branch that there may be was looked at: the patterns have too many combinations.';

function isWords(one: Exclude<ChangedRepository, { is: 'changed' }>): string {
  switch (one.is) {
    case 'new':
      return 'It is new.';
    case 'gone':
      return 'It is gone, or no longer visible to whoever reads.';
    case 'not read now':
      return `Could be read then, and no longer: ${gapSentence(one.gap)}`;
    case 'not read then':
      return 'Can be read now, and could not be then: what changed is not known.';
  }
}

const columns = [
  'repository',
  'is',
  'from',
  'to',
  'what',
  'operations',
  'actors',
  'actor_ids',
  'before',
  'after',
  'because',
];

function* csvOf({ changed }: SpokenChangesOfMany): Generator<string> {
  yield csvLine(columns);
  for (const one of changed) {
    if (one.is !== 'changed') {
      yield csvLine([plain(one.repository), one.is, '', '', isWords(one), '', '', '', '', '', '']);
      continue;
    }
    const { repository, renamedFrom, from = '', to = '', shifts, also } = one;
    const start = [repository, 'changed', plain(from), plain(to)];
    if (renamedFrom !== undefined)
      yield csvLine([...start, `It was called ${renamedFrom} before.`, '', '', '', '', '', '']);
    for (const { says, operations, actors, before, after, because } of shifts) {
      const who = [actors.map(({ name }) => name).join(', '), actors.map(({ id = '' }) => plain(id)).join(' ')];
      yield csvLine([...start, says, operations.join(' '), ...who, before, after, because.join(' ')]);
    }
    for (const cause of also) yield csvLine([...start, cause, '', '', '', '', '', '']);
  }
}

function markdownOf(changes: SpokenChangesOfMany): string {
  const { balances, changed, from, to, repositories } = changes;
  const people = balances.map(({ actor, gained, lost, unclear }) =>
    [
      actorTitle(actor),
      turnsWords(gained),
      turnsWords(lost),
      enumeration(unclear.map(({ fullName }) => plain(fullName))),
    ].map(inline),
  );
  const rows = changed.flatMap((one): string[][] => {
    if (one.is !== 'changed') return [[inline(plain(one.repository)), inline(isWords(one)), '']];
    const { repository, renamedFrom, shifts, also } = one;
    const name = inline(repository);
    return [
      ...(renamedFrom === undefined ? [] : [[name, inline(`It was called ${renamedFrom} before.`), '']]),
      ...shifts.map(({ says, because }) => [name, inline(says), inline(because.join(' '))]),
      ...also.map((cause) => [name, inline(cause), '']),
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
      ],
    ),
  ].join('\n\n');
}
