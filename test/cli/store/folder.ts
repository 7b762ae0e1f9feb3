import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../../../src/bitbucket/worlds/world';
import { worldText } from '../../../src/cli/store/text';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { emptyFolder } from '../terminal';

/** The ordinary team's repository as one of many: under another name, with another uuid, changed. */
export function repositoryLike(name: string, change: Partial<World> = {}, replies: World['replies'] = {}): World {
  const team = savedWorld('ordinary-team');
  const id = `{${name
    .replaceAll(/[^a-f\d]/g, '0')
    .padStart(8, '0')
    .slice(0, 8)}-0000-4000-8000-000000000000}`;
  const renamed = Object.entries(team.replies).map(([key, reply]): [string, World['replies'][string]] => [
    key.replace(/\/web(?=\/|$)/, `/${name}`),
    JSON.parse(
      JSON.stringify(reply)
        .replaceAll('acme/web', `acme/${name}`)
        .replaceAll('{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}', id),
    ) as World['replies'][string],
  ]);
  return {
    ...team,
    repository: { fullName: `acme/${name}`, id },
    ...change,
    replies: { ...Object.fromEntries(renamed), ...replies },
  };
}

/** A new folder with these files, each a saved world or a text. */
export function folderWith(files: Record<string, World | string>): string {
  const dir = emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : worldText(content));
  }
  return dir;
}

/** The reply with the restrictions of a repository. */
export function restrictions(...values: unknown[]): { status: number; body: unknown } {
  return { status: 200, body: { values } };
}
