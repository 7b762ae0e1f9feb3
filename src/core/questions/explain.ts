import { isNonEmpty } from '../non-empty';
import type { MayI } from '../cell/may-i';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from '../cell/cell';
import type { Decision, Finding, NotChecked, Opinion } from '../decision';
import { globMatches, isTag } from '../branches/glob';
import { judgeMerge } from './beside-bitbucket';
import { judge } from './judge';
import { mergeChecks } from '../merge-checks/merge-checks';
import type { Facts, Question } from '../model';
import { hasPassed } from '../merge-checks/reported';
import type { PullRequestFacts } from '../pull-request';
import type { BitbucketsWord } from '../reported-check';
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
    actorIsViewer:
      question.actor.type === 'user' && facts.viewer.known && facts.viewer.value.id === question.actor.person.id,
    findings: opinions.map((opinion) => withRemedies(opinion, whole, mayI)),
    ...(pullRequest?.state === 'OPEN' && { checks: mergeChecks(cell, pullRequest, mayI) }),
    ...(bitbucket && { bitbucket }),
    notChecked: notChecked(cell, opinions, pullRequest, bitbucket),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/** The slugs of the groups whose members would settle what a decision leaves open. */
export function groupsInDoubt({ findings }: Decision): string[] {
  const gaps = findings.flatMap((finding) => (finding.verdict === 'unknown' ? finding.gaps : []));
  return [...new Set(gaps.flatMap(({ of }) => (of.what === 'members' ? [of.group] : [])))];
}

/** The opinion as a finding: a refusal with its ways out. */
export function withRemedies(opinion: Opinion, cell: Cell, mayI: MayI): Finding {
  if (opinion.verdict !== 'denies') return opinion;
  const { remedies } = ruleOf[opinion.rule];
  if (!remedies) throw new Error(`The rule ${opinion.rule} refuses and has no way out.`);
  return { ...opinion, remedies: remedies(cell, mayI) };
}

/** What nothing that was read shows: always said, never a verdict by itself. */
function notChecked(
  { facts, branch, operation, credential }: Cell,
  opinions: Opinion[],
  pullRequest: PullRequestFacts | undefined,
  bitbucket: BitbucketsWord | undefined,
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
    // Bitbucket's own word on a merge counts the rules of the project too.
    ...(bitbucket && bitbucket.says !== 'unknown'
      ? []
      : [{ what: 'project-restrictions', ...(project.known && project.value && { project: project.value }) } as const]),
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

/** What Bitbucket's own word on the pull request leaves open. */
function notCheckedOf({ source, mergeability: { items, gaps } }: PullRequestFacts): NotChecked[] {
  const inFork = typeof source.fork === 'string' && source.branch !== null;
  const git = items.find(({ type }) => type === 'git_mergeability_check');
  const apps = items.flatMap((check) =>
    'app' in check && !hasPassed(check) && check.blocking !== true ? [check.app] : [],
  );
  const whole = items.length > 0 && gaps.length === 0;
  return [
    ...(git?.status === 'PASSED' || git?.blocking === true ? [] : [{ what: 'conflicts' } as const]),
    ...(whole ? [] : [{ what: 'custom-merge-checks' } as const]),
    ...(isNonEmpty(apps) ? [{ what: 'checks-of-apps', apps } as const] : []),
    ...(inFork ? [{ what: 'fork-branch' } as const] : []),
  ];
}
