import type { Facts } from '../../src/core/model';
import { actorCount, repository, usual } from '../data';
import { glob, printed, survey, verdictOf } from '../ours';
import { casbinFolded } from '../rivals/casbin';
import { caslFolded, caslRules } from '../rivals/casl';
import { cedarPolicies } from '../rivals/cedar';
import { pushRules, quickTest, type Driver } from '../rivals/rules';
import type { Measured, Rival, Workload } from '../workload';
import { cellsOf } from './cells';
import { inProcesses } from './sizes';

const drivers: readonly Driver[] = [caslRules, caslFolded, cedarPolicies, casbinFolded];
const matching = 'matching alone';
/** Of so many classes one is asked about, of people and of branches: a rival goes through them one by one. */
const spread = 16;

/**
 * A verdict for everybody on every branch, from nothing but the facts. Beside it the tests alone of every pattern on
 * every name, and rivals asked about one person and one branch of each pair of our classes, which they are given.
 */
export async function everybodyOnEveryBranch(): Promise<(Workload | Measured)[]> {
  const facts = repository();
  const unread = repository({ members: 'unread' });
  const cells = `${((usual.branches * actorCount(usual)) / 1e6).toFixed(0)} million cells`;
  const alone = matchingAlone(facts);
  return [
    {
      id: 'W2',
      what: `a verdict on a push for each of ${cells}, all members known`,
      unit: 'ms',
      units: 1,
      run: () => printed(facts, 'push'),
      rivals: [alone, ...(await byClasses(facts))],
      target: 'at most 3 times matching alone, and a hundredth of the time of CASL by rules',
      met: (ratio) => ratio(matching) <= 3 && ratio(caslRules.name) <= 1 / 100,
    },
    {
      id: 'W2-unread',
      what: `the same where Bitbucket tells no members`,
      unit: 'ms',
      units: 1,
      run: () => printed(unread, 'push'),
      rivals: [alone],
      target: 'at most 3 times matching alone',
      met: (ratio) => ratio(matching) <= 3,
    },
    {
      id: 'W2-five',
      what: `a verdict on each of the five operations for each of ${cells}`,
      unit: 'ms',
      units: 1,
      run: () => survey(facts),
      rivals: [alone],
      target: 'at most 5 times matching alone',
      met: (ratio) => ratio(matching) <= 5,
    },
    memory(cells),
  ];
}

function memory(cells: string): Measured {
  const figure = inProcesses('everybody', { usual }, 30_000);
  const heap = figure('usual', 'heap', 'MB');
  const whole = figure('usual', 'process', 'MB');
  return {
    id: 'W2-memory',
    what: `the heap at its peak for ${cells}, one operation`,
    ours: heap ?? { value: 0, unit: 'MB' },
    rivals: whole ? [{ name: 'the whole process, Node and the facts included', ...whole, agrees: true }] : [],
    target: 'at most 256 MB',
    met: (heap?.value ?? NaN) <= 256,
  };
}

/** Every pattern on every name, by our own test and nothing else. */
function matchingAlone({ restrictions, branches }: Facts): Rival {
  const patterns = restrictions.items.flatMap(({ match }) => (match.by === 'glob' ? [match.pattern] : []));
  const hits = (compile: (pattern: string) => (name: string) => boolean) =>
    patterns.map((pattern) => {
      const matches = compile(pattern);
      let count = 0;
      for (const name of branches.items) if (matches(name)) count += 1;
      return count;
    });
  return { name: matching, run: () => hits(glob), agrees: hits(glob).join() === hits(quickTest).join() };
}

/** Each rival, asked about the first of each class. */
async function byClasses(facts: Facts): Promise<Rival[]> {
  const everybody = survey(facts);
  const branchClasses = firsts(everybody.branchClassAt, everybody.branches);
  const actorClasses = firsts(everybody.actorClassAt, everybody.actors).flatMap(({ first, number }) =>
    first.type === 'user' ? [{ person: first.person, number }] : [],
  );
  const branches = branchClasses.filter((_, at) => at % spread === 0);
  const people = actorClasses.filter((_, at) => at % spread === 0);
  const cells = cellsOf(people.length, branches.length);
  const ours = await cells.answers(
    (person, branch) => verdictOf(everybody, 'push', branches[branch]?.number, people[person]?.number) === 'allowed',
  );
  const rivals: Rival[] = [];
  for (const { name, ready } of drivers) {
    const asked = await ready(
      pushRules(facts),
      people.map(({ person }) => person),
      branches.map(({ first }) => first),
    );
    rivals.push({
      name,
      run: cells.run(asked),
      units: cells.count / (actorClasses.length * branchClasses.length),
      agrees: (await cells.answers(asked)) === ours,
    });
  }
  return rivals;
}

/** The first member of each class, and the number of the class. */
function firsts<T>(classOf: readonly number[], members: readonly T[]): { first: T; number: number }[] {
  const known = new Set<number>();
  return members.flatMap((first, at) => {
    const number = classOf[at] ?? -1;
    if (known.has(number)) return [];
    known.add(number);
    return [{ first, number }];
  });
}
