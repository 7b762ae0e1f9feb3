import type { Health } from '../../../core/health/health';
import { unitOf } from '../../../core/health/units';
import type { Severity } from '../../../core/health/problem';
import type { Facts } from '../../../core/model';
import type { SpokenHealth } from '../../../core/say/rules/health';
import { counted } from '../../../core/words/counts';
import { plain } from '../../../core/words/names';
import { fingerprints } from './fingerprints';

/** How many annotations a request takes, and a report in all (OpenAPI, POST …/annotations). */
const mostInRequest = 100;
const mostInReport = 1000;
/** Characters of a summary and of details; Bitbucket refuses more. */
const longest = { summary: 450, details: 2000 };

const annotationOf: Record<Severity, { annotation_type: string; severity: string }> = {
  error: { annotation_type: 'VULNERABILITY', severity: 'HIGH' },
  warning: { annotation_type: 'BUG', severity: 'MEDIUM' },
  info: { annotation_type: 'CODE_SMELL', severity: 'LOW' },
};

/**
 * What is wrong with the rules, as Bitbucket's Code Insights take it: the body of
 * `PUT …/commit/{commit}/reports/{reportId}`, and the bodies of `POST …/annotations`, at most 100 annotations each.
 */
export function codeInsights(
  health: Health,
  { problems, gaps }: SpokenHealth,
  { repository, restrictions }: Facts,
  failed: boolean,
): { report: object; annotations: object[][] } {
  const prints = fingerprints(health.problems);
  const shown = problems.slice(0, mostInReport);
  const annotations = shown.map(({ problem, level, reason, effect, remedy, page }, at) => ({
    external_id: `who-can-push-${prints[at] ?? String(at)}`,
    title: unitOf.get(problem)?.title ?? problem,
    ...annotationOf[level],
    summary: cut(reason, longest.summary),
    details: cut(`${effect} ${remedy}`, longest.details),
    link: page,
  }));
  const left = problems.length - shown.length;
  const number = (title: string, value: number) => ({ title, type: 'NUMBER', value });
  const count = (level: Severity) => problems.filter((one) => one.level === level).length;
  return {
    report: {
      title: 'Who can push: the rules',
      details: cut(
        [
          `What is wrong with the branch restrictions and permissions of ${plain(repository.fullName)}.`,
          ...(left > 0 ? [`${counted(left, 'more problem is', 'more problems are')} not listed here.`] : []),
          ...gaps.map(({ lift }) => `Not everything could be read: ${lift}`),
        ].join(' '),
        longest.details,
      ),
      report_type: 'SECURITY',
      reporter: 'Who Can Push',
      // Rules that could not be read have not passed.
      result: failed ? 'FAILED' : restrictions.gaps.length > 0 ? 'PENDING' : 'PASSED',
      data: [
        number('Errors', count('error')),
        number('Warnings', count('warning')),
        number('Notes', count('info')),
        number('Could not be read', gaps.length),
      ],
    },
    annotations: Array.from({ length: Math.ceil(annotations.length / mostInRequest) }, (_, at) =>
      annotations.slice(at * mostInRequest, (at + 1) * mostInRequest),
    ),
  };
}

/** At most so many characters, none of them half. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
