import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The ids of the ways out that files of this folder export, tables left out: sorted, each as often as it stands. */
export async function waysIn(folder: string): Promise<string[]> {
  const where = path.join(__dirname, '../../..', folder);
  const files = readdirSync(where).filter((file) => !file.endsWith('table.ts'));
  const modules = await Promise.all(files.map(async (file) => (await import(path.join(where, file))) as object));
  const exported = modules.flatMap((one): unknown[] => Object.values(one));
  return exported
    .flatMap((one) => Object.entries(one ?? {}))
    .flatMap(([id, one]) => (isWay(one) ? [id] : []))
    .toSorted();
}

function isWay(one: unknown): boolean {
  return typeof one === 'object' && one !== null && ['who', 'page', 'do'].every((key) => key in one);
}
