import type { Decision, Verdict } from '../../decision';
import type { Outlook } from '../../questions/pull-request/outlook';
import { actionWords, enumeration, sentence } from '../../words/names';

const words: Record<Verdict, (actions: string) => string> = {
  allowed: (what) => `you can ${what}`,
  denied: (what) => `you cannot ${what}`,
  unknown: (what) => `whether you can ${what} is not known`,
};

/** May whoever reads push to the branches of a pull request? In one sentence; the same of both is said once. */
export function sayPushes({ source, destination }: Pick<Outlook, 'source' | 'destination'>): string {
  const both = source && source.question.branch !== destination.question.branch ? [source, destination] : [destination];
  const verdicts = [...new Set(both.map(({ verdict }) => verdict))];
  const clauses = verdicts.map((verdict) => {
    const actions = both.filter((one) => one.verdict === verdict).map(action);
    return words[verdict](enumeration(actions, verdict === 'denied' ? 'or' : 'and'));
  });
  return `${sentence(clauses.join('; '))}.`;
}

function action({ question: { operation, branch } }: Decision): string {
  return actionWords(operation, branch);
}
