import { isNonEmpty } from './answer';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from './cell';
import type { Decision, Finding, NotChecked, Opinion } from './decision';
import { globMatches, isTag } from './glob';
import { judge } from './judge';
import { kinds } from './kinds';
import type { Facts, Question } from './model';
import { namesOf } from './repository';
import type { MayI } from './rule';
import { rules } from './rules/index';

/** One question, one decision. Costs one pass over the restrictions and one over each list of people. */
export function explain(facts: Facts, question: Question): Decision {
  return explainAmong(gather(facts), question);
}

/** As `explain`, of facts that were gathered before. */
export function explainAmong(gathered: Gathered, question: Question): Decision {
  const { facts } = gathered;
  const cell: Cell = {
    facts,
    operation: question.operation,
    ...(question.credential && { credential: question.credential }),
    branch: viewBranch(question.branch, gathered),
    actor: viewActor(question.actor, gathered),
  };
  const mayI: MayI = (operation, branch, actor) =>
    judge({
      ...cell,
      operation,
      branch: branch === question.branch ? cell.branch : viewBranch(branch, gathered),
      actor: actor ? viewActor(actor, gathered) : cell.actor,
    }).verdict === 'allowed';
  const { verdict, opinions } = judge(cell);
  return {
    verdict,
    question,
    repository: namesOf(facts.repository),
    actorIsViewer:
      question.actor.type === 'user' && facts.viewer.known && facts.viewer.value.id === question.actor.person.id,
    findings: opinions.map((opinion) => withRemedies(opinion, cell, mayI)),
    notChecked: notChecked(cell, opinions),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/** The slugs of the groups whose members would settle what a decision leaves open. */
export function groupsInDoubt({ findings }: Decision): string[] {
  const gaps = findings.flatMap((finding) => (finding.verdict === 'unknown' ? finding.gaps : []));
  return [...new Set(gaps.flatMap(({ of }) => (of.what === 'members' ? [of.group] : [])))];
}

function withRemedies(opinion: Opinion, cell: Cell, mayI: MayI): Finding {
  if (opinion.verdict !== 'denies') return opinion;
  const rule = rules.find(({ id }) => id === opinion.rule);
  if (!rule?.remedies) throw new Error(`The rule ${opinion.rule} refuses and has no way out.`);
  return { ...opinion, remedies: rule.remedies(cell, mayI) };
}

/** What no API tells: always said, never a verdict by itself. */
function notChecked({ facts, branch, operation, credential }: Cell, opinions: Opinion[]): NotChecked[] {
  const { project } = facts.repository;
  const checks = branch.covering
    .map(({ restriction }) => restriction)
    .filter(({ kind }) => kinds.get(kind) === 'merge-check' || kinds.get(kind) === 'enforces-checks');
  const byCase = facts.restrictions.items.filter(
    ({ match }) =>
      match.by === 'glob' &&
      !isTag(branch.name) &&
      !globMatches(match.pattern, branch.name) &&
      globMatches(match.pattern.toLowerCase(), branch.name.toLowerCase()),
  );
  const throughGroup = opinions.some(({ evidence }) => evidence.some(({ shows }) => shows === 'lists-group'));
  return [
    ...(operation === 'merge' ? [{ what: 'merge-checks', restrictions: checks } as const] : []),
    { what: 'project-restrictions', ...(project.known && project.value && { project: project.value }) },
    { what: 'two-step-verification' },
    { what: 'ip-allowlist' },
    { what: 'plan-and-size' },
    { what: 'credential-scopes' },
    ...(isNonEmpty(byCase) ? [{ what: 'letter-case', restrictions: byCase } as const] : []),
    ...(credential === 'oauth' && throughGroup ? [{ what: 'group-exemption-by-oauth' } as const] : []),
  ];
}
