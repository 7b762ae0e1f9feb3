import type { Verdict } from '../../../src/core/decision';
import { thousands } from '../../../src/core/words/counts';
import { Badge } from '../controls/badge';
import { verdictLooks } from '../decision/verdict-looks';
import { Words } from '../words';

/** How many are named at once. */
const few = 8;

/** Places of lines by their verdict. */
export function byVerdict<T>(
  some: Iterable<{ verdict: Verdict; members: readonly T[] }>,
): { verdict: Verdict; members: T[] }[] {
  const all: Record<Verdict, T[]> = { allowed: [], denied: [], unknown: [] };
  for (const { verdict, members } of some) for (const one of members) all[verdict].push(one);
  return (['allowed', 'denied', 'unknown'] as const).flatMap((verdict) =>
    all[verdict].length > 0 ? [{ verdict, members: all[verdict] }] : [],
  );
}

/** Each verdict with how many there are of it, and the first of them by name. */
export function Tally({
  tallied,
  one,
  several,
  nameOf,
}: {
  tallied: { verdict: Verdict; members: readonly number[] }[];
  one: string;
  several: string;
  nameOf: (at: number) => string;
}) {
  return (
    <ul className="tally">
      {tallied.map(({ verdict, members }) => (
        <li key={verdict}>
          <Badge tone={verdictLooks[verdict].tone}>{verdictLooks[verdict].word}</Badge> {thousands(members.length)}{' '}
          {members.length === 1 ? one : several}: <Some members={members} nameOf={nameOf} />
        </li>
      ))}
    </ul>
  );
}

/** The first few by name, and how many more there are. */
export function Some({ members, nameOf }: { members: readonly number[]; nameOf: (at: number) => string }) {
  const rest = members.length - few;
  const shown = rest === 1 ? members : members.slice(0, few);
  const text = shown.map(nameOf).join(', ');
  return <Words text={rest > 1 ? `${text} and ${thousands(rest)} more` : text} />;
}
