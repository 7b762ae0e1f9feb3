import { isNonEmpty } from '../non-empty';
import type { MayI } from '../cell/may-i';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from '../cell/cell';
import type { Decision, Finding, NotChecked, Opinion } from '../decision';
import { globMatches, isTag } from '../branches/glob';
import { judge } from './judge';
import { mergeChecks } from '../merge-checks/merge-checks';
import type { Facts, Question } from '../model';
import type { PullRequestFacts } from '../pull-request';
import { namesOf } from '../repository';
import { kinds, ruleOf } from '../rules/index';
import type { Owner } from '../rules/kinds';

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
  const { verdict, opinions: all } = judge(whole);
  // What is closed nobody can merge: there is no way past a list to look for.
  const closed = all.filter(({ reason }) => reason.why === 'closed');
  const opinions = closed.length > 0 ? closed : all;
  return {
    verdict,
    question,
    repository: namesOf(facts.repository),
    actorIsViewer:
      question.actor.type === 'user' && facts.viewer.known && facts.viewer.value.id === question.actor.person.id,
    findings: opinions.map((opinion) => withRemedies(inFull(opinion, whole), whole, mayI)),
    ...(pullRequest?.state === 'OPEN' && { checks: mergeChecks(cell, pullRequest, mayI) }),
    notChecked: notChecked(cell, opinions, pullRequest),
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

/** What no API shows: always said, never a verdict by itself. */
function notChecked(
  { facts, branch, operation, credential }: Cell,
  opinions: Opinion[],
  pullRequest: PullRequestFacts | undefined,
): NotChecked[] {
  const { project } = facts.repository;
  const checks = branch.covering
    .map(({ restriction }) => restriction)
    .filter(({ kind }) => isOfMergeChecks(kinds.get(kind)));
  const byCase = facts.restrictions.items.filter(
    ({ match }) =>
      match.by === 'glob' &&
      !isTag(branch.name) &&
      !globMatches(match.pattern, branch.name) &&
      globMatches(match.pattern.toLowerCase(), branch.name.toLowerCase()),
  );
  const throughGroup = opinions.some(({ evidence }) => evidence.some(({ shows }) => shows === 'lists-group'));
  return [
    ...(pullRequest
      ? notCheckedOf(pullRequest)
      : operation === 'merge'
        ? [{ what: 'merge-checks', restrictions: checks } as const]
        : []),
    { what: 'project-restrictions', ...(project.known && project.value && { project: project.value }) },
    { what: 'two-step-verification' },
    { what: 'ip-allowlist' },
    { what: 'plan-and-size' },
    { what: 'credential-scopes' },
    ...(isNonEmpty(byCase) ? [{ what: 'letter-case', restrictions: byCase } as const] : []),
    ...(credential === 'oauth' && throughGroup ? [{ what: 'group-exemption-by-oauth' } as const] : []),
  ];
}

function isOfMergeChecks(owner: Owner | undefined): boolean {
  return owner?.is === 'merge-check' || (owner?.is === 'rule' && owner.rule === 'merge-checks');
}

function notCheckedOf({ source }: PullRequestFacts): NotChecked[] {
  const inFork = typeof source.fork === 'string' && source.branch !== null;
  return [
    { what: 'conflicts' },
    { what: 'custom-merge-checks' },
    ...(inFork ? [{ what: 'fork-branch' } as const] : []),
  ];
}
