import { rosterOn } from '../../compiled/verdicts';
import type { Compiled } from '../../compiled/compiled';
import { coveringOf, type Cell, type Gathered } from '../../cell/cell';
import type { Actor, Person, Question } from '../../model';
import { actorId } from '../../people/actor';
import { listKeeping } from '../../rules/index';
import { difference, type Flip } from '../change/difference';
import { together, type Single } from './single';
import { cellOf } from './minimal';
import { forBranch, isListKnown } from './repairs';
import { weighed, type Smallest } from './smallest';
import { isOwnGrantAlone } from './sole-source';

/** What would leave an operation on a branch to some alone. */
export interface Keeping extends Smallest {
  /** Everybody else who may now, or of whom it is not known. */
  others: Actor[];
  /** Those of the ones to keep who may not now either. */
  unable: Actor[];
}

/**
 * The changes after which nobody but these may do this on the branch, at most twenty, the best first: the lists that
 * cover it are cut down to them, or everybody else loses the permission to write, where that is theirs alone. `keep`
 * may do then what they may do now, or more surely. Without changes where nobody else may.
 */
export function keepingOnly(
  compiled: Compiled,
  asked: Pick<Question, 'operation' | 'branch'>,
  keep: readonly Actor[],
): Keeping {
  const { gathered, actors } = compiled;
  const [somebody] = actors;
  const now = mayNow(compiled, asked);
  const may = new Set(now.map(actorId));
  const kept = new Set(keep.map(actorId));
  const others = now.filter((actor) => !kept.has(actorId(actor)));
  const unable = keep.filter((actor) => !may.has(actorId(actor)));
  if (!somebody || others.length === 0) return { changes: [], more: 0, others, unable };
  const question: Question = { actor: somebody, ...asked };
  const able = keep.filter((actor) => may.has(actorId(actor)));
  const sets = [cutDown(cellOf(gathered, question), peopleAmong(able)), withoutWriting(others, gathered)].filter(
    (set) => set.length > 0 && leavesOnly(set, compiled, question, kept),
  );
  return { ...weighed(compiled, asked, sets, () => true), others, unable };
}

function peopleAmong(actors: readonly Actor[]): Person[] {
  return actors.flatMap((one): Person[] => (one.type === 'user' ? [one.person] : []));
}

/** Everybody who may now, or of whom it is not known. */
export function mayNow(compiled: Compiled, asked: Pick<Question, 'operation' | 'branch'>): Actor[] {
  return rosterOn(compiled, asked).flatMap(({ verdict, actors }) =>
    verdict === 'denied' ? [] : actors.flatMap((at) => compiled.actors[at] ?? []),
  );
}

/**
 * Every covering list cut down to these people by name, as a group may let in others, now or later; where none covers,
 * a list for the branch alone.
 */
function cutDown(cell: Cell, people: Person[]): Single[] {
  const list = listKeeping(cell.operation);
  if (!list) return [];
  const { kind, companion } = list;
  const kinds = companion === undefined ? [kind] : [kind, companion];
  const covering = kinds.flatMap((one) => coveringOf(one, cell)).map(({ restriction }) => restriction);
  if (!covering.every(isListKnown)) return [];
  const numbered = covering.filter(isListKnown);
  const own = numbered.find((one) => one.kind === kind);
  const kept = new Set(people.map(({ id }) => id));
  const off = numbered.flatMap((restriction): Single[] => [
    ...restriction.users.flatMap((person): Single[] =>
      kept.has(person.id) ? [] : [{ does: 'unlist-person', restriction, person }],
    ),
    ...restriction.groups.map((group): Single => ({ does: 'unlist-group', restriction, group })),
  ]);
  if (!own) return [...off, { does: 'add-restriction', restriction: forBranch(kind, cell.branch.name, people) }];
  const listed = new Set(numbered.flatMap(({ users }) => users.map(({ id }) => id)));
  const on = people.filter(({ id }) => !listed.has(id));
  return [...off, ...on.map((person): Single => ({ does: 'list-person', restriction: own, person }))];
}

/** Everybody else reads only, where it is their own permission that lets each of them write. */
function withoutWriting(others: readonly Actor[], gathered: Gathered): Single[] {
  const people = peopleAmong(others);
  if (people.length < others.length || !people.every((person) => isOwnGrantAlone(person, gathered))) return [];
  return people.map((person) => ({ does: 'set-permission', person, level: 'read', on: 'repository' }));
}

/** Whether nobody but these may do it any more, and they may do what they could. */
function leavesOnly(
  set: readonly Single[],
  compiled: Compiled,
  question: Question,
  kept: ReadonlySet<string>,
): boolean {
  const { actors, branchAt } = compiled;
  const at = branchAt.get(question.branch) ?? -1;
  const here = difference(compiled, together(set), [question.operation]).filter(({ branches }) =>
    branches.includes(at),
  );
  const whoOf = (flips: readonly Flip[]) => flips.flatMap((flip) => flip.actors.flatMap((one) => actors[one] ?? []));
  const losing = new Set(whoOf(here.filter(({ after }) => after === 'denied')).map(actorId));
  const must = mayNow(compiled, question).map(actorId);
  // Who is kept may gain what was not known, and loses nothing.
  const spared = whoOf(here.filter(({ before, after }) => before === 'allowed' || after === 'denied'));
  return must.every((key) => losing.has(key) !== kept.has(key)) && !spared.some((actor) => kept.has(actorId(actor)));
}
