import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { diagnose } from '../../refusals/diagnose';
import { code } from '../../core/words/names';
import { textOf } from '../terminal/input';
import { exit, fail, type Io } from '../terminal/io';
import { answering, isJson, printJson, whoOption, type Shared } from './options';
import { colorsFor } from '../print/colors';
import { diagnosisText } from '../print/diagnosis';
import { diagnosed } from './diagnosed';

type Options = Shared & { as?: string; repository?: string };

/**
 * The command `diagnose`: the cause of what git, ssh or Bitbucket printed, and the way out. Changes nothing, keeps
 * nothing.
 */
export function diagnoseCommand(io: Io): Command {
  return answering(new Command('diagnose').description('why a push was refused, from what was printed'))
    .argument(
      '[FILE]',
      'what git or ssh printed; `-` or nothing: standard input, as in `git push 2>&1 | who-can-push diagnose`',
    )
    .option('--repository <WS/REPO>', 'the repository, where neither the text nor `origin` says it')
    .addOption(whoOption('whoever the text says, else the owner of the credential'))
    .action(async (file: string | undefined, options: Options) => {
      const spoken = await diagnosed(diagnose(await pasted(file, io)), options, io);
      if (isJson(options)) printJson(spoken, io);
      else io.out(diagnosisText(spoken, colorsFor(io)));
    });
}

async function pasted(file: string | undefined, io: Io): Promise<string> {
  if (file === undefined || file === '-') {
    if (io.inIsTerminal) io.err('Paste what git or ssh printed, then press Ctrl-D on a line of its own.\n');
    return (await io.input?.()) ?? '';
  }
  try {
    return await textOf(createReadStream(path.resolve(io.cwd, file)));
  } catch {
    return fail(exit.badInput, `${code(file)} could not be read.`);
  }
}
