import { isAtLeast, type Health } from '../../health/health';
import { unitOf } from '../../health/units';
import { counted, thousands } from '../../words/counts';

/** So many kinds of problem are named. */
const fewKinds = 3;

/** What needs attention, in a sentence: every problem that is more than something to know. */
export function sayAttention({ problems, gaps }: Pick<Health, 'problems' | 'gaps'>): string {
  const bad = problems.filter((one) => isAtLeast(one, 'warning'));
  if (bad.length === 0)
    return `Nothing that needs attention was found${gaps.length > 0 ? ' in what could be read' : ''}.`;
  const byKind = new Map<string, number>();
  for (const { problem } of bad) byKind.set(problem, (byKind.get(problem) ?? 0) + 1);
  const kinds = [...byKind].map(([id, count]) => `${titleOf(id)}${count > 1 ? ` (${thousands(count)} times)` : ''}`);
  const rest = kinds.length - fewKinds;
  const named = rest > 1 ? [...kinds.slice(0, fewKinds), `${String(rest)} other kinds of problem`] : kinds;
  return `${counted(bad.length, 'thing needs', 'things need')} attention: ${named.join('; ')}.`;
}

/** A title as it stands inside a sentence. */
function titleOf(id: string): string {
  const title = unitOf.get(id)?.title ?? '';
  return title.charAt(0).toLowerCase() + title.slice(1);
}
