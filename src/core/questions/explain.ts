import type { MayI } from '../cell/may-i';
import { gather, viewActor, viewBranch, type Cell, type Gathered } from '../cell/cell';
import type { Decision, Finding, Opinion } from '../decision';
import type { MergeDecision } from '../merge-decision';
import { judge } from './judge';
import { notCheckedOfCell, suppliedIn } from './not-checked';
import type { Facts, Question } from '../model';
import { isViewersOwn } from '../people/viewer';
import { namesOf } from '../repository';
import { explained } from '../rules/explained/index';

/** One question, one decision. Costs one pass over the restrictions and one over each list of people. */
export function explain(facts: Facts, question: Question): Decision {
  return explainAmong(gather(facts), question);
}

/** As `explain`, of facts that were gathered before. */
export function explainAmong(gathered: Gathered, question: Question): Decision {
  const { facts } = gathered;
  const cell = cellOf(gathered, question);
  const mayI = mayIn(cell, gathered);
  const { verdict, opinions } = judge(cell);
  return {
    verdict,
    ...askedOf(facts, question),
    findings: opinions.map((opinion) => inFull(opinion, cell, mayI)),
    notChecked: notCheckedOfCell(cell, opinions),
    ...suppliedIn(facts),
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
  };
}

/** The cell that a question is about. */
export function cellOf(gathered: Gathered, { actor, operation, branch, credential }: Question): Cell {
  return {
    facts: gathered.facts,
    operation,
    ...(credential && { credential }),
    branch: viewBranch(branch, gathered),
    actor: viewActor(actor, gathered),
  };
}

/** Tells what the actor of this cell, or another, may surely do, whatever is still missing on a pull request. */
export function mayIn(cell: Cell, gathered: Gathered): MayI {
  return (operation, branch, actor) =>
    judge({
      ...cell,
      operation,
      branch: branch === cell.branch.name ? cell.branch : viewBranch(branch, gathered),
      actor: actor ? viewActor(actor, gathered) : cell.actor,
    }).verdict === 'allowed';
}

/** What a decision says of the question itself. */
export function askedOf(
  { repository, viewer }: Facts,
  question: Question,
): Pick<Decision, 'question' | 'repository' | 'actorIsViewer'> {
  return {
    question,
    repository: namesOf(repository),
    actorIsViewer: isViewersOwn(question.actor, { viewer }),
  };
}

/** The slugs of the groups whose members would settle what a decision leaves open. */
export function groupsInDoubt({ findings }: Pick<MergeDecision, 'findings'>): string[] {
  const gaps = findings.flatMap((finding) => (finding.verdict === 'unknown' ? finding.gaps : []));
  return [...new Set(gaps.flatMap(({ of }) => (of.what === 'members' ? [of.group] : [])))];
}

/** The opinion as a finding, with all that shows it: a refusal with its ways out; what could not be told as it is. */
function inFull(opinion: Opinion, cell: Cell, mayI: MayI): Finding {
  if (opinion.verdict === 'unknown') return opinion;
  const { inFull: shown = (evidence) => evidence, remedies } = explained[opinion.rule];
  const evidence = shown(opinion.evidence, cell);
  if (opinion.verdict === 'allows') return { ...opinion, evidence };
  if (!remedies) throw new Error(`The rule ${opinion.rule} refuses and has no way out.`);
  return { ...opinion, evidence, remedies: remedies(cell, mayI) };
}
