import { digestOf, type Listed } from '../list/listed';

const day = 24 * 60 * 60 * 1_000;

/** Which repositories are to be read, each by its word. */
export const choices = {
  due: 'Not read for a day, or not at all',
  listed: 'Those that the list below shows',
  all: 'All',
} as const;
/** One of `choices`. */
export type Which = keyof typeof choices;

/** The full names of the repositories to be read: those not read yet come first, then those read longest ago. */
export function chosen(which: Which, all: readonly Listed[], shown: readonly Listed[], now: number): string[] {
  const among = which === 'listed' ? shown : all;
  return among
    .filter((one) => !one.gone && (which !== 'due' || now - readAtOf(one) >= day))
    .toSorted((a, b) => readAtOf(a) - readAtOf(b))
    .map(({ repository }) => repository.fullName);
}

function readAtOf(one: Listed): number {
  const { readAt } = digestOf(one) ?? {};
  return readAt === undefined ? 0 : Date.parse(readAt);
}
