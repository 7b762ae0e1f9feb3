import type { Decision, Verdict } from '../../decision';
import type { MergeFinding, MergeRuleId } from '../../merge-decision';
import type { NonEmpty } from '../../non-empty';
import { mergeOfAnybody } from '../../pull-request';
import type { QueueEntry } from '../../questions/pull-request/queue';
import type { TracedCheck } from '../../reported-check';
import { thousands } from '../../words/counts';
import { code, enumeration, personFirst, personName } from '../../words/names';
import { saidClause } from './bitbucket';

type Context = Pick<Decision, 'question' | 'repository'>;

/** A refusal in a few words, after *it waits:* or *you cannot merge this:*. */
export function causeOf({ rule, reason }: Pick<MergeFinding, 'rule' | 'reason'>, context: Context): string {
  if ('missing' in reason) return checksWords(reason);
  if (reason.why === 'draft') return 'it is a draft';
  if (reason.why === 'blocked') return blockedWords(reason.checks, context);
  return short[rule] ?? 'a rule refuses it';
}

const short: Partial<Record<MergeRuleId, string>> = {
  'repository-access': 'you have no write access',
  'merge-restriction': 'you are not listed',
};

/** What Bitbucket itself reports that stands in the way: by its words where it is one thing. */
function blockedWords([{ check }, ...more]: NonEmpty<TracedCheck>, context: Context): string {
  return more.length === 0
    ? saidClause(check, context)
    : `${String(more.length + 1)} checks of Bitbucket stand in the way`;
}

/** Clauses one after the other, each once: `it is a draft, and 2 merge checks are not done`. */
export function clauses(all: string[]): string {
  const each = [...new Set(all)];
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')}, and ${String(each.at(-1))}`;
}

/** `2 merge checks are not done`, or of how many that could not be seen. */
export function checksWords({ missing, unseen }: { missing: number; unseen: number }): string {
  const checks = (count: number) => `${String(count)} merge ${count === 1 ? 'check' : 'checks'}`;
  return missing > 0
    ? `${checks(missing)} ${missing === 1 ? 'is' : 'are'} not done`
    : `${checks(unseen)} could not be seen`;
}

/** What an open pull request waits for, or who can merge it, in one line. */
export function sayBriefly(
  { verdict, findings, checks, listed, pullRequest }: QueueEntry,
  repository: Context['repository'],
): string {
  switch (verdict) {
    case 'allowed': {
      const [first, ...others] = listed;
      return first
        ? `${enumeration([personFirst(first), ...others.map(personName)])} can merge it now.`
        : 'Nobody that could be seen can merge it now.';
    }
    case 'denied': {
      const context = { question: mergeOfAnybody(pullRequest), repository };
      const causes = findings.filter((one) => one.verdict === 'denies').map((one) => causeOf(one, context));
      return sentence(clauses(causes));
    }
    case 'unknown': {
      const open = findings.filter((one) => one.verdict === 'unknown').map((one) => doubtOf(one, checks));
      return sentence(clauses(open));
    }
  }
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function doubtOf({ rule, reason }: MergeFinding, checks: QueueEntry['checks']): string {
  if (reason.why === 'source-gone') return 'its source branch is gone';
  if (rule === 'merge-checks') {
    const unseen = checks.filter(({ is }) => is === 'unknown').length;
    const missing = checks.filter(({ is }) => is === 'missing').length;
    return unseen + missing > 0 ? checksWords({ missing, unseen }) : 'its merge checks could not be settled';
  }
  return rule === 'mergeability' ? 'what Bitbucket itself says leaves it open' : 'its state could not be seen';
}

const standing: readonly { verdict: Verdict; one: string; several: string }[] = [
  { verdict: 'allowed', one: 'ready', several: 'ready' },
  { verdict: 'denied', one: 'waits', several: 'wait' },
  { verdict: 'unknown', one: 'unknown', several: 'unknown' },
];

/** `3 ready · 5 wait · 3 unknown`: the open pull requests summed up. */
export function sayQueueSum(entries: readonly Pick<QueueEntry, 'verdict'>[]): string {
  const parts = standing.flatMap(({ verdict, one, several }) => {
    const count = entries.filter((entry) => entry.verdict === verdict).length;
    return count === 0 ? [] : [`${thousands(count)} ${count === 1 ? one : several}`];
  });
  return parts.join(' · ');
}

/** Between which branches, as `feature/till → main`. */
export function sayWay({ pullRequest: { source, destination } }: Pick<QueueEntry, 'pullRequest'>): string {
  return `${source.branch === null ? 'a branch that is gone' : code(source.branch)} → ${code(destination.branch)}`;
}
