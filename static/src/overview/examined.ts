import type { Gathered } from '../../../src/core/cell/cell';
import { examining, type Health } from '../../../src/core/health/health';
import type { Change } from '../../../src/core/questions/change/change';
import { unitOf } from '../../../src/core/health/units';
import { sayHealth, type SpokenProblem } from '../../../src/core/say/rules/health';
import { sayAttention } from '../../../src/core/say/overview/attention';
import type { Steps } from '../../../src/core/portions/steps';

/** What is wrong with the rules, as the page shows it. */
export interface Examined {
  /** What needs attention, in a sentence. */
  attention: string;
  groups: ProblemGroup[];
  /** The same one after the other, as `lint --json` has them. */
  problems: SpokenProblem[];
  gaps: Health['gaps'];
}

/** Problems of one kind and level, the worst first. */
export interface ProblemGroup {
  key: string;
  level: SpokenProblem['level'];
  title: string;
  /** Why it matters. */
  why: string;
  problems: (SpokenProblem & { tried: Change | undefined })[];
}

/** Looks for what is wrong with the rules, a little at a time. */
export function* examined({ facts }: Gathered): Steps<Examined> {
  const health = yield* examining(facts);
  const groups = new Map<string, ProblemGroup>();
  const { problems } = sayHealth(health, facts, 'you');
  for (const [at, problem] of problems.entries()) {
    const key = `${problem.level} ${problem.problem}`;
    const unit = unitOf.get(problem.problem);
    const group = groups.get(key) ?? {
      key,
      level: problem.level,
      title: unit?.title ?? '',
      why: unit?.why ?? '',
      problems: [],
    };
    group.problems.push({ ...problem, tried: health.problems[at]?.change });
    groups.set(key, group);
  }
  return { attention: sayAttention(health), groups: [...groups.values()], problems, gaps: health.gaps };
}
