import { covers } from '../../branches/glob';
import { viewActor, viewBranch, type ActorView, type BranchView, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import { actorId } from '../../people/actor';
import { gatherPeople } from '../../people/gathered';
import { judge } from '../../questions/judge';
import { kindsDeciding } from '../../questions/universal/branches';
import { kinds } from '../../rules/kinds';
import type { Both } from './examples';
import type { Flip } from './flip';
import { isOfSight, touching } from './touching';
import type { Side, Unit, Units } from './units';

/**
 * Finds what caused a flip, as places in `changed`: each change that is necessary, as without it the verdict is not
 * what it is, and each that is sufficient, as alone it makes it so; the necessary ones first. Where these do not
 * make it so by themselves, what does beside them; where there is neither, the smallest sets that do, at worst all.
 */
export function causing(both: Both, changes: Units): (flip: Flip) => number[] {
  const judged = judging(changes);
  const touched = touching(both, changes);
  const known = new Map<string, number[]>();

  function isReal(at: number): boolean {
    const one = changes.changed[at];
    return one !== undefined && !isOfSight(one);
  }

  function causesOf(flip: Flip): number[] {
    const { after } = flip;
    const units = changes.units.filter((unit) => mayMatter(unit, flip, both) && touched.mayMatter(unit, flip));
    const candidates = units.map((unit) => touched.withMemberships(unit, units, flip));
    const entries = (some: readonly Candidate[]) => {
      const all = [...new Set(some.flatMap(([unit]) => (unit ? touched.entries(unit, flip) : [])))];
      // Where both verdicts are known, what came into sight is why they are, and not why they differ.
      const real = flip.before === 'unknown' || after === 'unknown' ? all : all.filter(isReal);
      return real.length > 0 ? real : all;
    };
    if (candidates.length < 2) return entries(candidates);
    const makes = (some: readonly Candidate[]) => judged('before', some.flat(), flip) === after;
    const necessary = candidates.filter((one) => judged('after', one, flip) !== after);
    const sufficient = candidates.filter((one) => makes([one]));
    const found = [...necessary, ...sufficient.filter((one) => !necessary.includes(one))];
    if (sufficient.length > 0 || (necessary.length > 0 && makes(necessary))) return entries(found);
    const others = candidates.filter((one) => !necessary.includes(one));
    return entries([...necessary, ...together(others, (some) => makes([...necessary, ...some]))]);
  }

  return (flip) => {
    const key = [flip.operation, flip.example.name, flip.alike, flip.after, touched.key(flip.actor)].join('\n');
    const before = known.get(key);
    const causes = before ?? causesOf(flip);
    known.set(key, causes);
    return causes;
  };
}

/** What is undone together: a unit, and what it makes no sense without. */
type Candidate = readonly Unit[];

/** Those that alone make it so, else those of the pairs that do; else all. */
function together(some: readonly Candidate[], makeIt: (some: readonly Candidate[]) => boolean): readonly Candidate[] {
  const alone = some.filter((one) => makeIt([one]));
  if (alone.length > 0 || some.length > mostPaired) return alone.length > 0 ? alone : some;
  const pairs = some.flatMap((one, at) => some.slice(at + 1).map((other) => [one, other] as const));
  const makes = new Set(pairs.filter(makeIt).flat());
  return makes.size > 0 ? some.filter((one) => makes.has(one)) : some;
}

/** Of more changes than this no pairs are tried. */
const mostPaired = 12;

/** A restriction that decides this operation on this branch in neither reading changes nothing. */
function mayMatter({ of }: Unit, { operation, example: { name } }: Flip, both: Both): boolean {
  if (of.what !== 'restriction') return true;
  return [of.before, of.after].some(
    (one) =>
      one &&
      (kindsDeciding(operation).has(one.kind) || !kinds.has(one.kind)) &&
      both.some(({ facts }) => covers(one, name, facts).is !== 'no'),
  );
}

/** Facts that are as neither reading has them, made ready for cells. */
interface Mixed {
  gathered: Gathered;
  branches: Map<string, BranchView>;
  actors: Map<string, ActorView>;
}

/** The verdict on a cell as one reading has it, but for these units. */
function judging({ units, factsWith }: Units): (side: Side, otherwise: readonly Unit[], flip: Flip) => Verdict {
  const mixes = new Map<string, Mixed>();
  const peoples = new Map<string, Pick<Mixed, 'actors'> & Pick<Gathered, 'people'>>();
  const isOfPeople = ({ of }: Unit) => of.what === 'people' || of.what === 'members';
  const keyOf = (some: readonly Unit[]) => some.map((unit) => units.indexOf(unit)).join();

  function mixed(side: Side, otherwise: readonly Unit[]): Mixed {
    const key = `${side} ${keyOf(otherwise)}`;
    const before = mixes.get(key);
    if (before) return before;
    const facts = factsWith(side, new Set(otherwise));
    const peopleKey = `${side} ${keyOf(otherwise.filter(isOfPeople))}`;
    const same = peoples.get(peopleKey) ?? { people: gatherPeople(facts), actors: new Map() };
    peoples.set(peopleKey, same);
    const made = { gathered: { facts, people: same.people }, branches: new Map(), actors: same.actors };
    mixes.set(key, made);
    return made;
  }

  return (side, otherwise, { operation, example: { name }, actor }) => {
    const { gathered, branches, actors } = mixed(side, otherwise);
    const id = actorId(actor);
    const branch = branches.get(name) ?? viewBranch(name, gathered);
    branches.set(name, branch);
    const view = actors.get(id) ?? viewActor(actor, gathered);
    actors.set(id, view);
    return judge({ facts: gathered.facts, operation, branch, actor: view }).verdict;
  };
}
