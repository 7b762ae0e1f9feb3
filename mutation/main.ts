import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { writeBundle } from './bundle';
import { surveyed, tryAll, type Order, type Outcome, type Place, type Survey } from './crew';
import { equivalents, type Equivalent } from './equivalent';
import { judgement } from './judgement';
import { instrumented, type Mutant } from './mutants';

/** Killed or shown equivalent, of all mutants of a file. */
const target = 0.95;

/**
 * Tests that took so many milliseconds the last time are left out with `--quick`: then somewhat more seem to survive. A
 * mutant that is shown equivalent is never tried on them: it would go through all, and take most of the time.
 */
const quick = 300;

type Fate = Outcome | { is: 'not covered' };

interface Row {
  file: string;
  mutants: number;
  killed: number;
  timedOut: number;
  equivalent: number;
  survived: number;
  notCovered: number;
  percent: number;
}

const root = path.join(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: {
    file: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    hands: { type: 'string', default: String(os.availableParallelism()) },
    quick: { type: 'boolean', default: false },
    killers: { type: 'boolean', default: false },
  },
});

const files = judgement(root);
const wanted = options.file ?? files;
const strangers = wanted.filter((file) => !files.includes(file));
if (strangers.length > 0) stop(`Not a file of the judgement: ${strangers.join(', ')}. There are ${files.join(', ')}.`);

const start = performance.now();
const { mutants, sources } = await instrumented(root, files);
const place: Place = {
  worker: path.join(root, 'dist', 'mutate-worker.mjs'),
  bundle: path.join(root, '.cache', 'mutate', 'tests.cjs'),
};
mkdirSync(path.dirname(place.bundle), { recursive: true });
await writeBundle(root, sources, place.bundle);
const taken = path.join(root, '.cache', 'mutate', 'taken.json');
const survey = await surveyed(place, options.quick ? slowTests() : []);
if (!options.quick)
  writeFileSync(taken, JSON.stringify(survey.tests.map(({ name, milliseconds }) => ({ name, milliseconds }))));
note(`${String(mutants.length)} mutants, ${String(survey.tests.length)} tests, ${seconds()} s until here`);

const list = JSON.parse(readFileSync(path.join(root, 'mutation', 'equivalent.json'), 'utf8')) as Equivalent[];
const { ids: equivalent, wrong } = equivalents(list, mutants);
const tried = mutants.filter(({ file }) => wanted.includes(file));
const fates = new Map<string, Fate>();
const orders = tried.flatMap(({ id }) => orderFor(id, survey));
for (const { id } of tried) fates.set(id, { is: 'not covered' });
let done = 0;
await tryAll(place, orders, Math.max(1, Number(options.hands)), (mutant, outcome) => {
  fates.set(mutant, outcome);
  done += 1;
  if (done % 100 === 0) note(`${String(done)} of ${String(orders.length)} tried, ${seconds()} s`);
});

for (const mutant of tried) {
  const fate = fateOf(mutant);
  if (equivalent.has(mutant.id) && 'by' in fate) wrong.push(`${where(mutant)}: not equivalent, ${fate.by} finds it`);
}
const rows = wanted.map(rowOf).filter((row) => row.mutants > 0);
const alive = tried.filter((mutant) => !equivalent.has(mutant.id) && !('by' in fateOf(mutant)));
const isMet = rows.every(({ percent }) => percent >= target * 100);
if (options.json) {
  const found = alive.map((mutant) => ({ ...mutant, is: fateOf(mutant).is }));
  console.log(JSON.stringify({ files: rows, alive: found, wrong, target: target * 100, met: isMet }, null, 2));
} else {
  print();
}
if (!isMet || wrong.length > 0) process.exitCode = 1;

function orderFor(mutant: string, { tests, whileLoading }: Survey): Order[] {
  const loads = whileLoading.includes(mutant);
  const most = equivalent.has(mutant) ? quick : Infinity;
  const order = tests
    .filter(({ meets, milliseconds }) => milliseconds < most && (loads || meets[mutant] !== undefined))
    .sort((a, b) => a.milliseconds - b.milliseconds);
  if (order.length === 0) return [];
  const hits = Math.max(...order.map(({ meets }) => meets[mutant] ?? 0));
  const milliseconds = order.reduce((sum, test) => sum + test.milliseconds, 0);
  return [{ mutant, loads, tests: order.map(({ at }) => at), hitLimit: 10_000 + 100 * hits, milliseconds }];
}

/** Tests that took long when all were run last. */
function slowTests(): string[] {
  if (!existsSync(taken)) return [];
  const tests = JSON.parse(readFileSync(taken, 'utf8')) as { name: string; milliseconds: number }[];
  return tests.filter(({ milliseconds }) => milliseconds >= quick).map(({ name }) => name);
}

function fateOf({ id }: Mutant): Fate {
  return fates.get(id) ?? { is: 'not covered' };
}

function rowOf(file: string): Row {
  const of = tried.filter((mutant) => mutant.file === file);
  const count = (is: Fate['is']) =>
    of.filter((mutant) => !equivalent.has(mutant.id) && fateOf(mutant).is === is).length;
  const [killed, timedOut, survived, notCovered] = [
    count('killed'),
    count('timed out'),
    count('survived'),
    count('not covered'),
  ];
  const shown = of.filter(({ id }) => equivalent.has(id)).length;
  const percent = of.length === 0 ? 100 : Math.floor(((of.length - survived - notCovered) / of.length) * 1000) / 10;
  return { file, mutants: of.length, killed, timedOut, equivalent: shown, survived, notCovered, percent };
}

function print() {
  if (options.killers)
    for (const mutant of tried) console.log(`${where(mutant)}\n    ${JSON.stringify(fateOf(mutant))}`);
  const table = new Table({
    head: ['file', 'mutants', 'killed', 'timed out', 'equivalent', 'survived', 'not covered', '%'],
    style: { head: [], border: [] },
  });
  const total = { mutants: 0, killed: 0, timedOut: 0, equivalent: 0, survived: 0, notCovered: 0 };
  for (const row of rows) {
    table.push([
      row.file,
      row.mutants,
      row.killed,
      row.timedOut,
      row.equivalent,
      row.survived,
      row.notCovered,
      row.percent.toFixed(1),
    ]);
    for (const key of ['mutants', 'killed', 'timedOut', 'equivalent', 'survived', 'notCovered'] as const)
      total[key] += row[key];
  }
  const percent = ((total.mutants - total.survived - total.notCovered) / Math.max(1, total.mutants)) * 100;
  table.push([
    'all',
    total.mutants,
    total.killed,
    total.timedOut,
    total.equivalent,
    total.survived,
    total.notCovered,
    percent.toFixed(1),
  ]);
  for (const mutant of alive) console.log(`${fateOf(mutant).is}: ${where(mutant)}`);
  console.log(table.toString());
  for (const sentence of wrong) console.log(`equivalent.json: ${sentence}`);
  console.log(
    `${seconds()} s; every file is to reach ${String(target * 100)} %: ${isMet && wrong.length === 0 ? 'met' : 'missed'}`,
  );
}

function where({ file, line, original, replacement }: Mutant): string {
  return `${file}:${String(line)}  ${original}  ->  ${replacement}`;
}

function seconds(): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

function note(sentence: string) {
  console.error(sentence);
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(64);
}
