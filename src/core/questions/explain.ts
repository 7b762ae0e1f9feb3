import type { MayI } from '../cell/may-i';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from '../cell/cell';
import type { Decision, Finding, Opinion } from '../decision';
import { judgeMerge } from './beside-bitbucket';
import { judge } from './judge';
import { mergeChecks } from '../merge-checks/merge-checks';
import { notCheckedOfCell, suppliedIn } from './not-checked';
import type { Facts, Question } from '../model';
import { isViewersOwn } from '../people/viewer';
import type { PullRequestFacts } from '../pull-request';
import { namesOf } from '../repository';
import { ruleOf } from '../rules/index';

/** One question, one decision. Costs one pass over the restrictions and one over each list of people. */
export function explain(facts: Facts, question: Question): Decision {
  return explainAmong(gather(facts), question);
}

/** May this pull request be merged by this actor, as it stands? */
export function explainMerge(
  gathered: Gathered,
  pullRequest: PullRequestFacts,
  { actor, credential }: Pick<Question, 'actor' | 'credential'>,
): Decision {
  const { id, destination } = pullRequest;
  const question: Question = {
    actor,
    operation: 'merge',
    branch: destination.branch,
    pullRequest: id,
    ...(credential && { credential }),
  };
  return explainAmong(gathered, question, pullRequest);
}

/** As `explain`, of facts that were gathered before. */
export function explainAmong(gathered: Gathered, question: Question, pullRequest?: PullRequestFacts): Decision {
  const { facts } = gathered;
  const cell: Cell = {
    facts,
    operation: question.operation,
    ...(question.credential && { credential: question.credential }),
    branch: viewBranch(question.branch, gathered),
    actor: viewActor(question.actor, gathered),
  };
  // Whom the lists let merge may be asked to, whatever is still missing on this pull request.
  const mayI: MayI = (operation, branch, actor) =>
    judge({
      ...cell,
      operation,
      branch: branch === question.branch ? cell.branch : viewBranch(branch, gathered),
      actor: actor ? viewActor(actor, gathered) : cell.actor,
    }).verdict === 'allowed';
  const whole: Cell = pullRequest ? { ...cell, pullRequest } : cell;
  const {
    verdict,
    opinions: all,
    bitbucket,
  } = pullRequest ? judgeMerge({ ...cell, pullRequest }) : { ...judge(cell), bitbucket: undefined };
  // What is closed nobody can merge: there is no way past a list to look for.
  const closed = all.filter(({ reason }) => reason.why === 'closed');
  const opinions = closed.length > 0 ? closed : all;
  return {
    verdict,
    question,
    repository: namesOf(facts.repository),
    actorIsViewer: isViewersOwn(question.actor, facts),
    findings: opinions.map((opinion) => withRemedies(inFull(opinion, whole), whole, mayI)),
    ...(pullRequest?.state === 'OPEN' && { checks: mergeChecks(cell, pullRequest, mayI) }),
    ...(bitbucket && { bitbucket }),
    notChecked: notCheckedOfCell(cell, opinions, pullRequest, bitbucket),
    ...suppliedIn(facts),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/** The slugs of the groups whose members would settle what a decision leaves open. */
export function groupsInDoubt({ findings }: Decision): string[] {
  const gaps = findings.flatMap((finding) => (finding.verdict === 'unknown' ? finding.gaps : []));
  return [...new Set(gaps.flatMap(({ of }) => (of.what === 'members' ? [of.group] : [])))];
}

/** The same opinion, with all that shows it; what could not be told is left as it is. */
function inFull(opinion: Opinion, cell: Cell): Opinion {
  const { inFull: shown } = ruleOf[opinion.rule];
  return shown && opinion.verdict !== 'unknown' ? { ...opinion, evidence: shown(opinion.evidence, cell) } : opinion;
}

/** The opinion as a finding: a refusal with its ways out. */
export function withRemedies(opinion: Opinion, cell: Cell, mayI: MayI): Finding {
  if (opinion.verdict !== 'denies') return opinion;
  const { remedies } = ruleOf[opinion.rule];
  if (!remedies) throw new Error(`The rule ${opinion.rule} refuses and has no way out.`);
  return { ...opinion, remedies: remedies(cell, mayI) };
}
