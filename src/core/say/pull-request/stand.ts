import type { Verdict } from '../../decision';
import type { MergeFinding } from '../../merge-decision';
import type { MergeCheck } from '../../merge-check';
import type { Outlook } from '../../questions/pull-request/outlook';
import { liftsOf, sayGap } from '../../words/gaps';
import type { Shell } from '../../words/shell';
import { withTellingNames } from '../../words/telling-names';
import type { SpokenRemedy } from '../remedies';
import { causeOf, checksWords, clauses } from './brief';
import { sayCheck } from './checks';
import { sayMergeFinding, sayMergeRemedy } from './decision';

/** How a pull request stands, for whoever may want to merge it: one sentence, and what stands in the way. */
export interface SpokenStand {
  /** `closed` where nobody can merge it any more. */
  is: Verdict | 'closed';
  sentence: string;
  /** What refuses first, then what could not be told; what is done, or only warns, is not among them. */
  open: SpokenOpen[];
  /** The merge checks that are not among these. */
  others: MergeCheck[];
  /** Those in a few words; absent where there are none. */
  othersSay?: string;
}

/** One thing that stands in the way, or might, with what can be done about it. */
export interface SpokenOpen {
  is: 'denies' | 'unknown';
  says: string;
  ways: SpokenRemedy[];
  /** What would settle it. */
  lifts: string[];
}

const closed: Record<string, { sentence: string; goesOn: boolean }> = {
  MERGED: { sentence: 'This pull request is merged.', goesOn: false },
  DECLINED: { sentence: 'This pull request is declined, so nobody can merge it any more.', goesOn: true },
  SUPERSEDED: {
    sentence: 'This pull request is superseded by another, so nobody can merge it any more.',
    goesOn: true,
  },
};

/** Why nobody can merge it any more; a way on stands below it. */
const staysClosed = 'Bitbucket opens no closed pull request again.';

/** How the pull request stands for the actor, who is *you*, with commands for this shell. */
export function sayStand(given: Outlook, shell: Shell = 'posix'): SpokenStand {
  const outlook = withTellingNames(given);
  const { merge, about } = outlook;
  const { checks = [], findings } = merge;
  const end = closed[about.state];
  if (end) {
    const about = findings.filter(({ rule }) => rule === 'pull-request');
    const open = end.goesOn ? about.map((one) => ({ ...openOf(one, outlook, shell), says: staysClosed })) : [];
    return { is: 'closed', sentence: end.sentence, open, others: [] };
  }
  const inTheWay = findings.some(({ rule, verdict }) => rule === 'merge-checks' && verdict !== 'allows');
  const shown = inTheWay ? checks.filter(({ is }) => is !== 'done') : [];
  const others = checks.filter((check) => !shown.includes(check));
  const open = distinct(findings).flatMap((finding): SpokenOpen[] => {
    if (finding.verdict === 'allows') return [];
    if (finding.rule === 'merge-checks' && shown.length > 0) return shown.map((one) => ofCheck(one, outlook, shell));
    return [openOf(finding, outlook, shell)];
  });
  const order = (is: SpokenOpen['is']) => open.filter((one) => one.is === is);
  return {
    is: merge.verdict,
    sentence: sentenceOf(outlook),
    open: [...order('denies'), ...order('unknown')],
    others,
    ...(others.length > 0 && { othersSay: othersWords(others) }),
  };
}

function sentenceOf({ merge }: Outlook): string {
  const { verdict, findings } = merge;
  switch (verdict) {
    case 'allowed': {
      const warns = findings.find(({ reason }) => reason.why === 'checks-only-warn');
      const words = warns && 'missing' in warns.reason ? checksWords(warns.reason) : '';
      return words === '' ? 'You can merge this.' : `You can merge this: ${words}, but Bitbucket only warns of that.`;
    }
    case 'denied': {
      const causes = findings.filter((one) => one.verdict === 'denies').map((one) => causeOf(one, merge));
      return `You cannot merge this: ${clauses(causes)}.`;
    }
    case 'unknown':
      return 'Whether you can merge this is not known.';
  }
}

/** What two findings want to know for the same cause is asked once. */
function distinct(findings: MergeFinding[]): MergeFinding[] {
  const causes = new Set<string>();
  return findings.filter((finding) => {
    if (finding.verdict !== 'unknown') return true;
    const cause = JSON.stringify(finding.gaps[0]);
    const isNew = !causes.has(cause);
    causes.add(cause);
    return isNew;
  });
}

function openOf(finding: MergeFinding, { merge }: Outlook, shell: Shell): SpokenOpen {
  const { reason, remedies: ways = [], ...said } = sayMergeFinding(finding, merge, shell);
  return { is: finding.verdict === 'denies' ? 'denies' : 'unknown', says: reason, ways, lifts: liftsOf([said]) };
}

function ofCheck(check: MergeCheck, { merge }: Outlook, shell: Shell): SpokenOpen {
  const { shows: says } = sayCheck(check, merge);
  if (check.is === 'missing') {
    return { is: 'denies', says, ways: check.remedies.map((way) => sayMergeRemedy(way, merge, shell)), lifts: [] };
  }
  const gaps = check.is === 'unknown' ? check.gaps : [];
  return { is: 'unknown', says, ways: [], lifts: [...new Set(gaps.map((gap) => sayGap(gap, merge.repository).lift))] };
}

const states: readonly { is: MergeCheck['is']; word: string }[] = [
  { is: 'missing', word: 'not done' },
  { is: 'unknown', word: 'not seen' },
  { is: 'done', word: 'done' },
];

/** `5 merge checks are done`, `Merge checks: 1 not done, 2 done`. */
function othersWords(checks: MergeCheck[]): string {
  const counts = states
    .map(({ is, word }) => ({ word, count: checks.filter((check) => check.is === is).length }))
    .filter(({ count }) => count > 0);
  const [only, ...more] = counts;
  if (only && more.length === 0) {
    const { count, word } = only;
    return `${String(count)} merge ${count === 1 ? 'check is' : 'checks are'} ${word}`;
  }
  return `Merge checks: ${counts.map(({ word, count }) => `${String(count)} ${word}`).join(', ')}`;
}
