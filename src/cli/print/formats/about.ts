import path from 'node:path';
import { bitbucketApi } from '../../../bitbucket/port/port';
import type { Repository } from '../../../core/model';
import { gapSentence, type SpokenGap } from '../../../core/words/gaps';
import { plain } from '../../../core/words/names';
import { inCode, inline, table } from './markdown';

/** Where an answer is from, and what it leaves open: it goes with every file that may be passed on. */
export interface About {
  repository: string;
  /** The saved world by the name of its file, else the host that was asked. */
  readFrom: string;
  /** RFC 3339. */
  readAt?: string;
  supplied: string[];
  notChecked: string[];
  /** What could not be read, and who could lift that. */
  gaps: string[];
  /** Of the answer: a second reading of the same configuration gives the same. */
  digest: string;
}

/** What stands beside an answer in words. */
export interface BesideAnswer {
  notChecked?: { what: string }[];
  supplied?: { what: string }[];
  gaps?: SpokenGap[];
  readAt?: string;
}

/** What answered: the file that `--world` named, else a host. */
export interface From {
  world?: string;
  source: { options: { api?: string } };
}

/** What answered, as it is named: the saved world by the name of its file. */
export function readFrom({ world, source }: From): string {
  const { host } = new URL(source.options.api ?? bitbucketApi);
  return world === undefined ? host.replace(/^api\.(?=bitbucket\.org$)/, '') : plain(path.basename(world));
}

/** What is said about an answer. */
export function aboutOf(
  { notChecked = [], supplied = [], gaps = [], readAt }: BesideAnswer,
  { fullName }: Pick<Repository, 'fullName'>,
  from: From,
  digest: string,
): About {
  return {
    repository: plain(fullName),
    readFrom: readFrom(from),
    ...(readAt !== undefined && { readAt: plain(readAt) }),
    supplied: supplied.map(({ what }) => what),
    notChecked: notChecked.map(({ what }) => what),
    gaps: gaps.map(gapSentence),
    digest,
  };
}

/**
 * Columns of CSV that say the same in each row: CSV has no comments, and lines of another shape would be sorted and
 * counted with the rest.
 */
export const aboutColumns = ['read_at', 'read_from', 'supplied', 'not_checked', 'could_not_be_read', 'digest'];

/** The cells below `aboutColumns`. */
export function aboutCells({ readAt = '', readFrom, supplied, notChecked, gaps, digest }: About): string[] {
  return [readAt, readFrom, supplied.join(', '), notChecked.join(', '), gaps.join(' '), digest];
}

/** The end of a report in Markdown. */
export function aboutMarkdown({ repository, readFrom, readAt, supplied, notChecked, gaps, digest }: About): string {
  const rows: [string, string][] = [
    ['Repository', inCode(repository)],
    ['Read from', inCode(readFrom)],
    ...(readAt === undefined ? [] : [['Read at', inline(readAt)] satisfies [string, string]]),
    ...(supplied.length > 0 ? [['Supplied', inline(supplied.join(', '))] satisfies [string, string]] : []),
    ...(notChecked.length > 0 ? [['Not checked', inline(notChecked.join(', '))] satisfies [string, string]] : []),
    ...gaps.map((gap): [string, string] => ['Could not be read', inline(gap)]),
    ['Digest (SHA-256)', inCode(digest)],
  ];
  return table(['About this answer', ''], rows);
}
