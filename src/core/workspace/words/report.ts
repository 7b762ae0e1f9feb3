import { unitOf } from '../../health/units';
import { counted, peopleCount, thousands } from '../../words/counts';
import { gapClause } from '../../words/gaps';
import { code, enumeration, plain, sentence } from '../../words/names';
import { docs } from '../../words/pages';
import type { MainBranch, UnreadRepository } from '../digest';
import type { MainSection, ReportRow, WorkspaceReport } from '../report';

/** A section in words. */
export interface SectionWords {
  title: string;
  /** Why it matters: a sentence or two. */
  why: string;
  /** Where Atlassian describes it. */
  docs: string;
}

const mainWords: Record<MainSection, SectionWords> = {
  'main-nobody-pushes': {
    title: 'Nobody can push to the main branch',
    why: 'Where somebody can merge, pull requests alone may be meant; where nobody can, the branch stands still.',
    docs: docs.restrictions,
  },
  'main-automation-pushes': {
    title: 'No person can push to the main branch, only automation',
    why: 'When the build breaks nobody can mend the branch by hand, and whoever writes the build decides what is pushed.',
    docs: docs.restrictions,
  },
  'main-one-pushes': {
    title: 'One person alone can push to the main branch',
    why: 'When that person is away or leaves, nobody can push there until an administrator changes the list.',
    docs: docs.restrictions,
  },
};

/** What a section is called, and why it matters. */
export function wordsOfSection(section: string): SectionWords {
  const own = new Map<string, SectionWords>(Object.entries(mainWords)).get(section);
  const unit = unitOf.get(section);
  if (own) return own;
  if (!unit) throw new Error(`No report has the section ${section}.`);
  return { title: unit.title, why: unit.why, docs: unit.docs };
}

/** What is so of a repository in a section, as a sentence. */
export function rowWords({ main, count, people = [], groups = [] }: ReportRow): string {
  if (main) return mainRow(main);
  const whom = [
    ...(people.length > 0 ? [enumeration(people.map(({ name }) => plain(name)))] : []),
    ...(groups.length > 0 ? [`the group${groups.length === 1 ? '' : 's'} ${enumeration(groups.map(code))}`] : []),
  ];
  const times = count === 1 ? 'Found once' : `Found ${thousands(count)} times`;
  return `${times}${whom.length > 0 ? `: ${whom.join(', and ')}` : ''}.`;
}

function mainRow({ branch, people, mergers, unsureMergers, automation }: MainBranch): string {
  const who =
    people === 0 ? (automation.may.length + automation.unsure.length > 0 ? 'No person' : 'Nobody') : '1 person';
  const perhaps = automation.may.length === 0 && automation.unsure.length > 0 ? ', and automation perhaps' : '';
  const merge =
    mergers > 0
      ? `${unsureMergers > 0 ? 'at least ' : ''}${peopleCount(mergers)} can merge a pull request into it`
      : unsureMergers > 0
        ? 'whether somebody can merge a pull request into it is not known'
        : 'nobody can merge a pull request into it either';
  return `${who} can push to ${code(branch)}${perhaps}; ${merge}.`;
}

/** The report in a few sentences, the worst first. */
export function reportInShort({ repositories, read, unread, sections, notRead }: WorkspaceReport): string[] {
  const partly = new Set(notRead.flatMap(({ repositories: some }) => some.map(({ fullName }) => fullName))).size;
  const found = sections.filter(({ rows, level }) => rows.length > 0 && level !== 'info');
  const parts = [
    `${counted(repositories, 'repository', 'repositories')}: ${thousands(read)} ${read === 1 ? 'was' : 'were'} read`,
    ...(partly > 0 ? [`of ${thousands(partly)} of them not all could be seen`] : []),
    ...(unread.length > 0 ? [`and ${thousands(unread.length)} could not be read`] : []),
  ];
  return [
    `${parts.join(', ')}.`,
    ...found.map(
      ({ section, rows }) =>
        `${wordsOfSection(section).title}: in ${counted(rows.length, 'repository', 'repositories')}.`,
    ),
    ...(found.length === 0 && read > 0 ? ['No error and no warning was found in what was read.'] : []),
  ];
}

/** Why a repository could not be read, as a sentence. */
export function unreadWords({ repository, gap }: UnreadRepository): string {
  return `${sentence(gapClause(gap, repository))}.`;
}
