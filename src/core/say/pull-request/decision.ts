import type { MergeDecision, MergeFinding } from '../../merge-decision';
import type { MergeRemedy } from '../../remedy';
import { mergeExplained } from '../../rules/pull-request/explained/index';
import { waysOfMerge } from '../../ways-out/merge-table';
import type { Shell } from '../../words/shell';
import { peopleIn, tellingOf, withTellingNames, type Telling } from '../../words/telling-names';
import { askingIn } from '../asking';
import { findingIn, sayIn, type SpokenDecision, type SpokenFinding, type Voice } from '../decision';
import { remedyIn, type SpokenRemedy } from '../remedies';
import { sayBitbucket, sayDisagreement } from './bitbucket';
import { sayCheck } from './checks';
import { sayMergeShown } from './evidence';
import { sayMergeNotChecked } from './not-checked';

/* As `say/decision.ts` and `say/asking.ts` say a decision about a branch, with what a pull request adds. */

const ofMerges: Voice = {
  rules: mergeExplained,
  ways: waysOfMerge,
  evidence: sayMergeShown,
  notChecked: sayMergeNotChecked,
};

/** A decision in words, whether a pull request was at hand or not. */
export function sayMerge(
  decision: MergeDecision,
  shell?: Shell,
  telling: Telling = tellingOf(peopleIn(decision)),
): SpokenDecision {
  const { notChecked, supplied, readAt, ...said } = sayIn(ofMerges, decision, shell, telling);
  const named = withTellingNames(decision, telling);
  return {
    ...said,
    ...(named.checks && { checks: named.checks.map((check) => sayCheck(check, named)) }),
    ...(named.bitbucket && {
      bitbucket: sayBitbucket(named.bitbucket, named),
      disagreements: named.bitbucket.disagreements.map((one) => sayDisagreement(one, named)),
    }),
    notChecked,
    ...(supplied && { supplied }),
    ...(readAt !== undefined && { readAt }),
  };
}

type Asked = Pick<MergeDecision, 'question' | 'repository' | 'actorIsViewer'>;

/** A finding in words, with commands for this shell. */
export function sayMergeFinding(finding: MergeFinding, asked: Asked, shell?: Shell): SpokenFinding {
  return findingIn(ofMerges, finding, asked, shell);
}

/** A way out in words, with commands for this shell. */
export function sayMergeRemedy(remedy: MergeRemedy, asked: Asked, shell?: Shell): SpokenRemedy {
  return remedyIn(waysOfMerge, remedy, asked, shell);
}

/** Words with which somebody can ask others for help with a merge, or with anything else. */
export function askingForMerge(decision: MergeDecision): string | undefined {
  return askingIn(waysOfMerge, decision, sayMerge(decision));
}
