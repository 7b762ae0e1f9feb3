import { diagnose } from '../src/refusals/diagnose';
import type { CauseId } from '../src/refusals/signatures/cause';
import { families } from '../src/refusals/families/index';
import { patternOf } from '../src/refusals/signatures/pattern';
import { hostile } from './hostile';
import { buildLogs } from './logs';
import { rounds } from './rounds';
import type { Workload } from './workload';

const parts = 4;

/**
 * A mebibyte of hostile text, of the sort that costs most, beside the same text in four parts: where reading is linear,
 * the parts cost as much as the whole; were it quadratic, a quarter.
 */
export function readingARefusal(): Workload[] {
  const timed = Object.entries(hostile).map((sort) => ({ sort, time: timeOf(sort[1]) }));
  const worst = timed.toSorted((a, b) => b.time - a.time)[0]?.sort;
  if (!worst) throw new Error('There is hostile text.');
  const [sort, text] = worst;
  const length = Math.ceil(text.length / parts);
  const quarters = Array.from({ length: parts }, (_, at) => text.slice(at * length, (at + 1) * length));
  const inParts = `the same in ${String(parts)} parts`;
  return [
    {
      id: 'reading-a-refusal',
      what: `reading 1 MiB of hostile text (of ${String(Object.keys(hostile).length)} sorts the slowest: ${sort})`,
      unit: 'ms',
      units: 1,
      run: () => diagnose(text),
      rivals: [{ name: inParts, run: () => quarters.map(diagnose), agrees: true }],
      target: 'at most twice the time of its parts',
      met: (ratio) => ratio(inParts) <= 2,
    },
  ];
}

/**
 * A thousand logs, in each round other ones: beside some of the same logs in parts, and beside every wording that is
 * recognised looked for in turn, which takes no secret out and says nothing of the push.
 */
export function logsOfBuilds(): Workload[] {
  const each = 1_000 / (rounds + 1);
  const logs = buildLogs(1_000);
  const of = (round: number, step = 1) =>
    logs.slice(round * each, (round + 1) * each).filter((_, at) => at % step === 0);
  const length = Math.ceil((logs[0]?.length ?? 0) / parts);
  const quarters = (log: string) => Array.from({ length: parts }, (_, at) => log.slice(at * length, (at + 1) * length));
  const inParts = `the same logs in ${String(parts)} parts`;
  const inTurn = 'one expression after another';
  const [few, fewer] = [5, 25];
  return [
    {
      id: 'W5',
      what: 'reading the log of a build, 64 KB with a refusal in it, one of 1,000',
      unit: 'ms',
      units: each,
      run: (round) => of(round).map(diagnose),
      rivals: [
        {
          name: inParts,
          run: (round) => of(round, few).flatMap(quarters).map(diagnose),
          units: each / few,
          agrees: true,
        },
        {
          name: inTurn,
          run: (round) => of(round, fewer).map(wordingsIn),
          units: each / fewer,
          agrees: logs.every((log, at) => at % fewer !== 0 || seesTheSame(log)),
        },
      ],
      target: 'at most twice the time of its parts, and less than one expression after another',
      met: (ratio) => ratio(inParts) <= 2 && ratio(inTurn) < 1,
    },
  ];
}

const wordings = families.flatMap(({ signatures }) =>
  signatures.flatMap(({ says, names }) =>
    [says].flat().map((one) => ({ causes: names.map(({ cause }) => cause), says: patternOf(one).says })),
  ),
);

/** What each wording stands for that is found somewhere. */
function wordingsIn(log: string): CauseId[] {
  return wordings.flatMap(({ causes, says }) => {
    says.lastIndex = 0;
    return says.test(log) ? causes : [];
  });
}

/** Whether our first cause is among those that the wordings stand for. */
function seesTheSame(log: string): boolean {
  const [first] = diagnose(log).causes;
  return !first || wordingsIn(log).includes(first.cause);
}

/** Milliseconds of the quicker of two readings. */
function timeOf(text: string): number {
  const times = [0, 1].map(() => {
    const before = performance.now();
    diagnose(text);
    return performance.now() - before;
  });
  return Math.min(...times);
}
