import { faulty, judgedPlan, type Judged } from './judged';
import type { Fault, Plan } from './plan';

/** Whether a plan has a result that it must not have. */
export function fails({ columns }: Judged): boolean {
  return columns.some((column) => faulty.includes(column));
}

/** The smallest set of a plan's faults that still fails, each as plain as it can be. */
export async function smallest(plan: Plan): Promise<Plan> {
  for (const smaller of smallerThan(plan)) if (fails(await judgedPlan(smaller))) return smallest(smaller);
  return plan;
}

function* smallerThan(plan: Plan): Generator<Plan> {
  const { faults, ask } = plan;
  for (const at of faults.keys())
    if (faults.length > 1) yield { ...plan, faults: faults.filter((_, other) => other !== at) };
  for (const [at, fault] of faults.entries())
    for (const plainer of plainerThan(fault))
      yield { ...plan, faults: faults.map((one, other) => (other === at ? plainer : one)) };
  if ('visited' in ask && ask.visited) yield { ...plan, ask: { ...ask, visited: false } };
  if ('supplied' in ask && ask.supplied) yield { ...plan, ask: { ...ask, supplied: false } };
}

function* plainerThan(fault: Fault): Generator<Fault> {
  if ('times' in fault)
    yield Object.fromEntries(Object.entries(fault).filter(([name]) => name !== 'times')) as unknown as Fault;
  if ('from' in fault && fault.from > 1) yield { ...fault, from: 1 };
  if (fault.fault === 'left-out' && fault.entries.length > 1)
    for (const entry of fault.entries) yield { ...fault, entries: [entry] };
}
