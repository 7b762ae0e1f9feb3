import { Command } from 'commander';
import { code, plain } from '../../../core/words/names';
import { counted } from '../../../core/words/counts';
import { mayBeMoreWords } from '../../print/workspace/about';
import { isWrittenAsMoment } from '../../source/folder';
import { folderAsked, momentOf } from '../../source/many';
import { baselineAt, keepBaseline } from '../../store/baselines';
import { exit, fail, type Io } from '../../terminal/io';
import { isJson, printing, printJson, type Printing } from '../options';

const help = `
A baseline is a name for a moment of a folder of readings. \`--against NAME\` on report, lint, where, changes and
who --access then answers with what differs from it, and ends with 1 where anything does.`;

/** The command `baseline`: gives a moment of a folder of readings a name. */
export function baselineCommand(io: Io): Command {
  return printing(new Command('baseline').description('gives a moment of a folder of readings a name'))
    .argument('<NAME>', 'what it is to be called; a name that there is gets the new moment')
    .option('--world <DIR>', 'the folder of readings')
    .option('--at <DATE>', 'the moment: a day, or a time (2026-11-20T08:00:00Z); left out: the last reading')
    .addHelpText('after', help)
    .action((name: string, options: Printing & { world?: string; at?: string }) => {
      checkName(name);
      const store = folderAsked(options, io);
      const { at, repositories, mayBeMore } = momentOf(store, options.at, io);
      const was = baselineAt(store.dir, name);
      keepBaseline(store.dir, name, at);
      if (isJson(options)) {
        const more = mayBeMore && { mayBeMore };
        printJson({ baseline: name, at, repositories, ...more, ...(was !== undefined && { was }) }, io);
        return;
      }
      const more = mayBeMore ? ` ${mayBeMoreWords('not finished')}` : '';
      const before = was === undefined || was === at ? '' : ` It was ${plain(was)} before.`;
      io.out(
        `The baseline ${code(name)} is ${at}, with ${counted(repositories, 'repository', 'repositories')}.${more}${before}\n`,
      );
    });
}

/** Fails on a name that `--since` would not take for a baseline, or that is no plain name of a file. */
function checkName(name: string): void {
  if (name.trim() === '') fail(exit.usage, 'The name of the baseline is empty.');
  if (isWrittenAsMoment(name))
    fail(
      exit.usage,
      `${code(name)} has the form of a day or a time, for which \`--since\` takes it: give the baseline another name.`,
    );
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]*(?<! )$/u.test(name))
    fail(
      exit.usage,
      `${code(name)} is no name for a baseline: one begins with a letter or a digit, and has letters, digits, spaces, ` +
        '`-`, `_` and `.` alone, and no space at its end.',
    );
}
