import { digestOf, isRead, type Listed } from '../list/listed';
import type { ToRead } from './read-each';

const day = 24 * 60 * 60 * 1_000;

/** Which repositories are to be read, each by its word. */
export const choices = {
  due: 'Not read for a day',
  listed: 'In the list below',
  all: 'All',
} as const;
/** One of `choices`. */
export type Which = keyof typeof choices;

/** The repositories to be read: those not read yet come first, then those read longest ago. */
export function chosen(all: readonly Listed[], shown: readonly Listed[], now: number): Record<Which, ToRead[]> {
  const times = new Map(all.map((one) => [one, readAtOf(one)]));
  const time = (one: Listed) => times.get(one) ?? 0;
  const inOrder = all
    .filter(({ gone, repository }) => !gone && repository.id !== undefined)
    .sort((a, b) => time(a) - time(b));
  const isShown = new Set(shown);
  const named = (some: Listed[]) => some.map(({ key, repository }) => ({ id: key, name: repository.fullName }));
  return {
    due: named(inOrder.filter((one) => now - time(one) >= day)),
    listed: named(inOrder.filter((one) => isShown.has(one))),
    all: named(inOrder),
  };
}

function readAtOf(one: Listed): number {
  const { readAt } = isRead(one) ? (digestOf(one) ?? {}) : {};
  return readAt === undefined ? 0 : Date.parse(readAt);
}
