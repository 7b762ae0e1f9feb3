import type { MayI } from '../../cell/may-i';
import type { Gathered, MergeCell } from '../../cell/cell';
import type { MergeDecision, MergeEvidence, MergeFinding, MergeOpinion } from '../../merge-decision';
import { mergeChecks } from '../../merge-checks/merge-checks';
import type { Question } from '../../model';
import type { NonEmpty } from '../../non-empty';
import type { PullRequestFacts } from '../../pull-request';
import type { MergeRemedy } from '../../remedy';
import { mergeExplained } from '../../rules/pull-request/explained/index';
import { askedOf, cellOf, mayIn } from '../explain';
import { suppliedIn } from '../not-checked';
import { judgeMerge } from './beside-bitbucket';
import { notCheckedOfMerge } from './not-checked';

/** May this pull request be merged by this actor, as it stands? */
export function explainMerge(
  gathered: Gathered,
  pullRequest: PullRequestFacts,
  { actor, credential }: Pick<Question, 'actor' | 'credential'>,
): MergeDecision {
  const { facts } = gathered;
  const { id, destination } = pullRequest;
  const question: Question = {
    actor,
    operation: 'merge',
    branch: destination.branch,
    pullRequest: id,
    ...(credential && { credential }),
  };
  const cell: MergeCell = { ...cellOf(gathered, question), pullRequest };
  // Whom the lists let merge may be asked to, whatever is still missing on this pull request.
  const mayI = mayIn(cell, gathered);
  const { verdict, opinions: all, bitbucket } = judgeMerge(cell);
  // What is closed nobody can merge: there is no way past a list to look for.
  const closed = all.filter(({ reason }) => reason.why === 'closed');
  const opinions = closed.length > 0 ? closed : all;
  return {
    verdict,
    ...askedOf(facts, question),
    findings: opinions.map((opinion) => withRemedies(inFull(opinion, cell), cell, mayI)),
    ...(pullRequest.state === 'OPEN' && { checks: mergeChecks(cell, pullRequest, mayI) }),
    bitbucket,
    notChecked: notCheckedOfMerge(cell, opinions, bitbucket),
    ...suppliedIn(facts),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/** Of any rule, as one that may show anything of a merge: what is given to each came from itself. */
interface AnyExplained {
  inFull?: (evidence: never, cell: MergeCell) => NonEmpty<MergeEvidence>;
  remedies?: (cell: MergeCell, mayI: MayI) => NonEmpty<MergeRemedy>;
}

/** The same opinion, with all that shows it; what could not be told is left as it is. */
function inFull(opinion: MergeOpinion, cell: MergeCell): MergeOpinion {
  const { inFull: shown }: AnyExplained = mergeExplained[opinion.rule];
  return shown && opinion.verdict !== 'unknown'
    ? { ...opinion, evidence: shown(opinion.evidence as never, cell) }
    : opinion;
}

/** The opinion as a finding: a refusal with its ways out. */
export function withRemedies(opinion: MergeOpinion, cell: MergeCell, mayI: MayI): MergeFinding {
  if (opinion.verdict !== 'denies') return opinion;
  const { remedies }: AnyExplained = mergeExplained[opinion.rule];
  if (!remedies) throw new Error(`The rule ${opinion.rule} refuses and has no way out.`);
  return { ...opinion, remedies: remedies(cell, mayI) };
}
