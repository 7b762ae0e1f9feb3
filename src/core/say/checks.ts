import type { Found, MergeCheck } from '../merge-check';
import type { Decision } from '../decision';
import { gapClause } from '../words/gaps';
import { code, restrictionName, sentence } from '../words/names';

/** A merge check in words. `check` is the restriction's kind. */
export interface SpokenCheck {
  check: string;
  state: 'done' | 'missing' | 'unknown';
  shows: string;
  restriction?: number;
}

/** A merge check on the pull request at hand, in one sentence. */
export function sayCheck(check: MergeCheck, { repository }: Pick<Decision, 'repository'>): SpokenCheck {
  const { restriction, mightNotCover } = check;
  const found = check.found ? `: ${foundWords(check.found)}` : '';
  const why = check.is === 'unknown' ? `${check.found ? ';' : ':'} ${gapClause(check.gaps[0], repository)}` : '';
  const doubt = mightNotCover
    ? `; whether it covers this branch is not known: ${gapClause(mightNotCover[0], repository)}`
    : '';
  const name = restriction.id === undefined ? '' : ` (${restrictionName(restriction)})`;
  return {
    check: restriction.kind,
    state: check.is,
    shows: `${titles[restriction.kind] ?? sentence(code(restriction.kind))}${name}${found}${why}${doubt}.`,
    ...(restriction.id !== undefined && { restriction: restriction.id }),
  };
}

/** Each kind of merge check as Bitbucket's settings page is read aloud. */
const titles: Record<string, string> = {
  require_approvals_to_merge: 'Approvals',
  require_default_reviewer_approvals_to_merge: 'Approvals by default reviewers',
  require_review_group_approvals_to_merge: 'Approvals by review groups',
  require_no_changes_requested: 'No changes requested',
  require_tasks_to_be_completed: 'No open tasks',
  require_all_comments_resolved: 'All comments resolved',
  require_passing_builds_to_merge: 'Passing builds',
  require_commits_behind: 'Not too far behind',
  require_all_dependencies_merged: 'Dependencies merged',
};

function foundWords(found: Found): string {
  switch (found.what) {
    case 'approvals':
      return `${String(found.have)} of ${String(found.need)}${found.byAuthor ? ", and the author's own" : ''}`;
    case 'default-reviewer-approvals':
      return `${String(found.have)} of ${String(found.need)}`;
    case 'changes-requested':
      return found.by === 0
        ? 'nobody asks for changes'
        : `${String(found.by)} ${found.by === 1 ? 'person asks' : 'people ask'} for changes`;
    case 'tasks':
    case 'comments':
      return found.open === 0 ? 'none is open' : `${String(found.open)} ${found.open === 1 ? 'is' : 'are'} open`;
    case 'builds': {
      const rest = [
        ...(found.failed > 0 ? [`${String(found.failed)} failed`] : []),
        ...(found.running > 0 ? [`${String(found.running)} in progress`] : []),
        ...(found.other > 0 ? [`${String(found.other)} stopped`] : []),
      ];
      return [`${String(found.passed)} of ${String(found.need)} passed`, ...rest].join(', ');
    }
    case 'behind':
      return `${String(found.commits)} ${found.commits === 1 ? 'commit' : 'commits'} behind; the limit is ${String(found.atMost)}`;
  }
}
