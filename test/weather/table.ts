import Table from 'cli-table3';
import { columns, type Judged } from './judged';
import { kindOf, type Plan } from './plan';

/** The result of one seed. */
export interface Report {
  plan: Plan;
  judged: Judged;
  /** For a failed plan: the smallest that still fails, and its result. */
  smallest?: { plan: Plan; judged: Judged };
}

/** Face × kind of fault: how many plans, with which results. A plan with several faults has a row of its own. */
export function tableOf(reports: Report[]): string {
  const rows = new Map<string, Report[]>();
  for (const report of reports) {
    const key = JSON.stringify([report.plan.ask.face, kindsOf(report.plan)]);
    rows.set(key, [...(rows.get(key) ?? []), report]);
  }
  const table = new Table({
    head: ['face', 'fault', 'plans', ...columns],
    style: { head: [], border: [], compact: true },
  });
  let before = '';
  for (const key of [...rows.keys()].sort()) {
    const [face = '', kind = ''] = JSON.parse(key) as string[];
    const all = rows.get(key) ?? [];
    const counts = columns.map((column) => all.filter(({ judged }) => judged.columns.includes(column)).length);
    table.push([face === before ? '' : face, kind, all.length, ...counts.map((count) => (count === 0 ? '' : count))]);
    before = face;
  }
  return table.toString();
}

function kindsOf({ faults }: Plan): string {
  const [first] = faults;
  return first && faults.length === 1 ? kindOf(first) : 'several';
}
