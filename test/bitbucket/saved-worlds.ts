import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Get, Reply } from '../../src/bitbucket/port/port';
import { retrying } from '../../src/bitbucket/port/port';
import { readFacts, type ReadFacts, type ReadOptions } from '../../src/bitbucket/repository/read';
import { parseWorld, repositoriesOf, worldGet, type World } from '../../src/bitbucket/worlds/world';
import type { Facts } from '../../src/core/model';

const folder = path.join(__dirname, '..', '..', 'src', 'sandbox', 'worlds');

/** The file of a saved world. */
export function fileOf(name: string): string {
  return path.join(folder, `${name}.json`);
}

/** A saved world, read anew at each call, so that a test may change it. */
export function savedWorld(name: string): World {
  const parsed = parseWorld(readFileSync(fileOf(name), 'utf8'));
  if ('wrong' in parsed) throw new Error(`${name}: ${parsed.wrong}`);
  return parsed.world;
}

/** The names of all saved worlds. */
export const names: string[] = readdirSync(folder).map((file) => path.basename(file, '.json'));

/** Whether whoever saved this world administers its repository. */
export function isAdministered(name: string): boolean {
  return !name.endsWith('without-admin');
}

/** The workspace and slug of a world's only repository. */
export function repositoryIn(world: World): { workspace: string; slug: string } {
  const [workspace = '', slug = ''] = repositoriesOf(world)[0]?.split('/') ?? [];
  return { workspace, slug };
}

/** A world as a port that retries where it should, without waiting. */
export function patient(world: World): Get {
  return retrying(worldGet(world), () => Promise.resolve());
}

/** Reads everything that a world holds. */
export function read(world: World, get: Get = patient(world), options: Partial<ReadOptions> = {}): Promise<ReadFacts> {
  const known = {
    ...(world.viewer !== undefined && { viewer: world.viewer }),
    ...(world.savedAt !== undefined && { readAt: world.savedAt }),
  };
  return readFacts(get, { ...repositoryIn(world), branches: true, askGroups: true, ...known, ...options });
}

/** The same, for a repository that can be read. */
export async function factsOf(
  world: World,
  get: Get = patient(world),
  options: Partial<ReadOptions> = {},
): Promise<Facts> {
  const result = await read(world, get, options);
  if ('unreadable' in result) throw new Error(JSON.stringify(result));
  return result.facts;
}

/** A reply with JSON in it. */
export function reply(status: number, body?: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers, body };
}
