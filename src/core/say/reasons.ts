import type { Decision, Opinion } from '../decision';
import type { MergeOpinion, MergeReason } from '../merge-decision';
import { explained } from '../rules/explained/index';
import type { About } from '../rules/rule';
import { gapClause } from '../words/gaps';
import { actorName, code, plainly, sentence, verbsAfter } from '../words/names';

/** What a sentence needs beside the opinion itself. */
export type Context = Pick<Decision, 'question' | 'repository'>;

/** The words of rules by their ids: `explained`, or those that know pull requests too. */
export type WordsOfRules = Readonly<Partial<Record<MergeOpinion['rule'], { page: string; words: object }>>>;

/** Why the rule says what it says, in one sentence. */
export function sayReason(opinion: Opinion, context: Context): string {
  return reasonIn(explained, opinion, context);
}

/** The same in the words of these rules. Throws where they have none. */
export function reasonIn(rules: WordsOfRules, opinion: MergeOpinion, context: Context): string {
  const clause = clauseOf(rules, opinion, context);
  if (opinion.verdict !== 'unknown') return `${sentence(clause)}.`;
  return `${sentence(clause)}: ${gapClause(opinion.gaps[0], context.repository)}.`;
}

function clauseOf(rules: WordsOfRules, { rule, reason }: MergeOpinion, { question, repository }: Context): string {
  // That the reason is one of the rule's own no type says: it came from the rule.
  const words = (rules[rule]?.words ?? {}) as Partial<
    Record<MergeReason['why'], (reason: MergeReason, about: About) => string>
  >;
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
