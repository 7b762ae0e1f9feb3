import { viewActor, viewBranch, type Cell, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import type { Question } from '../../model';
import { rules } from '../../rules/index';
import { judge } from '../judge';
import { tried } from '../change/tried';
import { singleKey, together, type Single } from './single';
import { repairsOf } from './repairs';

/** So many combinations are looked at; a repository with more has hundreds of restrictions on one branch. */
const mostCombined = 1_000;
/** Sets of at most so many single changes have every part of them looked at, larger ones those without one of them. */
const wholly = 6;

/** A set of more than so many changes is no small one. */
const longest = 200;

/** The cell of a question, in facts that may be changed. */
export function cellOf(gathered: Gathered, { actor, operation, branch, credential }: Question): Cell {
  return {
    facts: gathered.facts,
    operation,
    ...(credential && { credential }),
    branch: viewBranch(branch, gathered),
    actor: viewActor(actor, gathered),
  };
}

/** The verdict of the question with these changes made. */
export function verdictWith(singles: readonly Single[], gathered: Gathered, question: Question): Verdict {
  return judge(cellOf(tried(gathered, together(singles)), question)).verdict;
}

/**
 * The sets of single changes after which the question is answered with a yes, of which no proper part would do. What
 * each rule would need is combined with what the others would; whether that is enough is judged, not concluded.
 */
export function setsThatAllow(gathered: Gathered, question: Question): Single[][] {
  const cell = cellOf(gathered, question);
  const inTheWay = rules.filter(({ stops, judge: say }) => {
    if (!stops.includes(question.operation)) return false;
    const said = say(cell);
    return said !== undefined && said.verdict !== 'allows';
  });
  const combined = inTheWay.reduce<Single[][]>(
    (sets, { id }) =>
      repairsOf[id](cell)
        .flatMap((repair) => sets.map((set) => joined(set, repair)))
        .slice(0, mostCombined),
    [[]],
  );
  return minimalAmong(combined, (singles) => verdictWith(singles, gathered, question) === 'allowed');
}

/** Of these sets those that are enough and of which no proper part is, each once. */
export function minimalAmong(sets: readonly Single[][], isEnough: (set: readonly Single[]) => boolean): Single[][] {
  const found = new Map<string, Single[]>();
  const known = new Map<string, boolean>();
  const enough = (set: readonly Single[]): boolean => {
    if (set.length > longest) return false;
    const key = keyOf(set);
    const before = known.get(key);
    if (before !== undefined) return before;
    const is = set.length > 0 && isEnough(set);
    known.set(key, is);
    return is;
  };
  for (const set of sets) if (enough(set) && !partsOf(set).some(enough)) found.set(keyOf(set), set);
  return [...found.values()];
}

function joined(set: readonly Single[], more: readonly Single[]): Single[] {
  return [...new Map([...set, ...more].map((single) => [singleKey(single), single])).values()];
}

function keyOf(set: readonly Single[]): string {
  return set.map(singleKey).sort().join('\n');
}

/** The proper parts of a set but the empty one: all of them, or those without one of its members. */
function partsOf(set: readonly Single[]): Single[][] {
  if (set.length > wholly) return set.map((one) => set.filter((other) => other !== one));
  const parts: Single[][] = [];
  for (let mask = 1; mask < (1 << set.length) - 1; mask++) parts.push(set.filter((_, at) => (mask & (1 << at)) !== 0));
  return parts;
}
