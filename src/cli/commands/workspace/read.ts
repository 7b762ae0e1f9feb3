import { mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { isSegment } from '../../../bitbucket/port/path';
import { inRealTime } from '../../../bitbucket/port/port';
import type { UnreadWorkspace } from '../../../bitbucket/workspace/repositories';
import { decoded } from '../../../bitbucket/worlds/world';
import { code, plain } from '../../../core/words/names';
import { jsonText } from '../../../core/words/visible';
import { readingText } from '../../print/reading';
import { bareBitbucketFor } from '../../source/bitbucket';
import type { RunResult } from '../../store/reading';
import { runReading } from '../../store/run';
import { exit, fail, type Io } from '../../terminal/io';
import { memoryKeeper } from '../../terminal/memory';
import { isJson, printing, printJson, type Printing } from '../options';
import { refused } from '../problem';
import { readingProgress } from '../progress';

interface ReadOptions extends Printing {
  into: string;
  share: number;
  maxAge: number;
  again?: true;
  branches?: true;
}

const help = `
DIR/REPO.json is each repository as it was last read, a saved world; DIR/earlier/REPO/ holds what it was before. Every
command answers from them with --world DIR, and as of an earlier day with --at. Run again, it reads only what may have
changed; ended at any moment, it goes on where it was.

Bitbucket lets an account make 1,000 requests an hour, or more on a paid plan. Of these a share is left for people and
other programs, and a large workspace takes some hours: four requests for each repository, and some for all.`;

/** The command `read`: every repository of a workspace as a folder of saved worlds. `done` gets the exit status. */
export function readCommand(io: Io, done: (status: number) => void): Command {
  return printing(new Command('read').description('every repository of a workspace, as a folder of saved worlds'))
    .argument('<WS>', 'the workspace, by the name in its address')
    .requiredOption('--into <DIR>', 'the folder; it is made where there is none')
    .addOption(
      new Option('--share <PERCENT>', "how much of Bitbucket's limit by the hour is left for others")
        .argParser(wholeNumber('--share', 0, 99))
        .default(30),
    )
    .addOption(
      new Option('--max-age <HOURS>', 'after how long a repository is read again although nothing shows a change')
        .argParser(wholeNumber('--max-age', 0, 100_000))
        .default(24),
    )
    .option('--again', 'read all again')
    .option('--branches', 'read the branches too: a request more for each repository, and one for each hundred of them')
    .addHelpText('after', help)
    .action(async (word: string, options: ReadOptions) => {
      done(await read(word, options, io));
    });
}

function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    return fail(exit.usage, `${code(option)} takes a whole number from ${String(least)} to ${String(most)}.`);
  };
}

async function read(word: string, options: ReadOptions, io: Io): Promise<number> {
  const workspace = decoded(word);
  if (workspace === '' || workspace.includes('/') || !isSegment(workspace))
    fail(exit.usage, `${jsonText(word)} is not a workspace: write the name in its address.`);
  const { get, api, ofGit } = bareBitbucketFor(io, { workspace, slug: '' });
  const { dir, made } = folderFor(options.into, io);
  const progress = readingProgress(workspace, io);
  const interruption = io.interruption?.();
  const hint = hintAfter(interruption, io);
  const tidyUp = memoryKeeper();
  const result = await runReading({
    dir,
    workspace,
    get,
    base: api,
    now: io.now ?? Date.now,
    wait: io.wait ?? inRealTime,
    share: options.share,
    maxAge: options.maxAge * 3_600_000,
    again: options.again === true,
    branches: options.branches === true,
    onProgress: (far) => {
      progress.on(far);
      // Some tens of megabytes pass by in between.
      if (far.calls % 50 === 0 || far.done % 100 === 99) tidyUp();
    },
    onWait: progress.onWait,
    ...(interruption && { interrupted: interruption }),
  }).finally(() => {
    hint.drop();
    progress.clear();
  });
  if ('unread' in result) {
    removeMade(dir, made);
    return noWorkspace(result.unread, workspace, ofGit);
  }
  if (result.interrupted) {
    io.err(interruptedWords(result));
    return exit.interrupted;
  }
  if (isJson(options)) printJson(result, io);
  else io.out(readingText(result, options.into, options.maxAge));
  return result.failed.length > 0 || result.gaps.length > 0 ? exit.unreachable : exit.answered;
}

/** The folder, absolute, made where there is none; `made` is the uppermost that was. */
function folderFor(name: string, { cwd }: Io): { dir: string; made: string | undefined } {
  if (name === '') fail(exit.usage, 'The name of a folder is empty.');
  const dir = path.resolve(cwd, name);
  try {
    return { dir, made: mkdirSync(dir, { recursive: true, mode: 0o700 }) };
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === 'EEXIST';
    return fail(
      exit.badInput,
      `The folder ${plain(name)} could not be made${isFile ? ': there is a file of that name' : ''}.`,
    );
  }
}

/** Takes away the folders that were made, as far as they are empty. */
function removeMade(dir: string, made: string | undefined): void {
  if (made === undefined) return;
  try {
    for (let at = dir; at.length >= made.length; at = path.dirname(at)) rmdirSync(at);
  } catch {
    // Somebody has put something there meanwhile.
  }
}

/** Ends the command where a workspace could not be read at all. `hint`: what else may be meant by its name. */
export function noWorkspace(
  { gap, status }: UnreadWorkspace,
  workspace: string,
  ofGit: Parameters<typeof refused>[0],
  hint = '',
): never {
  const name = `the repositories of ${plain(workspace)}`;
  if (status === 401) refused(ofGit);
  if (gap.because === 'unreachable')
    return fail(
      exit.unreachable,
      `Bitbucket did not give ${name}: ${status === 0 ? 'no answer came' : `it answered ${String(status)}`}.`,
    );
  if (gap.because === 'not-understood')
    return fail(
      exit.unreachable,
      `What answered for ${name} was not Bitbucket's API: it sent status ${String(status)}.`,
    );
  const { required = [] } = gap;
  if (required.length > 0)
    return fail(
      exit.notFound,
      `This credential may not see ${name}: it lacks the scope ${required.map(code).join(', ')}.`,
    );
  return fail(exit.notFound, `There is no workspace ${plain(workspace)}, or this credential may not see it${hint}.`);
}

/** Milliseconds after which somebody who interrupted is told why it has not ended. */
const soon = 1_000;

/** Tells so, unless it is dropped before. */
function hintAfter(interruption: Promise<void> | undefined, { err }: Pick<Io, 'err'>): { drop: () => void } {
  const ended = new AbortController();
  void interruption?.then(async () => {
    await inRealTime(soon, ended.signal);
    if (!ended.signal.aborted)
      err(
        'Waiting for Bitbucket’s answer to what was asked last, at most 20 seconds. Interrupt once more to end at once.\n',
      );
  });
  return {
    drop: () => {
      ended.abort();
    },
  };
}

function interruptedWords({ read, carried, repositories }: RunResult): string {
  const far = repositories === 0 ? '' : ` ${String(read + carried)} of ${String(repositories)} repositories are done.`;
  return `Interrupted.${far} The same command goes on from here.\n`;
}
