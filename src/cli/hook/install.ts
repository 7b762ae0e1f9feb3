import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { code, plain } from '../../core/words/names';
import { hooksFolder, type HooksFolder } from '../source/git';
import { exit, fail, type Io } from '../terminal/io';
import { hookScript, isOurs, keptName } from './script';

/** What was done to the hook, and where. */
export interface Done {
  hook: string;
  did: 'installed' | 'replaced' | 'removed' | 'nothing';
  /** One or two sentences. */
  words: string;
}

/** Installs the hook. Somebody else's stays unless `force`; then it is kept, and runs first. Fails with a sentence. */
export function installHook(io: Io, force: boolean): Done {
  const program =
    io.program ?? fail(exit.ownFault, 'The hook cannot be installed from here, as it would not know its program.');
  const place = folderOf(io);
  const files = filesIn(place);
  if (place.elsewhere && !force && files.there !== 'ours') fail(exit.usage, whyNotElsewhere(place, place.elsewhere));
  if (files.there === 'other' && !force) {
    fail(
      exit.usage,
      `A \`pre-push\` hook that is not ours stands at ${plain(files.hook)}: \`--force\` keeps it and runs it first, ` +
        'or call `who-can-push hook check "$@"` from it, with its standard input.',
    );
  }
  if (files.there === 'other' && files.keeps) {
    fail(
      exit.usage,
      `Two hooks of others stand at ${plain(files.hook)} and ${plain(files.kept)}, ` +
        'and only one can be kept: take one away first.',
    );
  }
  writing(files.hook, () => {
    mkdirSync(place.folder, { recursive: true });
    if (files.there === 'other') renameSync(files.hook, files.kept);
    // The existing file may be a link, and its target is not ours to write to.
    rmSync(files.hook, { force: true });
    writeFileSync(files.hook, hookScript(program), { flag: 'wx' });
    chmodSync(files.hook, 0o755);
  });
  const first = existsSync(files.kept) ? ` What stood there before is kept as \`${keptName}\` and runs first.` : '';
  return {
    hook: files.hook,
    did: files.there === 'ours' ? 'replaced' : 'installed',
    words: `Before each push, ${plain(files.hook)} now says what Bitbucket would refuse.${first}`,
  };
}

/** Removes our hook, and puts back the one it replaced. Somebody else's stays. */
export function removeHook(io: Io): Done {
  const { hook, kept, there, keeps } = filesIn(folderOf(io));
  if (there !== 'ours') {
    const words =
      there === 'other'
        ? `The \`pre-push\` hook at ${plain(hook)} is not ours, and stays.`
        : 'There is no `pre-push` hook here.';
    return { hook, did: 'nothing', words };
  }
  writing(hook, () => {
    rmSync(hook);
    if (keeps) renameSync(kept, hook);
  });
  return {
    hook,
    did: 'removed',
    words: `The hook was removed from ${plain(hook)}${keeps ? ', and what stood there before is back' : ''}.`,
  };
}

function folderOf(io: Io): HooksFolder {
  return hooksFolder(io) ?? fail(exit.usage, 'There is no clone here, or no git: a hook belongs in one.');
}

interface Files {
  hook: string;
  kept: string;
  there: 'nothing' | 'ours' | 'other';
  /** Whether somebody else's hook was kept earlier. */
  keeps: boolean;
}

function filesIn({ folder }: HooksFolder): Files {
  const hook = path.join(folder, 'pre-push');
  const kept = path.join(folder, keptName);
  return {
    hook,
    kept,
    there: isThere(hook) ? (isOurs(textOf(hook)) ? 'ours' : 'other') : 'nothing',
    keeps: isThere(kept),
  };
}

/** True also for a link that leads nowhere. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch {
    return false;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function whyNotElsewhere({ folder }: HooksFolder, { setting, of }: NonNullable<HooksFolder['elsewhere']>): string {
  const set = `\`core.hooksPath\` is ${code(setting)}`;
  const instead =
    '`--force` installs it there all the same, or call `who-can-push hook check "$@"` from a `pre-push` there';
  switch (of) {
    case 'every-repository':
      return `${set} for more than this repository, so the hook would run in each of them: ${instead}.`;
    case 'work-tree':
      return (
        `${set}, inside the work tree, ` +
        `where the hooks belong to another tool or to everybody who clones: ${instead}.`
      );
    case 'link':
      return `${plain(folder)} is a link to ${code(setting)}, where others may use the hook too: ${instead}.`;
    case 'other':
      return `${set}, so the hook would stand at ${plain(folder)}, which other repositories may share: ${instead}.`;
  }
}

function writing(file: string, act: () => void) {
  try {
    act();
  } catch (error) {
    const because = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    fail(exit.ownFault, `${path.dirname(plain(file))} cannot be written to${because}.`);
  }
}
