import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The rooms of `core` that make words: golden answers hold them instead. */
const words = ['say', 'ways-out', 'words'];

/** The files of the judgement, from `src/`. */
export function judgement(root: string): string[] {
  const core = path.join(root, 'src', 'core');
  return readdirSync(core, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts') && !words.includes(file.split('/')[0] ?? ''))
    .map((file) => `core/${file}`)
    .toSorted();
}
