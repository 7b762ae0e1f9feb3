import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { RunOptions, RunResult } from '../../../src/cli/store/reading';
import { runReading } from '../../../src/cli/store/run';
import type { Simulated, SimulatedClock } from '../../bitbucket/workspace/simulated';

/** Reads a simulated workspace into a folder, as the command does. */
export async function reading(
  dir: string,
  bitbucket: Simulated,
  clock: SimulatedClock,
  more: Partial<RunOptions> = {},
): Promise<RunResult> {
  const result = await runReading({
    dir,
    workspace: 'acme',
    get: bitbucket.get,
    base: 'https://api.bitbucket.org',
    now: clock.now,
    wait: clock.wait,
    share: 30,
    maxAge: 24 * 3_600_000,
    again: false,
    branches: false,
    ...more,
  });
  if ('unread' in result) throw new Error(`The workspace could not be read: ${String(result.unread.status)}.`);
  return result;
}

/** Every file below a folder, by its path from there, with its text; without times, which tell when it was read. */
export function filesOf(dir: string, timeless = false): Record<string, string> {
  const names = readdirSync(dir, { recursive: true }).map(String).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(path.join(dir, name)).isFile())
      .filter((name) => !timeless || !name.endsWith('budget.jsonl'))
      .map((name) => {
        const text = readFileSync(path.join(dir, name), 'utf8');
        const bare = text.replaceAll(/ *"(?:savedAt|listsReadAt|unchangedSince|goneAt)": "[^"]*",\n/g, '');
        return timeless ? [name.replace(/\d{4}-\d{2}-\d{2}T[\d-]+Z/, 'TIME'), bare] : [name, text];
      }),
  );
}
