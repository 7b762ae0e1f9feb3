import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { code, enumeration, personName, plain } from '../../../core/words/names';
import { withTellingNames } from '../../../core/words/telling-names';
import type { ProblemCount } from '../../../core/workspace/digest';
import type { Drift as ReportDrift } from '../../../core/workspace/drift';
import { shownName } from '../formats/cells';
import { inCode, inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { unseenParts, unseenRow, unseenRows, type GapOfMany } from './about';
import { wordsOfSection } from '../../../core/workspace/words/report';

/** One thing that an answer says of a repository. */
export interface Said {
  /** By which it is known again in another answer to the same question. */
  key: string;
  /** What it is about, in words. */
  about: string;
  /** What is said of it, in words; the same only where nothing changed. */
  is: string;
}

/** What an answer says of one thing otherwise than it did: one of both is absent where it was, or is, not said. */
export interface Drifted {
  repository: string;
  about: string;
  before?: string;
  after?: string;
}

/** All that an answer says of a repository, and what it cannot tell of it. */
export interface AllSaid {
  said: readonly Said[];
  /** Whether it could not tell this, had it been so. */
  isUnclear: (one: Said) => boolean;
}

const notKnown = 'not known';

/** What is said otherwise of a repository, in the order in which it is said now; then what is said no more. */
export function driftedFrom(repository: string, before: AllSaid, after: AllSaid): Drifted[] {
  const [was, is] = [byKey(before.said), byKey(after.said)];
  const now = [...is.values()].flatMap((one): Drifted[] => {
    const { about } = one;
    const old = was.get(one.key)?.is ?? (before.isUnclear(one) ? notKnown : undefined);
    return old === one.is ? [] : [{ repository, about, ...(old !== undefined && { before: old }), after: one.is }];
  });
  const gone = [...was.values()].flatMap((one): Drifted[] => {
    const { key, about } = one;
    if (is.has(key)) return [];
    return [{ repository, about, before: one.is, ...(after.isUnclear(one) && { after: notKnown }) }];
  });
  return [...now, ...gone];
}

function byKey(said: readonly Said[]): Map<string, Said> {
  return new Map(said.map((one) => [one.key, one]));
}

/** How a report drifted, as what it says otherwise. */
export function sayDrift(drift: ReportDrift): Drifted[] {
  const { repository, is, come, gone, unclear, administrators } = withTellingNames(drift);
  const { fullName } = repository;
  const title = (problem: string) => wordsOfSection(problem).title;
  return [
    ...(is === undefined ? [] : [{ repository: fullName, about: 'The repository', ...itself[is] }]),
    ...come.map((one) => ({ repository: fullName, about: title(one.problem), after: problemWords(one) })),
    ...gone.map((one) => ({ repository: fullName, about: title(one.problem), before: problemWords(one) })),
    ...unclear.map((problem) => ({ repository: fullName, about: title(problem), after: notKnown })),
    ...administrators.come.map((one) => ({ repository: fullName, about: administers, after: personName(one) })),
    ...administrators.gone.map((one) => ({ repository: fullName, about: administers, before: personName(one) })),
  ];
}

/** How often, and about whom. */
function problemWords({ count, people = [], groups = [] }: ProblemCount): string {
  const whom = [...people.map(personName), ...groups.map(code)];
  return [counted(count, 'time', 'times'), ...(whom.length > 0 ? [enumeration(whom)] : [])].join(': ');
}

const administers = 'An administrator';
const itself = {
  new: { after: 'is there' },
  gone: { before: 'is there' },
  'not read now': { before: 'is there', after: 'could not be read' },
  'not read then': { before: 'could not be read', after: 'is there' },
} satisfies Record<NonNullable<ReportDrift['is']>, Pick<Drifted, 'before' | 'after'>>;

/** What differs between an answer of now and the same of then. */
export interface Drift {
  /** What was asked, as a title names it. */
  question: string;
  /** The baseline by its name. */
  against: string;
  /** When that was, and as of when the other answer is, RFC 3339. */
  then: string;
  now: string;
  /** How many repositories were compared. */
  repositories: number;
  differs: readonly Drifted[];
  /** What could be read at neither moment. */
  unseen: readonly GapOfMany[];
}

/** What differs from a baseline. */
export function driftAs(drift: Drift, colors: Colors): Printable {
  return {
    json: () => jsonPieces(jsonOf(drift)),
    text: () => [textOf(drift, colors)],
    csv: () => csvOf(drift),
    markdown: () => [`${markdownOf(drift)}\n`],
  };
}

function jsonOf({ against, then, now, repositories, differs, unseen }: Drift) {
  const gaps = unseen.length > 0 && { gaps: unseen };
  return { against, from: then, to: now, repositories, differs, ...gaps };
}

function titleOf({ question, against }: Drift): string {
  return `What differs from the baseline ${code(against)}: ${question}`;
}

function nothing({ repositories, unseen }: Drift): string {
  return `Nothing ${unseen.length > 0 ? 'that could be read ' : ''}differs in ${counted(repositories, 'repository', 'repositories')}.`;
}

function between({ then, now }: Drift): string {
  return `Between ${plain(then)} and ${plain(now)}.`;
}

function textOf(drift: Drift, colors: Colors): string {
  const byRepository = new Map<string, Drifted[]>();
  for (const one of drift.differs) {
    const own = byRepository.get(one.repository);
    if (own) own.push(one);
    else byRepository.set(one.repository, [one]);
  }
  const sections = [...byRepository].map(([repository, differs]) =>
    [colors.bold(plain(repository)), ...differs.map((one) => lineOf(one, colors))].join('\n'),
  );
  return [
    colors.bold(titleOf(drift)),
    ...(sections.length > 0 ? sections : [nothing(drift)]),
    ...unseenParts(drift.unseen, colors),
    `${colors.dim(between(drift))}\n`,
  ].join('\n\n');
}

function lineOf({ about, before, after }: Drifted, colors: Colors): string {
  if (before === undefined) return `  ${colors.mark('unknown', 'now:')} ${phrase(about, after)}`;
  if (after === undefined) return `  ${colors.mark('unknown', 'no longer:')} ${phrase(about, before)}`;
  return `  ${colors.mark('unknown', 'otherwise:')} ${about}\n    before: ${before}\n    now: ${after}`;
}

function phrase(about: string, is = ''): string {
  if (about === '' || is === '') return about || is;
  return /^(?:is|could) /.test(is) ? `${about} ${is}` : `${about}: ${is}`;
}

const columns = ['repository', 'about', 'before', 'after', 'against', 'from', 'to'];

function csvOf({ differs, unseen, against, then, now }: Drift): string[] {
  const ends = [shownName(against), plain(then), plain(now)];
  const rows = differs.map((one) => [plain(one.repository), one.about, one.before ?? '', one.after ?? '', ...ends]);
  const unread = unseen.map((one) => [...unseenRow(one), notKnown, notKnown, ...ends]);
  return [columns, ...rows, ...unread].map(csvLine);
}

function markdownOf(drift: Drift): string {
  const rows = drift.differs.map(({ repository, about, before = '', after = '' }) =>
    [plain(repository), about, before, after].map(inline),
  );
  return [
    `## ${inline(titleOf(drift))}`,
    rows.length > 0 ? table(['Repository', 'What', 'Before', 'Now'], rows) : nothing(drift),
    table(
      ['About this answer', ''],
      [
        ['Baseline', inCode(shownName(drift.against))],
        ['Before', inline(plain(drift.then))],
        ['Now', inline(plain(drift.now))],
        ...unseenRows(drift.unseen),
      ],
    ),
  ].join('\n\n');
}
