import { gather } from '../../cell/cell';
import type { Verdict } from '../../decision';
import type { Actor, Facts, Operation, Question } from '../../model';
import { compare } from '../compare/compare';
import { explainAmong } from '../explain';

/** Whose verdict is another than it was, on one branch: everybody with the same two verdicts. */
export interface VerdictsChanged {
  operation: Operation;
  branch: string;
  before: Verdict;
  after: Verdict;
  actors: Actor[];
}

/** Everybody whose verdict on one branch changed from the first reading to the second. */
export function verdictsSince(
  before: Facts,
  after: Facts,
  { operation, branch }: Pick<Question, 'operation' | 'branch'>,
): VerdictsChanged[] {
  const alone = { items: [branch], gaps: [] };
  const sides = { left: { ...before, branches: alone }, right: { ...after, branches: alone } };
  const found = new Map<string, VerdictsChanged>();
  for (const { actors, left, right } of compare({ of: 'repositories', ...sides }, operation).differences) {
    const key = `${left.verdict} ${right.verdict}`;
    const known = found.get(key);
    if (known) known.actors.push(...actors);
    else found.set(key, { operation, branch, before: left.verdict, after: right.verdict, actors: [...actors] });
  }
  return [...found.values()];
}

/** The same of one question; undefined where its verdict is as it was. */
export function verdictSince(before: Facts, after: Facts, question: Question): VerdictsChanged | undefined {
  const [was, is] = [before, after].map((facts) => explainAmong(gather(facts), question).verdict);
  const { operation, branch, actor } = question;
  return was === undefined || is === undefined || was === is
    ? undefined
    : { operation, branch, before: was, after: is, actors: [actor] };
}
