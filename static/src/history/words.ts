import type { RepositoryChanges } from '../../../src/core/workspace/changes';
import { sayChanges } from '../../../src/core/workspace/words/changes';
import type { Reader } from '../../../src/core/words/reader';

/** What was changed together, and what followed from it, in sentences. */
export interface Consequence {
  causes: string[];
  shifts: string[];
}

/** What was changed with what followed from it; last what changed nobody's verdict, as far as anybody can tell. */
export function consequencesOf(changes: RepositoryChanges, reader: Reader | undefined): Consequence[] {
  const { shifts, changes: all } = sayChanges(changes, reader);
  const byCauses = new Map<string, Consequence>();
  for (const { says, because } of shifts) {
    const known = byCauses.get(because.join(' '));
    if (known) known.shifts.push(says);
    else byCauses.set(because.join(' '), { causes: because, shifts: [says] });
  }
  const causes = new Set(shifts.flatMap(({ because }) => because));
  const others = all.filter((text) => !causes.has(text));
  return [...byCauses.values(), ...(others.length > 0 ? [{ causes: others, shifts: [] }] : [])];
}
