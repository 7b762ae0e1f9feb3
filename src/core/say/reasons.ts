import type { Decision, Opinion } from '../decision';
import type { Reason } from '../reason';
import { ruleOf } from '../rules/index';
import type { About } from '../rules/rule';
import { gapClause } from '../words/gaps';
import { actorName, code, plainly, sentence, verbsAfter } from '../words/names';

/** What a sentence needs beside the opinion itself. */
export type Context = Pick<Decision, 'question' | 'repository'>;

/** Why the rule says what it says, in one sentence. */
export function sayReason(opinion: Opinion, context: Context): string {
  const clause = clauseOf(opinion, context);
  if (opinion.verdict !== 'unknown') return `${sentence(clause)}.`;
  return `${sentence(clause)}: ${gapClause(opinion.gaps[0], context.repository)}.`;
}

function clauseOf({ rule, reason }: Opinion, { question, repository }: Context): string {
  // That the reason is one of the rule's own no type says: it came from the rule.
  const words = ruleOf[rule].words as Partial<Record<Reason['why'], (reason: Reason, about: About) => string>>;
  const clause = words[reason.why];
  if (!clause) throw new Error(`The rule ${rule} has no words for ${reason.why}.`);
  return clause(reason, {
    actor: actorName(question.actor),
    ...verbsAfter(question.actor.type === 'user' ? question.actor.person : undefined),
    branch: code(question.branch),
    repository: plainly(repository).fullName,
    pullRequest:
      question.pullRequest === undefined ? 'the pull request' : `pull request ${String(question.pullRequest)}`,
    question,
  });
}
