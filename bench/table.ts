import Table from 'cli-table3';
import { rounds } from './rounds';
import type { Figure, Measured } from './workload';

/** The figures as a terminal shows them: medians, what they lie between, and how many times ours. */
export function tableOf(workloads: readonly Measured[]): string {
  const table = new Table({
    head: ['workload', 'who', 'median', 'min–max', '× ours', 'agrees', 'target'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [28, 36, 11, 16, 8, 8, 28],
  });
  for (const { id, what, ours, rivals, target, met } of workloads) {
    const rowSpan = rivals.length + 1;
    const beside = { content: `${met ? 'met' : 'NOT MET'}: ${target}`, rowSpan };
    table.push([{ content: `${id}: ${what}`, rowSpan }, 'Who Can Push', ...cells(ours), '', '', beside]);
    for (const rival of rivals) {
      const ratio = figure(rival.value / ours.value);
      table.push([rival.name, ...cells(rival), ratio, rival.agrees ? 'yes' : 'no']);
    }
  }
  return table.toString();
}

function cells({ value, unit, spread }: Figure): string[] {
  if (!spread) return [`${figure(value)} ${unit}`, ''];
  const few = spread.rounds < rounds ? ` in ${String(spread.rounds)}` : '';
  return [`${figure(value)} ${unit}`, `${figure(spread.min)}–${figure(spread.max)}${few}`];
}

/** Three digits. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
