import { fork } from 'node:child_process';
import os from 'node:os';
import { columns, judgedPlan, titleOf } from './judged';
import { planOf } from './seeded';
import { fails, smallest } from './shrink';
import { tableOf, type Report } from './table';

async function reportOn(seed: number): Promise<Report> {
  const plan = planOf(seed);
  const judged = await judgedPlan(plan);
  if (!fails(judged)) return { plan, judged };
  const least = await smallest(plan);
  return { plan, judged, smallest: { plan: least, judged: await judgedPlan(least) } };
}

function numberAfter(option: string, otherwise: number): number {
  const at = process.argv.indexOf(option);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

/** A share of the seeds, in a process of its own. */
async function work(first: number, last: number, step: number) {
  for (let seed = first; seed <= last; seed += step) {
    const report = await reportOn(seed);
    await new Promise<void>((done) =>
      process.send?.(report, () => {
        done();
      }),
    );
  }
  process.disconnect();
}

async function replay(seed: number) {
  const { plan, judged, smallest: least } = await reportOn(seed);
  console.log(
    `${titleOf(plan)}\n${JSON.stringify(plan, null, 2)}\n${judged.columns.join(', ')}\n${judged.why.join('\n')}`,
  );
  if (least)
    console.log(`\nThe smallest that still fails:\n${JSON.stringify(least.plan)}\n${least.judged.why.join('\n')}`);
  process.exitCode = least ? 1 : 0;
}

async function main() {
  const seed = numberAfter('--seed', 0);
  if (seed > 0) return replay(seed);
  const first = numberAfter('--from', 1);
  const last = first + numberAfter('--plans', 10_000) - 1;
  const workers = Math.max(1, Math.min(numberAfter('--workers', os.cpus().length), last - first + 1));
  const reports: Report[] = [];
  const began = Date.now();
  await Promise.all(
    Array.from(
      { length: workers },
      (_, at) =>
        new Promise<void>((done, fail) => {
          const child = fork(__filename, ['--work', String(first + at), String(last), String(workers)]);
          child.on('message', (report: Report) => {
            reports.push(report);
            if (process.stderr.isTTY)
              process.stderr.write(`\r${String(reports.length)} of ${String(last - first + 1)}`);
          });
          child.on('exit', (code) => {
            if (code === 0) done();
            else fail(new Error(`A worker ended with ${String(code)}.`));
          });
        }),
    ),
  );
  const failed = reports.filter((one) => one.smallest).sort((a, b) => a.plan.seed - b.plan.seed);
  for (const { plan, smallest: least } of failed) {
    if (least)
      console.log(
        `${titleOf(plan)}\n  ${JSON.stringify({ ask: least.plan.ask, faults: least.plan.faults })}\n  ${least.judged.why.join('\n  ')}`,
      );
  }
  const cells = reports.reduce((sum, { judged }) => sum + judged.cells, 0);
  console.log(tableOf(reports));
  const counts = columns.map(
    (column) => `${column}: ${String(reports.filter(({ judged }) => judged.columns.includes(column)).length)}`,
  );
  const seconds = String(Math.round((Date.now() - began) / 1000));
  console.log(
    `${reports.length.toLocaleString('en')} plans, ${cells.toLocaleString('en')} verdicts, ${seconds} s; ` +
      `${counts.join(', ')}.`,
  );
  if (failed.length > 0)
    console.log(
      `${String(failed.length)} failed. npm run weather -- --seed ${String(failed[0]?.plan.seed)} replays the first.`,
    );
  process.exitCode = failed.length > 0 ? 1 : 0;
}

const at = process.argv.indexOf('--work');
if (at < 0) void main();
else void work(...(process.argv.slice(at + 1, at + 4).map(Number) as [number, number, number]));
