import type { Verdict } from '../../../core/decision';
import type { Actor, Facts, Operation } from '../../../core/model';
import { actorId } from '../../../core/people/actor';
import type { Changed } from '../../../core/questions/since/since';
import type { RepositoryNames } from '../../../core/repository';
import { sayActor } from '../../../core/say/decision';
import { saySince } from '../../../core/say/since/since';
import { actorName, code, enumeration, plain, sentence } from '../../../core/words/names';
import { withTellingNames } from '../../../core/words/telling-names';
import type { BranchClass, RepositoryChanges, Shift } from '../../../core/workspace/changes';

/** What changed between two readings of a repository, in words. */
export interface SpokenChanges {
  repository: string;
  renamedFrom?: string;
  /** RFC 3339: it changed after `from`, and at the latest at `to`. */
  from?: string;
  to?: string;
  shifts: SpokenShift[];
  /** What was changed and made no verdict another. */
  also: string[];
  /** Set where there may be branches that nobody looked at. */
  truncated?: true;
}

/** Some for whom the same branches have another verdict, in words. */
export interface SpokenShift {
  says: string;
  operations: Operation[];
  branches: BranchClass[];
  everywhere?: true;
  actors: ReturnType<typeof sayActor>[];
  before: Verdict;
  after: Verdict;
  /** A sentence for each change that caused it. */
  because: string[];
}

/** What changed, in words: operations with the same causes and people are said at once. */
export function sayChanges(changes: RepositoryChanges): SpokenChanges {
  const told = withTellingNames(changes);
  const { repository, renamedFrom, from, to, changed, truncated } = told;
  const said = changed.map((one) => changeWords([one], repository));
  const caused = new Set(told.shifts.flatMap(({ causes }) => causes));
  return {
    repository: plain(repository.fullName),
    ...(renamedFrom !== undefined && { renamedFrom: plain(renamedFrom) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    shifts: merged(told.shifts).map(({ operations, ...shift }) => ({
      says: `${sentence(shiftWords(operations, shift))}.`,
      operations,
      branches: shift.branches,
      ...(shift.everywhere && { everywhere: true }),
      actors: shift.actors.map(sayActor),
      before: shift.before,
      after: shift.after,
      because: shift.causes.flatMap((at) => said[at] ?? []),
    })),
    also: [...new Set(changed.flatMap((one, at) => (caused.has(at) ? [] : alsoWords(one, changed, repository))))],
    ...(truncated && { truncated }),
  };
}

/** What somebody was given says what they have: it is not said a second time. */
function alsoWords(one: Changed, all: readonly Changed[], where: RepositoryNames): string[] {
  const given = one.changed === 'permission' ? all.filter(({ changed }) => changed === 'grant') : [];
  return changeWords([...given, one], where).slice(given.length);
}

function changeWords(changed: readonly Changed[], where: RepositoryNames): string[] {
  const { project = null, ...names } = where;
  const repository: Facts['repository'] = {
    ...names,
    id: '',
    project: { known: true, value: project },
    mainBranch: { known: true, value: null },
  };
  return saySince({ changed, verdicts: [] }, { repository }).changes;
}

type Merged = Omit<Shift, 'operation'> & { operations: Operation[] };

function merged(shifts: readonly Shift[]): Merged[] {
  const byKey = new Map<string, Merged>();
  for (const { operation, ...shift } of shifts) {
    const { branches, everywhere, actors, before, after, causes } = shift;
    const key = JSON.stringify([branchesKey(branches, everywhere), actors.map(actorId), before, after, causes]);
    const known = byKey.get(key);
    if (known) known.operations.push(operation);
    else byKey.set(key, { ...shift, operations: [operation] });
  }
  return [...byKey.values()];
}

function branchesKey(branches: readonly BranchClass[], everywhere: true | undefined): unknown {
  return everywhere ? 'everywhere' : branches.map(({ branch, patterns }) => patterns ?? branch);
}

const verbs: Record<Operation, string> = {
  push: 'push to',
  create: 'create',
  'force-push': 'rewrite the history of',
  delete: 'delete',
  merge: 'merge into',
};

/** Who can what now. */
export function shiftWords(operations: readonly Operation[], shift: Omit<Shift, 'operation' | 'causes'>): string {
  const { before, after, actors } = shift;
  const who = whoWords(actors);
  const deed = deedWords(operations, shift);
  if (after === 'unknown') return `whether ${who} can ${deed} is no longer known`;
  if (before === 'unknown')
    return `${who} ${after === 'allowed' ? 'can' : 'cannot'} ${deed}; before, that was not known`;
  return `${who} can ${after === 'allowed' ? 'now' : 'no longer'} ${deed}`;
}

/** `push to and merge into `main``. */
export function deedWords(
  operations: readonly Operation[],
  { branches, everywhere }: Pick<Shift, 'branches' | 'everywhere'>,
): string {
  const where = everywhere ? 'every branch' : enumeration(branches.map(branchWords));
  // Whoever may push to a branch may create it: the same restrictions keep both.
  const shown = operations.includes('push') ? operations.filter((one) => one !== 'create') : operations;
  return `${enumeration(shown.map((one) => verbs[one]))} ${where}`;
}

function whoWords(actors: readonly Actor[]): string {
  return enumeration(actors.map(actorName));
}

/** A branch, or the branches that it stands for. */
export function branchWords({ branch, patterns }: BranchClass): string {
  if (patterns === undefined) return code(branch);
  if (patterns.length === 0) return 'branches that no rule covers';
  return patterns.includes(branch) ? code(branch) : `branches of ${enumeration(patterns.map(code))}`;
}

/** `between A and B`, as far as that is known. */
export function whenWords({ from, to }: { from?: string; to?: string }): string {
  if (from === undefined) return to === undefined ? 'at an unknown time' : `until ${plain(to)}`;
  return to === undefined ? `after ${plain(from)}` : `between ${plain(from)} and ${plain(to)}`;
}
