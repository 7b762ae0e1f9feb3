import { jest } from '@jest/globals';
import type { HistoryPortion, WorkspaceRow } from '../../../src/panel-calls';
import { unpacked } from '../../../src/forge/store/packed';
import type { House } from './house';
import type { Town } from './town';

/** What the app knows of a town: facts, rows and history by repository. Times are told to the hour. */
export interface Memory {
  facts: Record<string, unknown>;
  rows: Record<string, WorkspaceRow>;
  history: Record<string, HistoryPortion['changes']>;
}

/** All that is kept. */
export async function memoryOf(app: House, town: Town): Promise<Memory> {
  const facts: [string, unknown][] = [];
  for (const [key, value] of app.kept) {
    const [kind, id, part] = key.split(':');
    if (kind !== 'workspace-facts' || id === undefined || part !== undefined) continue;
    facts.push([id, unpacked((JSON.parse(value) as { data: string }).data)]);
  }
  const history: [string, unknown][] = [];
  for (const { slug, uuid } of town.homes) history.push([slug, await historyOf(app, uuid)]);
  return byTheHour({
    facts: Object.fromEntries(facts.sort(([a], [b]) => (a < b ? -1 : 1))),
    rows: await app.rows('owner'),
    history: Object.fromEntries(history),
  }) as Memory;
}

/** Every change of a repository, latest first. */
export async function historyOf(app: House, uuid: string, who = 'owner'): Promise<HistoryPortion['changes']> {
  const changes: HistoryPortion['changes'] = [];
  let next: string | undefined;
  do {
    const portion = (await app.panel(who, 'history', uuid, next === undefined ? {} : { next })) as HistoryPortion;
    changes.push(...portion.changes);
    next = portion.next;
  } while (next !== undefined);
  return changes;
}

function byTheHour(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/(T\d\d):\d\d:\d\dZ/g, '$1:00:00Z'));
}

/** Lets time pass: nothing that waits for it is woken. */
export function pass(milliseconds: number): void {
  jest.setSystemTime(Date.now() + milliseconds);
}

export const hour = 3_600_000;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomly(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
