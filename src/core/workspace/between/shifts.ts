import { compile } from '../../compiled/compile';
import { verdictIn } from '../../compiled/verdicts';
import type { Gathered } from '../../cell/cell';
import { operations, type Actor, type Operation } from '../../model';
import { actorId } from '../../people/actor';
import { actorsOfBoth } from '../../questions/since/verdicts';
import type { AskedOfChanges, RepositoryChanges, Shift } from '../changes';
import { causing } from './causes';
import { classOf, exampleOf, examplesOf, existingBranches, keyFor, type Both, type Example } from './examples';
import type { Flip } from './flip';
import type { Units } from './units';

/** Everybody's verdicts that are otherwise in the later reading, with what caused it. */
export function shiftsBetween(
  both: Both,
  changes: Units,
  { branch, actor, operation }: AskedOfChanges,
): Pick<RepositoryChanges, 'shifts' | 'truncated'> {
  const { all, truncated, areAll } =
    branch === undefined
      ? examplesOf(both, changes.units)
      : { all: [exampleOf(branch, both)], truncated: false, areAll: false };
  const actors = actor ? [actor] : actorsOfBoth(both[0].facts, both[1].facts);
  const asked = operation === undefined ? operations : [operation];
  const verdicts = verdictsOf(both, actors);
  const causesOf = causing(both, changes);
  const existing = existingBranches(both);
  const shifts = asked.flatMap((one) => {
    const classes = classesFor(one, all);
    const found = classes.flatMap((alike, at): Found[] => {
      const [example] = alike;
      if (!example) return [];
      return verdicts(one, example).map((flip) => ({ ...flip, causes: causesOf(flip), at }));
    });
    const most = classes.filter(([example]) => example && mayFlip(one, example)).length;
    return together(found).map(
      ({ places, ...shift }): Shift => ({
        operation: one,
        branches: places.flatMap((at) => {
          const alike = classes[at];
          if (branch !== undefined) return [{ branch }];
          return alike ? [classOf(one, alike, existing, both)] : [];
        }),
        ...(areAll && places.length >= most && { everywhere: true }),
        ...shift,
      }),
    );
  });
  return { shifts, ...(truncated && { truncated }) };
}

/** The classes of branches for one operation; the examples of each come in the order in which they are given. */
function classesFor(operation: Operation, all: readonly Example[]): Example[][] {
  const classes = new Map<string, Example[]>();
  for (const one of all) {
    const key = keyFor(operation, one);
    const alike = classes.get(key);
    if (alike) alike.push(one);
    else classes.set(key, [one]);
  }
  return [...classes.values()];
}

/** Nobody ever deletes the main branch. */
function mayFlip(operation: Operation, { views }: Example): boolean {
  return operation !== 'delete' || !views.every(({ main }) => main.is === 'yes');
}

/** Looks up everybody's verdicts on a branch, and answers those that are otherwise. */
function verdictsOf(both: Both, actors: readonly Actor[]): (operation: Operation, example: Example) => Flip[] {
  const sides = both.map(({ facts, people }) => {
    // Classes of names alone are asked for, however many branches there are.
    const gathered: Gathered = { facts: { ...facts, branches: { items: [], gaps: [] } }, people };
    const compiled = compile(gathered, [], actors);
    const classes = new Map(compiled.actors.map((one, at) => [actorId(one), compiled.actorClassAt[at] ?? -1]));
    return { rows: compiled.rowsOnName, classAt: actors.map((one) => classes.get(actorId(one)) ?? -1) };
  });
  const [was, is] = sides;
  if (!was || !is) throw new Error('There are two readings.');
  return (operation, example) => {
    const at = operations.indexOf(operation);
    const [before, after] = [was.rows(example.name)[at], is.rows(example.name)[at]];
    if (!before || !after) throw new Error('Every operation has a row.');
    return actors.flatMap((actor, place): Flip[] => {
      const [own, now] = [was.classAt[place] ?? -1, is.classAt[place] ?? -1];
      const [one, other] = [verdictIn(before, own), verdictIn(after, now)];
      const alike = `${String(own)}/${String(now)}`;
      return one === other ? [] : [{ operation, example, actor, alike, before: one, after: other }];
    });
  };
}

/** A flip, its causes, and the place of its class. */
type Found = Flip & { causes: number[]; at: number };

/** Those with the same two verdicts for the same causes on the same branches. */
function together(found: readonly Found[]): (Pick<Shift, 'actors' | 'before' | 'after' | 'causes'> & Places)[] {
  const each = new Map<string, Pick<Found, 'actor' | 'before' | 'after' | 'causes'> & Places>();
  for (const { actor, before, after, causes, at } of found) {
    const key = [actorId(actor), before, after, ...causes].join(' ');
    const known = each.get(key);
    if (known) known.places.push(at);
    else each.set(key, { actor, before, after, causes, places: [at] });
  }
  const all = new Map<string, Pick<Shift, 'actors' | 'before' | 'after' | 'causes'> & Places>();
  for (const { actor, before, after, causes, places } of each.values()) {
    const key = JSON.stringify([before, after, causes, places]);
    const known = all.get(key);
    if (known) known.actors.push(actor);
    else all.set(key, { actors: [actor], before, after, causes, places });
  }
  return [...all.values()];
}

/** Places among the classes of branches. */
interface Places {
  places: number[];
}
