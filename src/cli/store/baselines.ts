import path from 'node:path';
import * as v from 'valibot';
import { plain } from '../../core/words/names';
import { exit, fail } from '../terminal/io';
import { disk, textOfFile } from './disk';
import { fileNameFor, ownFolder } from './names';

const baseline = v.object({
  name: v.string(),
  at: v.pipe(
    v.string(),
    v.check((at) => !Number.isNaN(Date.parse(at))),
  ),
});

/** Gives a moment, RFC 3339, a name by which a folder of readings can be asked what changed since. */
export function keepBaseline(dir: string, name: string, at: string): void {
  try {
    disk.write(fileOf(dir, name), `${JSON.stringify({ name, at }, null, 2)}\n`);
  } catch {
    fail(exit.badInput, `The baseline ${plain(name)} could not be kept in ${plain(dir)}.`);
  }
}

/** The moment that has this name, RFC 3339; undefined where none has. Fails where it cannot be read. */
export function baselineAt(dir: string, name: string): string | undefined {
  const file = fileOf(dir, name);
  try {
    const text = textOfFile(file);
    if (text === undefined) return undefined;
    return v.parse(baseline, JSON.parse(text)).at;
  } catch {
    return fail(exit.badInput, `${plain(file)} is not a baseline that can be read.`);
  }
}

function fileOf(dir: string, name: string): string {
  return path.join(dir, ownFolder, 'baselines', `${fileNameFor(name)}.json`);
}
