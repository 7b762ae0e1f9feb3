import type { Repository } from '../../../src/core/model';
import type { RepositoryChanges, Shift } from '../../../src/core/workspace/changes';
import type { Reader } from '../../../src/core/words/reader';
import { saySince } from '../../../src/core/say/since/since';

/** What was changed together, and what followed from it, in sentences. */
export interface Consequence {
  causes: string[];
  shifts: string[];
}

/** A change of the rules or of people, with what followed; last what changed nobody's verdict. */
export function consequencesOf(
  { changed, shifts }: RepositoryChanges,
  repository: Repository,
  reader: Reader | undefined,
): Consequence[] {
  const said = changed.map((one) => saySince({ changed: [one], verdicts: [] }, { repository }, reader).changes);
  const byCauses = new Map<string, { causes: number[]; shifts: Shift[] }>();
  for (const shift of shifts) {
    const key = shift.causes.join(' ');
    const known = byCauses.get(key);
    if (known) known.shifts.push(shift);
    else byCauses.set(key, { causes: shift.causes, shifts: [shift] });
  }
  const causes = new Set(shifts.flatMap((shift) => shift.causes));
  const without = said.flatMap((sentences, at) => (causes.has(at) ? [] : sentences));
  return [
    ...[...byCauses.values()].map((one) => ({
      causes: one.causes.flatMap((at) => said[at] ?? []),
      shifts: one.shifts.flatMap((shift) => shiftWords(shift, repository, reader)),
    })),
    ...(without.length > 0 ? [{ causes: without, shifts: [] }] : []),
  ];
}

function shiftWords({ branches, ...shift }: Shift, repository: Repository, reader: Reader | undefined): string[] {
  const verdicts = branches.map(({ branch }) => ({ ...shift, branch }));
  return saySince({ changed: [], verdicts }, { repository }, reader).verdicts;
}
