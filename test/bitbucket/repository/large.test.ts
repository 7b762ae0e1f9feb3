import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';

const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-large-'));
const world = path.join(folder, 'world.json');
const reader = path.join(folder, 'reader.js');
const commandLine = path.join(folder, 'command-line.js');
const root = path.join(__dirname, '..', '..', '..');
const large = largeWorld();

/** Reads a saved world as the command line does, and prints how much of it arrived. */
const script = `
  import { readFileSync } from 'node:fs';
  import { retrying } from './src/bitbucket/port/port';
  import { readFacts } from './src/bitbucket/repository/read';
  import { parseWorld, worldGet } from './src/bitbucket/worlds/world';

  const parsed = parseWorld(readFileSync(process.argv[2], 'utf8'));
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  const asked = [];
  const get = worldGet(parsed.world);
  void readFacts(retrying((path) => (asked.push(path), get(path)), () => Promise.resolve()), {
    workspace: 'acme', slug: 'monolith', branches: true, askGroups: true,
  }).then((result) => {
    if ('unreadable' in result) throw new Error(JSON.stringify(result));
    const { branches, permissions, workspaceMembers, members } = result.facts;
    console.log(JSON.stringify({
      branches: new Set(branches.items).size, permissions: new Set(permissions.items.map(({ person }) => person.id)).size,
      workspaceMembers: workspaceMembers.items.length, gaps: [...branches.gaps, ...permissions.gaps, ...workspaceMembers.gaps],
      groups: Object.keys(members).length, askedTwice: asked.length - new Set(asked).size,
    }));
  });
`;

beforeAll(() => {
  writeFileSync(world, JSON.stringify(large));
  const shared = { bundle: true, platform: 'node', format: 'cjs' } as const;
  buildSync({ ...shared, stdin: { contents: script, resolveDir: root, loader: 'ts' }, outfile: reader });
  buildSync({ ...shared, entryPoints: [path.join(root, 'src', 'cli', 'main.ts')], outfile: commandLine });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a program with little memory, and returns the JSON that it prints. */
function inLittleMemory(...args: string[]): unknown {
  return JSON.parse(
    execFileSync(process.execPath, ['--max-old-space-size=256', ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  );
}

/** How many entries a list of the world has. */
function lengthOf(rest: string): number {
  const { body } = [large.replies[rest] ?? []].flat()[0] ?? {};
  return (body as { values: unknown[] }).values.length;
}

test('10,000 branches and 5,000 people are read whole in 256 MB, and nothing twice', () => {
  expect(inLittleMemory(reader, world)).toEqual({
    branches: 10_000,
    workspaceMembers: 5_000,
    permissions: lengthOf('/2.0/workspaces/acme/permissions/repositories/monolith'),
    gaps: [],
    groups: expect.any(Number),
    askedTwice: 0,
  });
});

test('and everybody on every branch is printed', () => {
  const { branches, actors, rows } = inLittleMemory(commandLine, 'matrix', '--json', '--world', world) as Record<
    'branches' | 'actors' | 'rows',
    string[]
  >;
  expect({ branches: branches.length, rows: rows.length }).toEqual({ branches: 10_000, rows: 10_000 });
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([actors.length]));
});
