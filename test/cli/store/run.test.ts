import { describe, expect, test } from '@jest/globals';
import { clockAt, mostInAnHour, simulatedBitbucket } from '../../bitbucket/workspace/simulated';
import { openStore } from '../../../src/cli/store/store';
import { emptyFolder } from '../terminal';
import { filesOf, reading } from './runs';

describe('how many requests', () => {
  test('500 repositories take at most 2,100, and a second reading that sees ten changes a tenth of that', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 500, clock });
    const dir = emptyFolder();
    const first = await reading(dir, bitbucket, clock);
    console.log(first.calls, (clock.now() - Date.parse('2026-11-20T08:00:00Z')) / 3_600_000);
    expect(first).toMatchObject({ repositories: 500, read: 500, carried: 0, failed: [], gaps: [] });
    expect(bitbucket.asked.length).toBe(first.calls);
    expect(first.calls).toBeLessThanOrEqual(2_100);
    expect(mostInAnHour(bitbucket.asked)).toBeLessThanOrEqual(700);
    expect(openStore(dir).repositories()).toHaveLength(500);
    clock.pass(3_600_000);
    for (const one of bitbucket.repositories.slice(40, 50)) one.effective.push([59, 'admin']);
    const second = await reading(dir, bitbucket, clock);
    console.log(second.calls);
    expect(second).toMatchObject({ read: 10, carried: 490 });
    expect(second.changed).toEqual(bitbucket.repositories.slice(40, 50).map(({ slug }) => `acme/${slug}`));
    expect(second.calls).toBeLessThanOrEqual(first.calls / 10);
    expect(Object.keys(filesOf(dir)).filter((name) => name.startsWith('earlier/'))).toHaveLength(10);
  });
});
