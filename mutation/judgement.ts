import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The files of the judgement, from `src/`. The words of `core/say` have golden answers instead. */
export function judgement(root: string): string[] {
  return ['core', 'core/rules'].flatMap((folder) =>
    readdirSync(path.join(root, 'src', folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
}
