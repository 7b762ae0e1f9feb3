import { gather, viewActor, viewBranch, type Gathered } from '../cell/cell';
import type { Verdict } from '../decision';
import { operations, type Actor, type Facts, type Gap, type Operation } from '../model';
import { judge } from '../questions/judge';
import { changesBetween } from './between/between';
import { turnOf, withCausesAlone, type RepositoryChanges, type Shift } from './changes';
import { amongMany, type RepositoryAmongMany } from './digest';

/**
 * A reading of a repository, or that it could not be read, and between which times it held, RFC 3339: the first and the
 * last at which this was seen. `goneAt`: at that time it was no longer there.
 */
export type Reading = { from?: string; to?: string; goneAt?: string } & ({ facts: Facts } | { gap: Gap });

/** What a history is of, where it is not of all: a branch by name, somebody, an operation. */
export interface AskedOfHistory {
  branch?: string;
  actor?: Actor;
  operation?: Operation;
}

/** One entry of a history. Something happened after `from`, and at the latest at `to`; RFC 3339. Plain JSON. */
export type HistoryEntry = { from?: string; to?: string } & (
  | {
      entry: 'first-read';
      repository: RepositoryAmongMany;
      /** What holds then, where it is the history of somebody on a branch. */
      verdicts?: { operation: Operation; verdict: Verdict }[];
    }
  /** `across`: readings in between could not tell, so that it is compared with the last that could. */
  | { entry: 'changed'; changes: RepositoryChanges; across?: true }
  | { entry: 'renamed'; before: string; after: string }
  | { entry: 'gone' | 'back' }
  /** At `to`, the first reading that could not see the repository, and until this one, the last that could not. */
  | { entry: 'not-read'; gap: Gap; until?: string }
  | { entry: 'read-again' }
);

/** With so many earlier readings one is compared, where those just before could not tell. */
const mostKept = 24;

/**
 * What changed in a repository over its readings, which come oldest first, oldest to newest: each change of what
 * somebody may do, with what caused it. Where it is asked of a branch, somebody or an operation, only what concerns
 * these; else what flipped nobody's verdict too.
 */
export function* historyOf(readings: Iterable<Reading>, asked: AskedOfHistory = {}): Generator<HistoryEntry> {
  const kept: Kept[] = [];
  let before: Reading | undefined;
  /** What could not be read of late; told once it is known until when. */
  let unread: Extract<HistoryEntry, { entry: 'not-read' }> | undefined;
  for (const reading of readings) {
    const last = kept.at(-1);
    const when = between(before?.goneAt ?? before?.to, reading.from);
    if (unread && ('facts' in reading || !isSameGap(unread.gap, reading.gap))) {
      yield unread;
      unread = undefined;
    }
    if (before?.goneAt !== undefined) yield { entry: 'back', ...when };
    if (!('facts' in reading)) {
      const { gap, to: until } = reading;
      unread = { entry: 'not-read', gap, ...when, ...unread, ...(until !== undefined && { until }) };
    } else {
      if (before && 'gap' in before && last) yield { entry: 'read-again', ...when };
      const one = keeping(reading);
      if (last) yield* entriesOf(kept, one, asked);
      else yield firstOf(one, asked);
      kept.push(one);
      if (kept.length > mostKept) kept.shift();
    }
    if (reading.goneAt !== undefined) {
      if (unread) yield unread;
      unread = undefined;
      yield { entry: 'gone', ...between(reading.to, reading.goneAt) };
    }
    before = reading;
  }
  if (unread) yield unread;
}

function isSameGap(one: Gap, other: Gap): boolean {
  return one.because === other.because && one.status === other.status;
}

/** A reading, and the verdict that it has on a cell. */
interface Kept {
  reading: Reading & { facts: Facts };
  verdict: (operation: Operation, branch: string, actor: Actor) => Verdict;
}

function keeping(reading: Kept['reading']): Kept {
  let gathered: Gathered | undefined;
  return {
    reading,
    verdict(operation, branch, actor) {
      gathered ??= gather(reading.facts);
      const { facts } = gathered;
      const views = { branch: viewBranch(branch, gathered), actor: viewActor(actor, gathered) };
      return judge({ facts, operation, ...views }).verdict;
    },
  };
}

function firstOf({ reading, verdict }: Kept, { branch, actor, operation }: AskedOfHistory): HistoryEntry {
  const of = operation === undefined ? operations : [operation];
  return {
    entry: 'first-read',
    ...between(undefined, reading.from),
    repository: amongMany(reading.facts),
    ...(branch !== undefined &&
      actor && { verdicts: of.map((one) => ({ operation: one, verdict: verdict(one, branch, actor) })) }),
  };
}

function* entriesOf(kept: readonly Kept[], now: Kept, asked: AskedOfHistory): Generator<HistoryEntry> {
  const last = kept.at(-1);
  if (!last) return;
  const changes = changesOf(last, now, asked);
  const { renamedFrom, changed, shifts } = changes;
  const when = between(changes.from, changes.to);
  if (renamedFrom !== undefined)
    yield { entry: 'renamed', before: renamedFrom, after: changes.repository.fullName, ...when };
  const told = isOfAll(asked) ? changes : withCausesAlone(changes);
  if (changed.length > 0 && (isOfAll(asked) || shifts.length > 0)) yield { entry: 'changed', changes: told, ...when };
  yield* acrossUnknown(kept, now, { changes, asked });
}

function changesOf({ reading: before }: Kept, { reading: after }: Kept, asked: AskedOfHistory): RepositoryChanges {
  return changesBetween(before.facts, after.facts, { ...between(before.to, after.from), ...asked });
}

function isOfAll({ branch, actor, operation }: AskedOfHistory): boolean {
  return branch === undefined && actor === undefined && operation === undefined;
}

/** What somebody gained or lost while readings could not tell: the last that could is compared with the present one. */
function* acrossUnknown(
  kept: readonly Kept[],
  now: Kept,
  { changes, asked }: { changes: RepositoryChanges; asked: AskedOfHistory },
): Generator<HistoryEntry> {
  let open = cellsOf(changes.shifts.filter(({ before, after }) => before === 'unknown' && after !== 'unknown'));
  for (let at = kept.length - 2; at >= 0 && open.length > 0; at -= 1) {
    const earlier = kept[at];
    if (!earlier) return;
    open = open.filter(({ operation, branch, actor }) => earlier.verdict(operation, branch, actor) === 'unknown');
    const since = changesOf(earlier, now, asked);
    const between_ = kept.slice(at + 1);
    const shifts = since.shifts.flatMap((shift) =>
      turnOf(shift) === 'unclear'
        ? []
        : onlyWhere(shift, (branch, actor) =>
            between_.every(({ verdict }) => verdict(shift.operation, branch, actor) === 'unknown'),
          ),
    );
    if (shifts.length === 0) continue;
    const told = withCausesAlone({ ...since, shifts });
    yield { entry: 'changed', changes: told, across: true, ...between(since.from, since.to) };
  }
}

interface CellOf {
  operation: Operation;
  branch: string;
  actor: Actor;
}

function cellsOf(shifts: readonly Shift[]): CellOf[] {
  return shifts.flatMap(({ operation, branches, actors }) =>
    branches.flatMap(({ branch }) => actors.map((actor) => ({ operation, branch, actor }))),
  );
}

/** The shift of those branches and actors of which something is so. */
function onlyWhere(shift: Shift, isSo: (branch: string, actor: Actor) => boolean): Shift[] {
  const { operation, before, after, causes } = shift;
  const rest = { operation, before, after, causes };
  const byBranches = new Map<string, Shift>();
  for (const actor of shift.actors) {
    const branches = shift.branches.filter(({ branch }) => isSo(branch, actor));
    if (branches.length === 0) continue;
    const key = branches.map(({ branch }) => branch).join('\n');
    const known = byBranches.get(key);
    if (known) known.actors.push(actor);
    else
      byBranches.set(key, { ...(branches.length === shift.branches.length ? shift : rest), branches, actors: [actor] });
  }
  return [...byBranches.values()];
}

function between(from: string | undefined, to: string | undefined): { from?: string; to?: string } {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
