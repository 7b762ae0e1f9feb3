import { usual, type Size } from '../data';
import type { Figure, Measured } from '../workload';
import { inProcesses, longest } from './sizes';

const times = 10;
/** Ten times as much of one thing, and no more of the others. */
const sizes: Record<'as usual' | 'branches' | 'people' | 'rules', Partial<Size>> = {
  'as usual': {},
  branches: { branches: usual.branches * times },
  people: { people: usual.people * times },
  rules: { rules: usual.rules * times },
};
/** Each size, to its figure. */
type Figures = (size: keyof typeof sizes) => number;

/** What ten times as much costs, each size in processes of its own. */
export function growth(): Measured[] {
  const decision = inProcesses('decision', sizes, 90_000);
  const everybody = inProcesses('everybody', sizes, 120_000);
  return [
    measured(
      (size) => decision(size, 'ns', 'ns'),
      'W8',
      'one warm decision on any name, and with ten times as much',
      'at most 3 times with ten times the branches or people, and 12 times with ten times the rules',
      (of) =>
        of('branches') <= 3 * of('as usual') &&
        of('people') <= 3 * of('as usual') &&
        of('rules') <= 12 * of('as usual'),
    ),
    measured(
      (size) => everybody(size, 'ms', 'ms'),
      'W8-everybody',
      "everybody's verdict on a push to every branch, nothing warm, and with ten times as much",
      'at most 12 times with ten times as much of any',
      (of) => grown.every((size) => of(size) <= 12 * of('as usual')),
    ),
    measured(
      (size) => everybody(size, 'heap', 'MB'),
      'W8-memory',
      'the heap at its peak for that',
      'at most 256 MB',
      (of) => grown.every((size) => of(size) <= 256),
    ),
  ];
}

const grown = ['branches', 'people', 'rules'] as const;

function measured(
  figure: (size: keyof typeof sizes) => Figure | undefined,
  id: string,
  what: string,
  target: string,
  met: (of: Figures) => boolean,
): Measured {
  // A size that was given up has no figure, and meets nothing.
  const givenUp = grown.filter((size) => !figure(size));
  const after = `; given up after ${String(longest / 1_000)} s: ${givenUp.join(', ')}`;
  return {
    ...{ id, target },
    what: givenUp.length === 0 ? what : what + after,
    ours: figure('as usual') ?? { value: NaN, unit: '' },
    rivals: grown.flatMap((size) => {
      const its = figure(size);
      return its ? [{ name: `ours, ten times the ${size}`, ...its, agrees: true }] : [];
    }),
    met: met((size) => figure(size)?.value ?? NaN),
  };
}
