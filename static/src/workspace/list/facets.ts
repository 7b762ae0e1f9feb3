import type { ProblemCount } from '../../../../src/core/workspace/digest';
import type { Listed } from './listed';
import { has, keyOf, keysOf, problemsOf, standings, stands, weights, type Shown, type Standing } from './shown';

/** A problem at a level, and how many repositories have it. */
export type FoundProblem = Pick<ProblemCount, 'problem' | 'level'> & { count: number };

/**
 * How many of these each way to stand leads to with the problem as chosen, and each problem with the way to stand as
 * chosen. The worst problem first; one that none has is left out, unless it is the chosen one.
 */
export function facets(
  among: readonly Listed[],
  { show, problem: chosen }: Pick<Shown, 'show' | 'problem'>,
  now: number,
): { standing: Record<Standing, number>; problems: FoundProblem[] } {
  const every = keysOf(standings);
  const standing = Object.fromEntries(every.map((one) => [one, 0])) as Record<Standing, number>;
  const found = new Map<string, FoundProblem>();
  for (const one of among) {
    if (has(one, chosen)) for (const each of every) if (stands(one, each, now)) standing[each] += 1;
    if (!stands(one, show, now)) continue;
    for (const { problem, level } of problemsOf(one)) {
      const key = keyOf({ problem, level });
      found.set(key, { problem, level, count: (found.get(key)?.count ?? 0) + 1 });
    }
  }
  const problems = [...found.values(), ...(found.has(chosen) ? [] : foundNowhere(chosen))];
  return {
    standing,
    problems: problems.sort((a, b) => weights[b.level] - weights[a.level] || b.count - a.count),
  };
}

/** What a key means that no repository has; nothing where it names no level. */
function foundNowhere(key: string): FoundProblem[] {
  const level = keysOf(weights).find((one) => key.startsWith(`${one}:`));
  return level ? [{ problem: key.slice(level.length + 1), level, count: 0 }] : [];
}
