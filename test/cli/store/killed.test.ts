import { describe, expect, test } from '@jest/globals';
import { cpSync } from 'node:fs';
import { disk, type Disk } from '../../../src/cli/store/disk';
import { openStore } from '../../../src/cli/store/store';
import { clockAt, mostInAnHour, simulatedBitbucket, uuid, type Simulated } from '../../bitbucket/workspace/simulated';
import { emptyFolder } from '../terminal';
import { filesOf, reading } from './runs';

/** Ends a run at its nth step: each request, and each change of a file, before and after it. */
function killedAt(step: number): { get: (bitbucket: Simulated) => Simulated['get']; disk: Disk; steps: () => number } {
  let steps = 0;
  const live = () => {
    if (++steps === step) throw new Error('Killed.');
  };
  const around =
    <T extends string[]>(deed: (...args: T) => void) =>
    (...args: T) => {
      live();
      deed(...args);
      live();
    };
  return {
    get: (bitbucket) => async (path) => {
      live();
      const reply = await bitbucket.get(path);
      live();
      return reply;
    },
    disk: {
      write: around(disk.write),
      move: around(disk.move),
      remove: around(disk.remove),
      append: around(disk.append),
    },
    steps: () => steps,
  };
}

/** A workspace of which a first reading was made, and in which everything that can change then did. */
async function changedWorkspace() {
  const clock = clockAt();
  const bitbucket = simulatedBitbucket({ repositories: 14, people: 20, projects: 3, groups: 3, clock });
  const dir = emptyFolder();
  await reading(dir, bitbucket, clock);
  clock.pass(7_200_000);
  const [a, b, c, d, e, f] = bitbucket.repositories;
  if (!a || !b || !c || !d || !e || !f) throw new Error('There are fourteen.');
  a.effective.push([15, 'read']);
  // Nobody may see that this one changed, but it is read again as its name did.
  b.slug = 'a-new-name';
  b.restrictions = [];
  c.mainBranch = 'trunk';
  d.project = 'P2';
  bitbucket.groups.get('group-2')?.push(19);
  // One is gone, and another takes the name of a third, which moved.
  bitbucket.repositories.splice(4, 1);
  const taken = f.slug;
  f.slug = 'moved';
  bitbucket.repositories.push({ ...e, id: uuid('b', 99), slug: taken });
  bitbucket.repositories.push({ ...a, id: uuid('b', 98), slug: 'brand-new' });
  return { clock, bitbucket, dir };
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('a run that is killed, and goes on', () => {
  test('at fifty points leaves what a calm run leaves', async () => {
    const { clock, bitbucket, dir } = await changedWorkspace();
    const calm = emptyFolder();
    cpSync(dir, calm, { recursive: true });
    const counting = killedAt(Number.POSITIVE_INFINITY);
    const result = await reading(calm, { ...bitbucket, get: counting.get(bitbucket) }, clock, { disk: counting.disk });
    expect(result.gone).toEqual(['acme/repo-00004']);
    expect(result.appeared).toEqual(['acme/brand-new', 'acme/repo-00005']);
    expect(result.changed).toEqual(expect.arrayContaining(['acme/a-new-name', 'acme/moved', 'acme/repo-00000']));
    const expected = filesOf(calm, true);
    expect(Object.keys(expected).filter((name) => name.startsWith('.who-can-push'))).toEqual([
      '.who-can-push/.gitignore',
    ]);

    const next = random(17);
    const points = Array.from({ length: 50 }, () => 1 + Math.floor(next() * counting.steps()));
    // And the steps around the first file that takes another's place.
    for (const point of [...points, 1, counting.steps() - 1, counting.steps()]) {
      const killed = emptyFolder();
      cpSync(dir, killed, { recursive: true });
      const once = killedAt(point);
      await expect(
        reading(killed, { ...bitbucket, get: once.get(bitbucket) }, clock, { disk: once.disk }),
      ).rejects.toThrow('Killed.');
      // Whatever it left can be read, and holds every repository.
      const seen = openStore(killed).repositories();
      for (const { versions } of seen) expect(versions.map((version) => version.world()).length).toBeGreaterThan(0);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(14);
      clock.pass(60_000);
      await reading(killed, bitbucket, clock);
      expect({ point, files: filesOf(killed, true) }).toEqual({ point, files: expected });
      clock.pass(7_200_000);
    }
  });

  test('again and again, loses at most one repository each time, and asks for no list twice', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 20, people: 20, projects: 3, groups: 3, clock });
    const calm = await reading(emptyFolder(), bitbucket, clock);
    bitbucket.asked.length = 0;
    clock.pass(7_200_000);
    const dir = emptyFolder();
    let kills = 0;
    for (let point = 17; kills < 40; point = 17 + ((point * 7) % 23)) {
      const once = killedAt(point);
      try {
        await reading(dir, { ...bitbucket, get: once.get(bitbucket) }, clock, { disk: once.disk });
        break;
      } catch (error) {
        expect(String(error)).toContain('Killed.');
        kills++;
      }
    }
    expect(kills).toBeGreaterThan(5);
    // The four requests of one repository, or one of a list, for each time.
    expect(bitbucket.asked.length).toBeLessThanOrEqual(calm.calls + kills * 4);
    expect(openStore(dir).repositories()).toHaveLength(20);
  });

  test('does not forget what it asked in the last hour', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 300, people: 20, each: 3, projects: 3, groups: 3, clock });
    const dir = emptyFolder();
    for (const point of [900, 1_500, 1_700, 900]) {
      const once = killedAt(point);
      await expect(
        reading(dir, { ...bitbucket, get: once.get(bitbucket) }, clock, { disk: once.disk }),
      ).rejects.toThrow('Killed.');
    }
    await reading(dir, bitbucket, clock);
    expect(bitbucket.asked.length).toBeGreaterThan(1_200);
    expect(mostInAnHour(bitbucket.asked)).toBeLessThanOrEqual(700);
    expect(mostInAnHour(bitbucket.asked)).toBeGreaterThan(600);
  });

  test('six hours later begins anew, as its lists are too old', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 5, people: 5, projects: 1, groups: 1, clock });
    const dir = emptyFolder();
    const once = killedAt(70);
    await expect(reading(dir, { ...bitbucket, get: once.get(bitbucket) }, clock, { disk: once.disk })).rejects.toThrow(
      'Killed.',
    );
    const later = emptyFolder();
    cpSync(dir, later, { recursive: true });
    expect((await reading(later, bitbucket, clock)).wentOn).toBe(true);
    clock.pass(6 * 3_600_000 + 1_000);
    expect((await reading(dir, bitbucket, clock)).wentOn).toBe(false);
  });
});
