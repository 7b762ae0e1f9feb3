import { branchNames, repository } from '../data';
import { inFull, onAnyName, onListed, placeOf, ready } from '../ours';
import { casbinCached, casbinFolded } from '../rivals/casbin';
import { caslFolded, caslRules } from '../rivals/casl';
import { cedarPolicies } from '../rivals/cedar';
import { pushRules, type Driver } from '../rivals/rules';
import type { Workload } from '../workload';
import { cellsOf } from './cells';

const drivers: readonly Driver[] = [caslRules, caslFolded, cedarPolicies, casbinFolded, casbinCached];
const verdictAlone = 'its verdict alone';

/**
 * One decision on a push, with everything prepared and warm: on a branch that the repository lists, on any name, and
 * on any name with evidence and ways out. Rivals say yes or no; ours says also which rule decides, and knows *unknown*.
 */
export async function oneDecision(): Promise<Workload[]> {
  const facts = repository();
  const compiled = ready(facts);
  const rules = pushRules(facts);
  const people = facts.permissions.items.filter((_, at) => at % 25 === 3).map(({ person }) => person);
  const places = people.map(({ id }) => placeOf(compiled, id));
  const listed = facts.branches.items.filter((_, at) => at % 834 === 1);
  const anyNames = branchNames(listed.length, 9);
  const place = (person: number) => places[person] ?? 0;

  async function beside(branches: readonly string[], ours: (person: number, branch: number) => boolean) {
    const cell = cellsOf(people.length, branches.length);
    const own = await cell.answers(ours);
    const rivals = [];
    for (const { name, ready: prepare } of drivers) {
      const asked = await prepare(rules, people, branches);
      rivals.push({ name, run: cell.run(asked), agrees: (await cell.answers(asked)) === own });
    }
    return { unit: 'ns' as const, units: cell.count, run: cell.run(ours), rivals };
  }

  const onAny = (person: number, branch: number) =>
    onAnyName(compiled, place(person), 'push', anyNames[branch] ?? '') === 'allowed';
  const wholly = (person: number, branch: number) =>
    inFull(compiled, place(person), 'push', anyNames[branch] ?? '').verdict === 'allowed';
  const any = cellsOf(people.length, anyNames.length);
  return [
    {
      id: 'W1',
      what: 'one decision, warm, on a branch that the repository lists',
      ...(await beside(
        listed,
        (person, branch) => onListed(compiled, place(person), 'push', listed[branch] ?? '') === 'allowed',
      )),
      target: 'an eighth of the time of CASL by rules, and a three-hundredth of that of Cedar',
      met: (ratio) => ratio(caslRules.name) <= 1 / 8 && ratio(cedarPolicies.name) <= 1 / 300,
    },
    {
      id: 'W1-any-name',
      what: 'one decision, warm, on a name that it lacks',
      ...(await beside(anyNames, onAny)),
      target: 'a quarter of the time of CASL by rules',
      met: (ratio) => ratio(caslRules.name) <= 1 / 4,
    },
    {
      id: 'W1-in-full',
      what: 'the whole answer on a name that it lacks, with evidence and ways out',
      unit: 'ns',
      units: any.count,
      run: any.run(wholly),
      rivals: [
        { name: verdictAlone, run: any.run(onAny), agrees: (await any.answers(wholly)) === (await any.answers(onAny)) },
      ],
      target: 'under 3 times its own verdict',
      met: (ratio) => ratio(verdictAlone) < 3,
    },
  ];
}
