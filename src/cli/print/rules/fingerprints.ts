import { createHash } from 'node:crypto';
import type { Problem } from '../../../core/health/problem';
import { problemKey } from '../../../core/say/rules/health';

/**
 * A name for each problem that is the same when the rules are read anew: 32 hexadecimal digits, and a number where two
 * problems look alike.
 */
export function fingerprints(problems: readonly Problem[]): string[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const digest = createHash('sha256').update(problemKey(problem)).digest('hex').slice(0, 32);
    const before = seen.get(digest) ?? 0;
    seen.set(digest, before + 1);
    return before === 0 ? digest : `${digest}-${String(before + 1)}`;
  });
}
