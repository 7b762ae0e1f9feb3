import type { Operation, Repository } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { actorWords } from '../../../src/core/say/rules/account';
import { saySince } from '../../../src/core/say/since/since';
import type { BranchClass, RepositoryChanges, Shift } from '../../../src/core/workspace/changes';
import { thousands } from '../../../src/core/words/counts';
import { code, enumeration, personName, sentence } from '../../../src/core/words/names';
import { toReader, type Reader } from '../../../src/core/words/reader';
import { withTellingNames } from '../../../src/core/words/telling-names';

/** What was changed together, and what followed from it, in sentences. */
export interface Consequence {
  causes: string[];
  shifts: string[];
}

/** What was changed with what followed from it; last what changed nobody's verdict, as far as anybody can tell. */
export function consequencesOf(
  changes: RepositoryChanges,
  repository: Repository,
  reader: Reader | undefined,
): Consequence[] {
  const { changed, shifts } = changes;
  const said = changed.map((one) => saySince({ changed: [one], verdicts: [] }, { repository }, reader).changes);
  const told = forReader(shifts, reader);
  const byCauses = new Map<string, { causes: number[]; shifts: Shift[] }>();
  for (const shift of told) {
    const key = shift.causes.join(' ');
    const known = byCauses.get(key);
    if (known) known.shifts.push(shift);
    else byCauses.set(key, { causes: shift.causes, shifts: [shift] });
  }
  const causes = new Set(shifts.flatMap((shift) => shift.causes).flatMap((at) => said[at] ?? []));
  const others = saySince({ changed, verdicts: [] }, { repository }, reader).changes.filter(
    (text) => !causes.has(text),
  );
  return [
    ...[...byCauses.values()].map((one) => ({
      causes: one.causes.flatMap((at) => said[at] ?? []),
      shifts: shiftsWords(one.shifts),
    })),
    ...(others.length > 0 ? [{ causes: others, shifts: [] }] : []),
  ];
}

function forReader(shifts: readonly Shift[], reader: Reader | undefined): readonly Shift[] {
  const named = withTellingNames(shifts);
  return reader ? toReader(named, reader) : named;
}

/** A sentence for each: operations that the same people gained or lost on the same branches are said at once. */
function shiftsWords(shifts: readonly Shift[]): string[] {
  const merged = new Map<string, { operations: Operation[]; shift: Shift }>();
  for (const shift of shifts) {
    const { actors, branches, everywhere, before, after } = shift;
    const key = JSON.stringify([actors.map(actorId), everywhere ?? branches, before, after]);
    const known = merged.get(key);
    if (known) known.operations.push(shift.operation);
    else merged.set(key, { operations: [shift.operation], shift });
  }
  return [...merged.values()].map(({ operations, shift }) => sentence(shiftWords(operations, shift)));
}

const verbs: Record<Operation, string> = {
  push: 'push to',
  create: 'create',
  'force-push': 'rewrite the history of',
  delete: 'delete',
  merge: 'merge into',
};

function shiftWords(operations: readonly Operation[], { actors, before, after, branches, everywhere }: Shift): string {
  // Whoever may push to a branch may create it: the same restrictions keep both.
  const shown = operations.includes('push') ? operations.filter((one) => one !== 'create') : operations;
  const where = everywhere ? 'every branch' : branchesWords(branches);
  const deed = `${enumeration(shown.map((one) => verbs[one]))} ${where}`;
  const who = actorWords(readerFirst(actors), { person: personName });
  if (after === 'unknown') return `whether ${who} can ${deed} is no longer known.`;
  if (before === 'unknown')
    return `${who} ${after === 'allowed' ? 'can' : 'cannot'} ${deed}; before, that was not known.`;
  return after === 'allowed' ? `${who} can now ${deed}.` : `${who} can no longer ${deed}.`;
}

function readerFirst(actors: Shift['actors']): Shift['actors'] {
  const isReader = (actor: Shift['actors'][number]) => actor.type === 'user' && 'isReader' in actor.person;
  return actors.toSorted((a, b) => Number(isReader(b)) - Number(isReader(a)));
}

/** So many kinds of branches are named. */
const fewKinds = 4;

function branchesWords(branches: readonly BranchClass[]): string {
  const named = branches.map(classWords);
  const rest = named.length - fewKinds;
  return enumeration(rest > 1 ? [...named.slice(0, fewKinds), `${thousands(rest)} more kinds of branches`] : named);
}

function classWords({ branch, patterns }: BranchClass): string {
  if (patterns === undefined || (patterns.length === 1 && patterns[0] === branch)) return code(branch);
  if (patterns.length === 0) return `branches that no rule covers, such as ${code(branch)}`;
  return `branches that ${enumeration(patterns.map(code))} ${patterns.length === 1 ? 'covers' : 'cover'}, such as ${code(branch)}`;
}
