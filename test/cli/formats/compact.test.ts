import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { operations } from '../../../src/core/model';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';
import { fileOf, names } from '../../bitbucket/saved-worlds';
import { emptyFolder, failedWith, typed } from '../terminal';

interface Actor {
  type: string;
  id?: string;
}

/** `matrix --json`. */
interface Whole {
  branches: string[];
  actors: Actor[];
  rows: string[];
}

/** `matrix --json --compact`. */
interface Compact {
  branchClasses: string[][];
  actorClasses: Actor[][];
  rows: string[];
}

async function printed<T>(...args: string[]): Promise<T> {
  const { status, out, err } = await typed(['matrix', ...args, '--json']);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as T;
}

/** Reads the contract's rows from the classes, as somebody would who has nothing but the compact shape. */
function rowsFrom({ branchClasses, actorClasses, rows }: Compact, { branches, actors }: Whole): string[] {
  const key = ({ type, id = '' }: Actor) => `${type} ${id}`;
  const classOf = new Map(branchClasses.flatMap((members, at) => members.map((name) => [name, at])));
  const columnOf = new Map(actorClasses.flatMap((members, at) => members.map((actor) => [key(actor), at])));
  expect([classOf.size, columnOf.size]).toEqual([branchClasses.flat().length, actorClasses.flat().length]);
  return branches.map((branch) =>
    actors.map((actor) => rows[classOf.get(branch) ?? -1]?.[columnOf.get(key(actor)) ?? -1]).join(''),
  );
}

describe.each(names)('%s', (world) => {
  test.each(operations)(
    'the classes of %s have every cell of the whole, and nothing beside them differs',
    async (to) => {
      const asked = ['--to', to, '--world', fileOf(world)];
      const { branches, actors, rows, ...rest } = await printed<Whole>(...asked);
      const compact = await printed<Compact>(...asked, '--compact');
      const { branchClasses, actorClasses, rows: classes, ...beside } = compact;
      expect(beside).toEqual(rest);
      expect(branchClasses.flat().toSorted()).toEqual(branches.toSorted());
      expect(actorClasses.flat()).toHaveLength(actors.length);
      expect(actorClasses.flat()).toEqual(expect.arrayContaining(actors));
      expect(classes.map((row) => row.length)).toEqual(branchClasses.map(() => actorClasses.length));
      expect(rowsFrom(compact, { branches, actors, rows })).toEqual(rows);
    },
  );
});

test.each(['text', 'csv', 'markdown'])('as %s there is no compact shape', async (format) => {
  const ended = await typed(['matrix', '--world', fileOf('ordinary-team'), '--compact', '--format', format]);
  expect(failedWith(64, ended)).toBe('`--compact` is a shape of JSON: add `--json`.');
});

test('what was printed leaves before more is made', async () => {
  const file = path.join(emptyFolder(), 'world.json');
  writeFileSync(file, JSON.stringify(largeWorld({ branches: 2_000, people: 500, restrictions: 50 })));
  let waiting = 0;
  let most = 0;
  let all = 0;
  const { status } = await typed(['matrix', '--world', file, '--json'], {
    out: (text) => {
      all += text.length;
      waiting += text.length;
      most = Math.max(most, waiting);
    },
    outLeft: () => {
      waiting = 0;
      return Promise.resolve();
    },
  });
  expect(status).toBe(0);
  expect(all).toBeGreaterThan(800_000);
  expect(most).toBeLessThan(200_000);
});
