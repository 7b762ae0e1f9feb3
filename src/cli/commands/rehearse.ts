import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { askRehearsal } from '../ask';
import { branchName } from '../../core/branches/branch-name';
import { code, sentence } from '../../core/words/names';
import { withTellingNames } from '../../core/words/telling-names';
import { jsonText } from '../../core/words/visible';
import { readPipelines } from '../../pipelines/file/file';
import type { Beside } from '../../pipelines/programs/project';
import { leadsOf, sayRehearsal, verdictOf, type SpokenRehearsal } from '../../pipelines/say';
import { scrub } from '../../refusals/scrub';
import { exit, fail, type Io } from '../terminal/io';
import { answering, printJson, type Shared } from './options';
import { colorsFor } from '../print/colors';
import { rehearsalText } from '../print/rehearsal';
import { answerOf } from './problem';
import { shellHere } from '../terminal/shell-here';
import { sourceOf } from '../source/source';
import { watched } from './progress';

const usualName = 'bitbucket-pipelines.yml';

type Options = Shared & { repository?: string; branch?: string; root?: string; check?: boolean };

/**
 * `rehearse`: which steps of a pipelines file push, and whether they may. Runs nothing. `done` gets the exit status.
 */
export function rehearseCommand(io: Io, done: (status: number) => void): Command {
  return answering(
    new Command('rehearse').description('which steps of a bitbucket-pipelines.yml push, and whether they may'),
  )
    .argument(
      '[FILE]',
      `the pipelines file; left out, ${usualName} here or at the top of the clone; \`-\`: standard input`,
    )
    .option('--repository <WS/REPO>', 'the repository; left out inside a clone, that of `origin`')
    .option(
      '--branch <BRANCH>',
      'the branch for which pipelines run that may run for several; left out, the main branch',
    )
    .option('--root <DIR>', 'the top of the repository, whose scripts are followed; left out, the folder of FILE')
    .option('--check', 'end with 1 where a push would be refused, with 2 where one is unknown')
    .action(async (given: string | undefined, options: Options) => {
      const branch = options.branch === undefined ? undefined : branchAsked(options.branch);
      const { name, text, beside, atHand } = await pipelinesFile(given, options.root, io);
      const file = readPipelines(text);
      if ('wrong' in file) fail(exit.badInput, wrongSentence(name, file));
      const place = options.repository === undefined ? {} : { repository: options.repository };
      const source = watched(sourceOf(place, options, io), io);
      const outcome = await askRehearsal(source.get, source.options, {
        file,
        beside,
        ...(branch !== undefined && { branch }),
      });
      const { answer, facts } = answerOf(outcome, place, source);
      if ('wrong' in answer) fail(exit.badInput, wrongSentence(name, answer));
      const named = options.json ? answer : withTellingNames(answer);
      const said = sayRehearsal(named, facts, shellHere(io));
      const spoken = withoutSecrets(said);
      if (options.json) printJson(spoken, io);
      else io.out(rehearsalText(spoken, named, name, atHand, colorsFor(io)));
      if (options.check) done(exit[verdictOf(leadsOf(said, named))]);
    });
}

/** A command may hold a secret in other places than its address: in a header, an argument, a variable before it. */
function withoutSecrets(spoken: SpokenRehearsal): SpokenRehearsal {
  return {
    ...spoken,
    pushes: spoken.pushes.map((push) => ({ ...push, command: scrub(push.command).text })),
    notFollowed: spoken.notFollowed.map((one) => ({ ...one, what: scrub(one.what).text })),
  };
}

function branchAsked(written: string): string {
  const name = branchName(written);
  if (name === undefined || name.startsWith('refs/tags/'))
    fail(exit.usage, `Git does not allow a branch to be called ${jsonText(written)}.`);
  return name;
}

function wrongSentence(name: string, { wrong, line }: { wrong: string; line?: number }): string {
  return `${sentence(name)} ${wrong}${line === undefined ? '' : ` (line ${String(line)})`}.`;
}

interface Given {
  /** As a sentence names it. */
  name: string;
  text: string;
  beside: Beside;
  /** Whether the top of the repository is known. */
  atHand: boolean;
}

async function pipelinesFile(given: string | undefined, root: string | undefined, io: Io): Promise<Given> {
  const top = root === undefined ? undefined : path.resolve(io.cwd, root);
  if (top !== undefined && !isFolder(top)) fail(exit.badInput, `${code(root ?? '')} is no folder that can be read.`);
  if (given === '-') {
    if (io.inIsTerminal) io.err('Paste the pipelines file, then press Ctrl-D on a line of its own.\n');
    return {
      name: 'standard input',
      text: (await io.input?.()) ?? '',
      beside: top === undefined ? () => undefined : besideOf(top),
      atHand: top !== undefined,
    };
  }
  const file = given === undefined ? usualFile(io) : path.resolve(io.cwd, given);
  if (file === undefined)
    fail(
      exit.badInput,
      `There is no ${code(usualName)} here or at the top of the clone; you can name a file, or \`-\` for standard input.`,
    );
  const text = readable(file, mostRead);
  if (text === undefined) fail(exit.badInput, `${code(given ?? usualName)} could not be read.`);
  return {
    name: code(given ?? usualName),
    text,
    beside: besideOf(top ?? path.dirname(file)),
    atHand: top !== undefined || existsSync(path.join(path.dirname(file), '.git')),
  };
}

/** A byte more than is taken, so that what is larger is said to be. */
const mostRead = 8 * 1_048_576;

function usualFile({ cwd }: Io): string | undefined {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, usualName);
    if ((folder === path.resolve(cwd) || existsSync(path.join(folder, '.git'))) && existsSync(file)) return file;
    if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
  }
}

function readable(file: string, most: number): string | undefined {
  try {
    const { size } = statSync(file);
    return size > most ? ' '.repeat(most) : readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** Files of the repository that a script calls; links do not lead out of it. */
function besideOf(folder: string): Beside {
  return (name) => {
    try {
      const top = realpathSync(folder);
      const file = realpathSync(path.join(top, name));
      const below = top.endsWith(path.sep) ? top : `${top}${path.sep}`;
      const found = file.startsWith(below) ? statSync(file) : undefined;
      // A pipe or a device would be waited for.
      if (found?.isFile() !== true || found.size > 262_144) return undefined;
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  };
}
