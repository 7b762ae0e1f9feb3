import { createHash } from 'node:crypto';
import type { Gap } from '../../../core/model';
import type { RepositoryNames } from '../../../core/repository';
import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { gapSentence, sayGap, type SpokenGap } from '../../../core/words/gaps';
import { enumeration, plain } from '../../../core/words/names';
import type { Many } from '../../source/many';
import type { About, BesideAnswer } from '../formats/about';
import { inCode, inline, table } from '../formats/markdown';

/** A gap, and the repository of which something is not known. */
export type GapOfMany = { repository: string } & SpokenGap;

/** Where an answer about many repositories is from, and what it leaves open. */
export interface AboutMany {
  /** The workspace or the folder, as it stands in a sentence. */
  of: string;
  /** How many could be read. */
  read: number;
  /** The full names of those that could not be. */
  notRead: string[];
  /** A file or folder by its name, else the host that was asked. */
  readFrom: string;
  /** RFC 3339: when the first of them was read, and when the last. */
  readAt?: { first: string; last: string };
  supplied: string[];
  notChecked: string[];
  gaps: GapOfMany[];
  /** Of how many the branches were not read, although the answer would want them. */
  withoutBranches: number;
  /** Why there may be more repositories. */
  mayBeMore?: Many['mayBeMore'];
  /** SHA-256 of the digests of the answers about each. */
  digest: string;
}

/** What stands beside the answer about one; `branchesRead` is false where it would want branches that nobody read. */
type BesideOne = BesideAnswer & { branchesRead: boolean };

/** Gathers what is said about an answer, a repository at a time. */
export interface Gathering {
  take: (names: { fullName: string }, beside: BesideOne, digest: string) => void;
  /** One that could not be read. */
  leave: (names: RepositoryNames, gap: Gap) => void;
  done: () => AboutMany;
}

/** Begins with nothing read. */
export function gathering({ of, readFrom, mayBeMore }: Pick<AboutMany, 'of' | 'readFrom' | 'mayBeMore'>): Gathering {
  const notRead: string[] = [];
  const gaps: GapOfMany[] = [];
  const times: string[] = [];
  const supplied = new Set<string>();
  const notChecked = new Set<string>();
  const digests: string[] = [];
  let withoutBranches = 0;
  return {
    take: ({ fullName }, beside, digest) => {
      digests.push(`${fullName} ${digest}`);
      if (!beside.branchesRead) withoutBranches++;
      for (const { what } of beside.notChecked ?? []) notChecked.add(what);
      for (const { what } of beside.supplied ?? []) supplied.add(what);
      for (const gap of beside.gaps ?? []) gaps.push({ repository: fullName, ...gap });
      if (beside.readAt !== undefined) times.push(beside.readAt);
    },
    leave: (names, gap) => {
      digests.push(`${names.fullName} not read`);
      notRead.push(names.fullName);
      gaps.push({ repository: names.fullName, ...sayGap(gap, names) });
    },
    done: () => {
      const [first, last] = bounds(times);
      return {
        of,
        read: digests.length - notRead.length,
        notRead,
        readFrom,
        ...(first !== undefined && last !== undefined && { readAt: { first, last } }),
        supplied: [...supplied],
        notChecked: [...notChecked],
        gaps,
        withoutBranches,
        ...(mayBeMore && { mayBeMore }),
        digest: createHash('sha256').update(digests.sort().join('\n')).digest('hex'),
      };
    },
  };
}

function bounds(times: readonly string[]): [string | undefined, string | undefined] {
  const known = times.filter((time) => !Number.isNaN(Date.parse(time)));
  const inOrder = known.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return [inOrder[0], inOrder.at(-1)];
}

/** `12 repositories of the workspace acme`, and that they may not be all. */
export function manyWords({
  read,
  notRead,
  of,
  mayBeMore,
}: Pick<AboutMany, 'read' | 'notRead' | 'of' | 'mayBeMore'>): string {
  const cut = mayBeMore ? `, ${cutWords[mayBeMore]}` : '';
  return `${counted(read + notRead.length, 'repository', 'repositories')} of ${of}${cut}`;
}

const cutWords: Record<NonNullable<AboutMany['mayBeMore']>, string> = {
  'list cut': 'whose list could not be read whole',
  'not finished': 'which was not read to its end',
};

/** The option that a command about one of them needs. */
export function hereWords({ of }: Pick<AboutMany, 'of'>): string {
  return of.startsWith('the folder ') ? ' --world DIR' : '';
}

/** What stands at the end of each answer as JSON. */
export function aboutJson({ read, notRead, notChecked, supplied, readAt, withoutBranches, mayBeMore }: AboutMany) {
  return {
    repositories: {
      read,
      notRead: notRead.length,
      ...(withoutBranches > 0 && { withoutBranches }),
      ...(mayBeMore && { mayBeMore: true }),
    },
    notChecked: notChecked.map((what) => ({ what })),
    ...(supplied.length > 0 && { supplied: supplied.map((what) => ({ what })) }),
    ...(readAt && { readAt: readAt.last, ...(readAt.first !== readAt.last && { firstReadAt: readAt.first }) }),
  };
}

/** Lines of what could not be read, as text. */
const mostGaps = 12;

/** The end of an answer as text: what could not be read, what was supplied, what was not checked, when it was read. */
export function aboutLines(about: AboutMany, colors: Colors): string[] {
  const { notRead, gaps, supplied, notChecked } = about;
  const unread = new Set(notRead);
  const parts = gaps.filter(({ repository }) => !unread.has(repository));
  const whole = gaps.filter(({ repository }) => unread.has(repository));
  return [
    ...cut(whole, `Could not be read (${String(notRead.length)}):`),
    ...cut(parts, 'Not looked at, as it could not be read:'),
    ...supplied.map((what) => `Supplied: ${what}.`),
    ...(notChecked.length > 0 ? [`Not checked: ${enumeration(notChecked)}.`] : []),
    ...openWords(about),
    ...readAtLines(about),
  ].map(colors.dim);
}

/** What could be read at neither of two moments, as text: one part of it, where there is anything. */
export function unseenParts(unseen: readonly GapOfMany[], colors: Colors): string[] {
  const lines = cut(unseen, 'Could be read at neither moment, so whether it differs is not known:').map(colors.dim);
  return lines.length > 0 ? [lines.join('\n').trimEnd()] : [];
}

/** The same in CSV: the repository, and what is not known. */
export function unseenRow({ repository, ...gap }: GapOfMany): [string, string] {
  return [plain(repository), `Whether it differs is not known. ${gapSentence(gap)}`];
}

/** The same in Markdown. */
export function unseenRows(unseen: readonly GapOfMany[]): [string, string][] {
  return [...new Set(unseen.map(gapSentence))].map((line) => ['Could be read at neither moment', inline(line)]);
}

function cut(gaps: readonly GapOfMany[], title: string): string[] {
  if (gaps.length === 0) return [];
  // What several repositories share, such as a group or a project, is said once.
  const lines = [...new Set(gaps.map(gapSentence))];
  const more = lines.length > mostGaps ? [`  and ${String(lines.length - mostGaps)} more; --json lists them all`] : [];
  return [title, ...lines.slice(0, mostGaps).map((line) => `  ${line}`), ...more, ''];
}

const moreWords: Record<NonNullable<AboutMany['mayBeMore']>, string> = {
  'list cut': 'their list could not be read whole',
  'not finished': 'the folder was not read to its end',
};

/** That there may be more repositories, and why. */
export function mayBeMoreWords(why: NonNullable<AboutMany['mayBeMore']>): string {
  return `There may be more repositories: ${moreWords[why]}.`;
}

/** That branches were not read, where the answer would want them, nor perhaps all repositories. */
export function openWords({ withoutBranches: count, read, mayBeMore }: AboutMany): string[] {
  const more = mayBeMore ? [mayBeMoreWords(mayBeMore)] : [];
  if (count === 0) return more;
  const of = count === read ? 'The branches' : `The branches of ${counted(count, 'repository', 'repositories')}`;
  return [
    ...more,
    `${of} were not read, so what depends on which there are was not looked for: \`read --branches\` reads them.`,
  ];
}

function readAtLines({ readAt }: AboutMany): string[] {
  if (!readAt) return [];
  const [first, last] = [plain(readAt.first), plain(readAt.last)];
  return [first === last ? `Read at ${last}.` : `Read between ${first} and ${last}.`];
}

/** Rows of what could not be read, in Markdown. */
const mostRows = 200;

/** The end of an answer in Markdown. */
export function aboutManyMarkdown(about: AboutMany): string {
  const { of, read, notRead, readFrom, readAt, supplied, notChecked, gaps, digest } = about;
  const lines = [...new Set(gaps.map(gapSentence))];
  const rows: [string, string][] = [
    ['Repositories', inline(`${String(read)} of ${of}`)],
    ...(notRead.length > 0 ? [['Not read', inline(enumeration(notRead.map(plain)))] satisfies [string, string]] : []),
    ['Read from', inCode(readFrom)],
    ...(readAt ? [['Read at', inline(timesWords(readAt))] satisfies [string, string]] : []),
    ...(supplied.length > 0 ? [['Supplied', inline(supplied.join(', '))] satisfies [string, string]] : []),
    ...(notChecked.length > 0 ? [['Not checked', inline(enumeration(notChecked))] satisfies [string, string]] : []),
    ...openWords(about).map((words): [string, string] => ['Not looked for', inline(words)]),
    ...lines.slice(0, mostRows).map((line): [string, string] => ['Could not be read', inline(line)]),
    ...(lines.length > mostRows
      ? [['Could not be read', `${String(lines.length - mostRows)} more`] satisfies [string, string]]
      : []),
    ['Digest (SHA-256)', inCode(digest)],
  ];
  return table(['About this answer', ''], rows);
}

/** `2026-11-21T08:00:00Z`, or between which two times. */
export function timesWords({ first, last }: NonNullable<AboutMany['readAt']>): string {
  return first === last ? plain(last) : `between ${plain(first)} and ${plain(last)}`;
}

/** What is said beside a row of CSV about a repository that could not be read. */
export function aboutUnread(names: RepositoryNames, gap: Gap, { readFrom }: Pick<AboutMany, 'readFrom'>): About {
  return {
    repository: plain(names.fullName),
    readFrom,
    supplied: [],
    notChecked: [],
    gaps: [gapSentence(sayGap(gap, names))],
    digest: '',
  };
}
