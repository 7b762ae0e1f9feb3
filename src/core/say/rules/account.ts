import type { Compiled } from '../../compiled/compiled';
import type { Actor, Operation, Question } from '../../model';
import { actorsOf, branchCount, twinOf, type Share } from '../../questions/change/effect';
import { actorName, code, enumeration } from '../../words/names';
import { thousands } from '../../words/counts';
import type { Naming } from './change-words';

/** What sentences about shares need: names, which branches a restriction covers, and which was asked about. */
export interface Telling {
  compiled: Compiled;
  naming: Naming;
  guarded: ReadonlySet<number>;
  /** The branch that was asked about comes first. */
  asked?: string;
}

/** So many sentences of one sort are said. */
const mostSaid = 4;

/** A sentence for each deed of these shares, a few at most. */
export function said(
  shares: readonly Share[],
  around: Telling,
  words: (who: string, deed: string) => string,
): string[] {
  const all = deeds(shares, around).map(({ actors, deed }) => words(actorWords(actors, around.naming), deed));
  const rest = all.length - mostSaid;
  return rest > 1
    ? [...all.slice(0, mostSaid), `And so on, for ${thousands(rest)} more groups of people or branches.`]
    : all;
}

/** What somebody can do to a branch, before its name. */
export const verbs: Record<Operation, string> = {
  push: 'push to',
  create: 'create',
  'force-push': 'rewrite the history of',
  delete: 'delete',
  merge: 'merge into',
};

/** The deeds of these shares: operations on the same branches by the same people are said at once. */
function deeds(shares: readonly Share[], around: Telling): { actors: Actor[]; deed: string }[] {
  const merged = new Map<string, { operations: Operation[]; share: Share }>();
  for (const share of shares) {
    const whose = `${String(share.actors[0])} ${String(share.actors.length)}`;
    const key = `${whose} ${share.branches.map(([first, ...rest]) => `${String(first)}+${String(rest.length)}`).join()}`;
    const before = merged.get(key);
    if (before) before.operations.push(share.operation);
    else merged.set(key, { operations: [share.operation], share });
  }
  const byDeed = new Map<string, Actor[]>();
  for (const { operations, share } of merged.values()) {
    const deed = deedWords(operations, share, around);
    byDeed.set(deed, [...(byDeed.get(deed) ?? []), ...actorsOf(share, around.compiled)]);
  }
  return [...byDeed].map(([deed, actors]) => ({ deed, actors }));
}

/** These operations on some branches, after *can*. */
export function deedWords(
  operations: readonly Operation[],
  on: Pick<Share, 'branches'>,
  { compiled, guarded, asked }: Telling,
): string {
  // Whoever may push to a branch may create it: the same restrictions keep both.
  const both = operations.includes('push') && operations.includes('create');
  const shown = both ? operations.filter((one) => one !== 'create') : operations;
  return `${enumeration(shown.map((one) => verbs[one]))} ${branchWords(on, compiled, guarded, asked)}`;
}

/** Whether it says of the branch asked about only that it may also be created, beside pushed to, or the reverse. */
export function isTwin(
  share: Share,
  { branches }: Compiled,
  { operation, branch }: Pick<Question, 'operation' | 'branch'>,
): boolean {
  const [group = [], ...more] = share.branches;
  return (
    share.operation === twinOf(operation) &&
    more.length === 0 &&
    group.length === 1 &&
    branches[group[0] ?? -1] === branch
  );
}

/** These actors in a sentence, a few by name. */
export function actorWords(actors: readonly Actor[], { person }: Pick<Naming, 'person'>): string {
  const people = actors.flatMap((actor) => (actor.type === 'user' ? [person(actor.person)] : []));
  const automation = actors.filter(({ type }) => type !== 'user');
  const shown = people.length > 4 ? [...people.slice(0, 3), `${thousands(people.length - 3)} more people`] : people;
  return enumeration([
    ...shown,
    ...(automation.length > 2 ? ['automation that no list can name'] : automation.map(actorName)),
  ]);
}

/** The branch that was asked about first, then the main one, those that a restriction covers, and how many more. */
function branchWords(
  share: Pick<Share, 'branches'>,
  compiled: Compiled,
  guarded: ReadonlySet<number>,
  asked: string | undefined,
): string {
  const count = branchCount(share);
  const all = share.branches.flat();
  const { mainBranch: main } = compiled.gathered.facts.repository;
  const rank = (at: number) => {
    const name = compiled.branches[at];
    if (name === asked) return 0;
    if (main.known && name === main.value) return 1;
    return guarded.has(at) ? 2 : 3;
  };
  const ranks = all.map(rank);
  const ordered = [0, 1, 2, 3].flatMap((wanted) => all.filter((_, at) => ranks[at] === wanted));
  const shown = ordered.slice(0, count > 4 ? 3 : 4).map((at) => code(compiled.branches[at] ?? ''));
  const rest = ordered.slice(shown.length);
  if (rest.length === 0) return enumeration(shown);
  const covered = rest.filter((at) => guarded.has(at)).length;
  const more = `${thousands(rest.length)} more ${rest.length === 1 ? 'branch' : 'branches'}`;
  const note =
    covered === 0
      ? ''
      : covered === rest.length
        ? ', all covered by restrictions'
        : `, ${thousands(covered)} of them covered by restrictions`;
  return `${enumeration([...shown, more])}${note}`;
}
