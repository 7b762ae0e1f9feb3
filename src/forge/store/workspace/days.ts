import * as v from 'valibot';
import { timeAt } from '../../../bitbucket/port/port';
import { bareId } from '../../place';
import { keepValue, valueAt } from '../storage';

/** The fewest days that readings of a workspace may be kept. */
export const fewestDays = 1;
/** The most. */
export const mostDays = 366;
/** Days that they are kept unless an administrator of the workspace says otherwise. */
export const ordinaryDays = 90;

const days = v.pipe(v.number(), v.integer(), v.minValue(fewestDays), v.maxValue(mostDays));
const stored = v.object({ days });

/** For how many days readings of a workspace are kept. Throws where the storage fails. */
export async function keptDays(workspace: string): Promise<number> {
  return (await valueAt(keyOf(workspace), stored))?.days ?? ordinaryDays;
}

/** Sets that, from now on. Throws where the storage fails. */
export async function keepDays(workspace: string, days: number): Promise<void> {
  await keepValue(keyOf(workspace), { days } satisfies v.InferOutput<typeof stored>);
}

const day = 86_400_000;

/** Whether what was read then (RFC 3339) is still used. Forge may take two days to delete what has expired. */
export function isAlive(readAt: string, days: number, now = Date.now()): boolean {
  return now < Date.parse(readAt) + days * day;
}

/** From when on readings are kept, RFC 3339, to the second. */
export function startOf(days: number, now = Date.now()): string {
  return timeAt(new Date(now - days * day));
}

/** How long something that was read then is kept from now on, in whole hours; at least one. */
export function lifeOf(readAt: string, days: number, now = Date.now()) {
  const left = Math.ceil((Date.parse(readAt) + days * day - now) / 3_600_000);
  return { value: Math.max(left, 1), unit: 'HOURS' } as const;
}

function keyOf(workspace: string): string {
  return `workspace-days:${bareId(workspace)}`;
}
