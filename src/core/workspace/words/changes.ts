import type { Actor, Operation } from '../../model';
import { actorId } from '../../people/actor';
import { actorWords, verbs } from '../../say/rules/account';
import { sayAllChanged, sayChanged } from '../../say/since/since';
import { thousands } from '../../words/counts';
import { code, enumeration, personName, sentence, type PersonToName } from '../../words/names';
import { toReader, type Reader } from '../../words/reader';
import { withTellingNames } from '../../words/telling-names';
import { turnOf, type BranchClass, type RepositoryChanges, type Shift } from '../changes';

/** What changed between two readings, as sentences. */
export interface SpokenChanges {
  shifts: SpokenShift[];
  /** What was changed, whether it flipped a verdict or not. */
  changes: string[];
}

/** Whose verdict is another now, and why. */
export interface SpokenShift {
  turn: ReturnType<typeof turnOf>;
  says: string;
  /** What caused it; empty where nothing that was read explains it. */
  because: string[];
}

/** What changed, in words that tell apart who looks alike. `reader`: who is *you* in it. */
export function sayChanges(changes: RepositoryChanges, reader?: Reader): SpokenChanges {
  const telling = withTellingNames(changes);
  const { repository, changed, shifts } = reader ? toReader(telling, reader) : telling;
  return {
    shifts: atOnce(shifts).map(({ operations, shift }) => ({
      turn: turnOf(shift),
      says: shiftWords(operations, shift),
      because: shift.causes.flatMap((at) => {
        const one = changed[at];
        return one ? [sayChanged(one, repository)] : [];
      }),
    })),
    changes: sayAllChanged(changed, repository),
  };
}

/** What somebody gained or lost in one repository: operations on the same branches at once, for the same causes. */
export function deedsOf(shifts: readonly Pick<Shift, 'operation' | 'branches' | 'everywhere'>[], word: 'and' | 'or') {
  const alike = shifts.map(
    (shift): Shift => ({ actors: [], before: 'denied', after: 'allowed', causes: [], ...shift }),
  );
  return atOnce(alike).map(({ operations, shift }) => deedWords(operations, shift, word));
}

interface AtOnce {
  operations: Operation[];
  shift: Shift;
}

/**
 * Operations that the same people gained or lost on the same branches for the same causes are said at once, and so are
 * people of whom the same is no longer known, whatever it was.
 */
function atOnce(shifts: readonly Shift[]): AtOnce[] {
  const byActors = new Map<string, AtOnce>();
  for (const shift of shifts) {
    const { actors, before, after } = shift;
    const key = JSON.stringify([actors.map(actorId), before, after, whereAndWhy(shift)]);
    const known = byActors.get(key);
    if (known) known.operations.push(shift.operation);
    else byActors.set(key, { operations: [shift.operation], shift });
  }
  const all = new Map<string, AtOnce>();
  for (const { operations, shift } of byActors.values()) {
    const { before, after, actors } = shift;
    const key = JSON.stringify([operations, after, after === 'unknown' ? '' : before, whereAndWhy(shift)]);
    const known = all.get(key)?.shift;
    all.set(key, { operations, shift: known ? { ...known, actors: [...known.actors, ...actors] } : shift });
  }
  return [...all.values()];
}

function whereAndWhy({ everywhere, branches, causes }: Shift): unknown[] {
  return [everywhere ?? branches, causes];
}

function shiftWords(operations: readonly Operation[], shift: Shift): string {
  const { actors, before, after } = shift;
  const who = actorWords(readerFirst(actors), { person: personName });
  if (after === 'unknown') return `Whether ${who} can ${deedWords(operations, shift, 'or')} is no longer known.`;
  const isAllowed = after === 'allowed';
  const deed = deedWords(operations, shift, isAllowed ? 'and' : 'or');
  if (before === 'unknown')
    return sentence(`${who} ${isAllowed ? 'can' : 'cannot'} ${deed}; before, that was not known.`);
  return sentence(`${who} ${isAllowed ? 'can now' : 'can no longer'} ${deed}.`);
}

function readerFirst(actors: readonly Actor[]): Actor[] {
  const isReader = (actor: Actor & { person?: PersonToName }) => actor.person?.isReader === true;
  return actors.toSorted((a, b) => Number(isReader(b)) - Number(isReader(a)));
}

/** What can be done where, after *can*. Whoever may push to a branch may create it: both are said as one. */
function deedWords(operations: readonly Operation[], { branches, everywhere }: Shift, word: 'and' | 'or'): string {
  const shown = operations.includes('push') ? operations.filter((one) => one !== 'create') : operations;
  const deed = enumeration(
    shown.map((one) => verbs[one]),
    word,
  );
  return `${deed} ${everywhere ? (word === 'and' ? 'every branch' : 'any branch') : branchesWords(branches, word)}`;
}

/** So many classes of branches are named. */
const mostNamed = 4;

/** Branches by name, those by their patterns behind them, and those that nothing covers last. */
export function branchesWords(branches: readonly BranchClass[], word: 'and' | 'or' = 'and'): string {
  const alone = branches.filter(({ patterns }) => !patterns).map(({ branch }) => code(branch));
  const covered = branches.flatMap(({ patterns = [] }) =>
    patterns.length > 0
      ? [`branches that ${enumeration(patterns.map(code))} ${patterns.length === 1 ? 'covers' : 'cover'}`]
      : [],
  );
  const uncovered = branches.some(({ patterns }) => patterns?.length === 0)
    ? ['branches that no restriction on this covers']
    : [];
  const all = [...alone, ...new Set(covered), ...uncovered];
  const rest = all.length - mostNamed;
  return enumeration(rest > 1 ? [...all.slice(0, mostNamed), `${thousands(rest)} more kinds of branches`] : all, word);
}
