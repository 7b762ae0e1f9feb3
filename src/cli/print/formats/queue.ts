import type { SpokenPullRequest, SpokenQueue } from '../../../core/say/pull-request/queue';
import { verdictTitles } from '../../../core/say/text';
import { code } from '../../../core/words/names';
import { nothing } from '../survey';
import { aboutCells, aboutColumns, aboutMarkdown, type About } from './about';
import { emptyRow, shownName } from './cells';
import { csvLine } from '../../../core/words/csv';
import { inline, table } from './markdown';

/** The open pull requests as CSV: a row for each. */
export function queueCsv({ pullRequests }: SpokenQueue, about: About): string[] {
  const own = ['pull_request', 'title', 'source', 'fork', 'destination', 'draft', 'verdict', 'through'];
  const columns = ['repository', ...own, 'can_merge', 'can_merge_ids', 'unsure', ...aboutColumns];
  const rows = pullRequests.map((one) => [
    about.repository,
    String(one.id),
    one.title,
    shownName(one.source ?? ''),
    shownName(one.fork ?? ''),
    shownName(one.destination),
    one.draft === undefined ? '' : one.draft ? 'yes' : 'no',
    one.verdict,
    through(one).join(' '),
    one.mergers.map(({ name }) => name).join(', '),
    one.mergers.map(({ id = '' }) => shownName(id)).join(' '),
    String(one.unsure.length),
    ...aboutCells(about),
  ]);
  return [columns, ...(rows.length > 0 ? rows : [emptyRow(about, columns)])].map(csvLine);
}

/** The open pull requests as Markdown. */
export function queueMarkdown({ pullRequests, gaps }: SpokenQueue, about: About): string {
  const rows = pullRequests.map((one) => [
    String(one.id),
    inline(one.title),
    inline(`${one.source === undefined ? 'a branch that is gone' : code(one.source)} → ${code(one.destination)}`),
    `${verdictTitles[one.verdict]}${one.draft === true ? ', a draft' : ''}`,
    inline(through(one).join(' ')),
    inline(one.mergers.map(({ name }) => name).join(', ')),
  ]);
  return [
    `## Open pull requests of ${inline(about.repository)}`,
    pullRequests.length > 0
      ? table(['', 'Title', 'Branches', 'Merge', 'Why', 'Who the lists let merge'], rows)
      : nothing(gaps),
    aboutMarkdown(about),
  ].join('\n\n');
}

/** What stands in the way, or else what was found. */
function through({ findings, verdict, bitbucket }: SpokenPullRequest): string[] {
  const against = findings.filter((finding) => finding.verdict !== 'allows');
  const said = (against.length > 0 || verdict !== 'allowed' ? against : findings).map(({ reason }) => reason);
  return [...said, ...(bitbucket && bitbucket.because !== 'not-found' ? [bitbucket.sentence] : [])];
}
