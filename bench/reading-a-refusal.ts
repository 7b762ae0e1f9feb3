import { diagnose } from '../src/refusals/diagnose';
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
 * A thousand logs, in each round other ones: beside the same logs in parts, and beside every wording that is recognised
 * looked for in turn, which takes no secret out and says nothing of the push. That one reads a sixteenth of them.
 */
export function logsOfBuilds(): Workload[] {
  const each = 1_000 / (rounds + 1);
  const logs = buildLogs(1_000);
  const of = (round: number) => logs.slice(round * each, (round + 1) * each);
  const wordings = families.flatMap(({ signatures }) =>
    signatures.flatMap(({ says, names: [{ cause }] }) =>
      [says].flat().map((one) => ({ cause, says: patternOf(one).says })),
    ),
  );
  const found = (log: string) =>
    wordings.flatMap(({ cause, says }) => {
      says.lastIndex = 0;
      return says.test(log) ? [cause] : [];
    });
  const few = (round: number) => of(round).filter((_, at) => at % 16 === 0);
  const seesAll = logs.every((log, at) => {
    if (at % 16 !== 0) return true;
    const [first] = diagnose(log).causes;
    return !first || found(log).includes(first.cause);
  });
  const length = Math.ceil((logs[0]?.length ?? 0) / parts);
  const quarters = (log: string) => Array.from({ length: parts }, (_, at) => log.slice(at * length, (at + 1) * length));
  const inParts = `the same logs in ${String(parts)} parts`;
  const inTurn = 'one expression after another';
  return [
    {
      id: 'W5',
      what: 'reading the log of a build, 64 KB with a refusal in it, one of 1,000',
      unit: 'ms',
      units: each,
      run: (round) => of(round).map(diagnose),
      rivals: [
        { name: inParts, run: (round) => of(round).flatMap(quarters).map(diagnose), agrees: true },
        { name: inTurn, run: (round) => few(round).map(found), units: Math.ceil(each / 16), agrees: seesAll },
      ],
      target: 'at most twice the time of its parts, and a seventh of one expression after another',
      met: (ratio) => ratio(inParts) <= 2 && ratio(inTurn) <= 1 / 7,
    },
  ];
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
