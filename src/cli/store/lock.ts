import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { plain } from '../../core/words/names';
import { exit, fail } from '../terminal/io';
import { textOfFile } from './disk';
import { ownFolder } from './names';

const holder = v.object({ pid: v.number(), host: v.string(), at: v.string() });

/** What this process holds. */
const held = new Set<string>();

/**
 * Locks a folder against a second run that would change it, and returns what unlocks it. Of a run that was killed the
 * lock counts no more, as far as that can be told: on the same machine, where no process has its number. Fails where
 * another run is under way.
 */
export function lockFolder(dir: string, at: string): () => void {
  const file = path.join(dir, ownFolder, 'lock');
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), at })}\n`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, text, { flag: 'wx' });
      held.add(file);
      return () => {
        held.delete(file);
        if (textOfFile(file) === text) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const before = textOfFile(file);
    if (before === undefined) continue;
    const by = holderIn(before);
    if (!by || !isOver(by, file)) fail(exit.badInput, underWay(dir, file, by));
    setAside(file, before);
  }
  return fail(exit.badInput, underWay(dir, file, undefined));
}

/** Takes a stale lock away, and puts back one that somebody else has made in the meantime. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.${String(process.pid)}`;
  try {
    renameSync(file, aside);
    if (textOfFile(aside) !== stale) linkSync(aside, file);
  } catch {
    // Somebody else was faster: the next attempt tells.
  }
  rmSync(aside, { force: true });
}

function holderIn(text: string): v.InferOutput<typeof holder> | undefined {
  try {
    return v.parse(holder, JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isOver({ pid, host }: v.InferOutput<typeof holder>, file: string): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !held.has(file);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // A process of somebody else may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function underWay(dir: string, file: string, by: v.InferOutput<typeof holder> | undefined): string {
  const who = by ? ` since ${plain(by.at)}, as process ${String(by.pid)} on ${plain(by.host)}` : '';
  return `Another run is reading into ${plain(dir)}${who}; if there is none any more, remove ${plain(file)}.`;
}
