import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { lockFolder } from '../../../src/cli/store/lock';
import { clockAt, simulatedBitbucket } from '../../bitbucket/workspace/simulated';
import { folderWith } from './folder';
import { reading } from './runs';

const at = '2026-11-20T08:00:00Z';

function lockOf(dir: string): string {
  return path.join(dir, '.who-can-push', 'lock');
}

/** A folder with a lock that holds this. */
function lockedBy(holder: object | string): string {
  return folderWith({ '.who-can-push/lock': typeof holder === 'string' ? holder : JSON.stringify(holder) });
}

/** The number of a process that is over. */
function overPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('a folder is locked once, until it is unlocked', () => {
  const dir = folderWith({});
  const unlock = lockFolder(dir, at);
  expect(() => lockFolder(dir, at)).toThrow(
    `Another run is reading into ${dir} since ${at}, as process ${String(process.pid)} on ${hostname()}; ` +
      `if there is none any more, remove ${lockOf(dir)}.`,
  );
  unlock();
  expect(existsSync(lockOf(dir))).toBe(false);
  lockFolder(dir, at)();
});

test.each([
  ['a process that is over', () => ({ pid: overPid(), host: hostname(), at })],
  // A container that was started again gives its processes the same numbers.
  ['this very process, which holds none', () => ({ pid: process.pid, host: hostname(), at })],
])('the lock of %s counts no more', (_, holder) => {
  const dir = lockedBy(holder());
  const unlock = lockFolder(dir, at);
  expect(readFileSync(lockOf(dir), 'utf8')).toContain(`"pid":${String(process.pid)}`);
  unlock();
});

test.each<[string, object | string]>([
  ['a process that is under way', { pid: process.ppid, host: hostname(), at }],
  ['one of another machine', { pid: 1, host: 'elsewhere', at }],
  ['nobody knows whom', 'x'],
  ['nobody at all, as it was cut', ''],
])('the lock of %s counts', (_, holder) => {
  expect(() => lockFolder(lockedBy(holder), at)).toThrow(/^Another run is reading into .*remove .*lock\.$/);
});

test('whoever unlocks does not take the lock of another', () => {
  const dir = folderWith({});
  const unlock = lockFolder(dir, at);
  writeFileSync(lockOf(dir), JSON.stringify({ pid: 1, host: 'elsewhere', at }));
  unlock();
  expect(existsSync(lockOf(dir))).toBe(true);
});

test('a second run is refused while the first goes on, and asks nothing', async () => {
  const clock = clockAt();
  const bitbucket = simulatedBitbucket({ repositories: 3, people: 5, projects: 1, groups: 1, clock });
  const dir = folderWith({});
  const first = reading(dir, bitbucket, clock);
  const before = bitbucket.asked.length;
  await expect(reading(dir, { ...bitbucket, asked: [] }, clock)).rejects.toMatchObject({ exitStatus: 65 });
  expect(before).toBeLessThanOrEqual(1);
  await expect(first).resolves.toMatchObject({ read: 3 });
  await expect(reading(dir, bitbucket, clock)).resolves.toMatchObject({ carried: 3 });
});
