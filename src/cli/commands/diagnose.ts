import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { askComparison } from '../ask';
import { addressIn, cloudRepository, type Address } from '../../refusals/text/address';
import { diagnose, type Diagnosis } from '../../refusals/diagnose';
import type { Comparison, NotCompared } from '../../refusals/compare';
import { sayDiagnosis, type SpokenDiagnosis } from '../../refusals/say';
import type { Push } from '../../refusals/text/push';
import { code } from '../../core/words/names';
import { visible } from '../../core/words/visible';
import { currentBranch, remotesOf, upstreamOf } from '../source/git';
import { textOf } from '../terminal/input';
import { exit, fail, isFailure, type Io } from '../terminal/io';
import { answering, printJson, whoOption, type Shared } from './options';
import { colorsFor } from '../print/colors';
import { diagnosisText } from '../print/diagnosis';
import { answerOf } from './problem';
import { shellHere } from '../terminal/shell-here';
import { sourceOf } from '../source/source';
import { watched } from './progress';

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
      const diagnosis = diagnose(await pasted(file, io));
      const clone = pushHere(diagnosis, io);
      const spoken = await beside(diagnosis, clone, options, io);
      if (options.json) printJson(spoken, io);
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

/** What the clone shows about the push: the remote that the text names, the branch checked out, its upstream. */
function pushHere({ push }: Diagnosis, io: Io): Push {
  const remotes = remotesOf(io).map(({ name, url }) => ({ name, address: addressIn(url) }));
  const same = remotes.find(({ address }) => isSame(address, push.address));
  const origin = same ?? (push.address ? undefined : (remotes.find(({ name }) => name === 'origin') ?? remotes[0]));
  const local = currentBranch(io);
  const upstream = upstreamOf(io);
  return {
    ...(origin && { remote: origin.name, ...(origin.address && { address: origin.address }) }),
    ...(local !== undefined && { local }),
    ...(upstream !== undefined && { upstream }),
  };
}

function isSame(a: Address | undefined, b: Address | undefined): boolean {
  return a !== undefined && a.host === b?.host && a.path === b.path;
}

/** The diagnosis compared with the live configuration; where that cannot be read, the diagnosis alone, and why. */
async function beside(diagnosis: Diagnosis, clone: Push, options: Options, io: Io): Promise<SpokenDiagnosis> {
  const say = (compared?: Comparison) => sayDiagnosis(diagnosis, compared, clone, shellHere(io));
  const alone = (notCompared: string): SpokenDiagnosis => ({ ...say(), notCompared });
  if (diagnosis.causes.length === 0 || diagnosis.product === 'other' || diagnosis.product === 'data-center')
    return say();
  const address = diagnosis.push.address;
  const inText = address && cloudRepository(address);
  const repository = options.repository ?? (inText && `${inText.workspace}/${inText.slug}`);
  const named = repository === undefined ? {} : { repository };
  try {
    const source = watched(sourceOf(named, options, io), io);
    const outcome = await askComparison(source.get, source.options, diagnosis, options.as);
    const { answer } = answerOf(outcome, named, source);
    return 'notCompared' in answer ? alone(whyNot[answer.notCompared]) : say(answer);
  } catch (error) {
    // The text alone is worth an answer; but if a file was named and cannot be read, that is wrong usage.
    if (!isFailure(error) || error.exitStatus === exit.badInput) throw error;
    if (options.as !== undefined && options.world !== undefined) throw error;
    return alone(visible(error.message));
  }
}

const whyNot: Record<NotCompared, string> = {
  'no-cause': 'There is nothing to compare.',
  'not-a-rule': 'This has nothing to do with the rules of the repository.',
  'no-branch': 'The text names no branch.',
  'no-actor': 'Whose push this was is told neither by the text nor by a credential; you can say it with `--as`.',
};
