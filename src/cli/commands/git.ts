import { Command } from 'commander';
import { diagnose } from '../../refusals/diagnose';
import { diagnoseWhole } from '../../refusals/whole';
import { gitArguments, placeOf } from '../git/arguments';
import type { Ended } from '../git/run';
import { lastLine } from '../hook/script';
import { colorsFor } from '../print/colors';
import { diagnosisText } from '../print/diagnosis';
import { fenced } from '../terminal/fence';
import { exit, fail, type Io } from '../terminal/io';
import { diagnosed } from './diagnosed';

/** The command `git`, as help shows it. What follows it is git's, so nothing of that is read as ours. */
export function gitCommand(): Command {
  return new Command('git')
    .description('runs git as it is, as in `who-can-push git push`, and explains a refusal')
    .usage('COMMAND …')
    .argument('[COMMAND...]', "all of git's own arguments, such as `push origin main`")
    .action(() => fail(exit.usage, 'Say what git should do, as in `who-can-push git push`.'));
}

/** Why git could not be run at all. Always fails. */
export function cannotRun(why: 'no-git' | 'broken-argument'): never {
  return why === 'no-git'
    ? fail(exit.noProgram, 'There is no git in the folders that `PATH` names.')
    : fail(exit.usage, 'An argument holds bytes that are not UTF-8 and would be lost here: use git itself for it.');
}

/** Milliseconds to wait for Bitbucket's rules: the refusal itself is known, and somebody waits for the prompt. */
const patience = 10_000;

/**
 * Explains on standard error, below git's own output, why git was refused: as `diagnose` would, and compared with the
 * live configuration where that can be read. Silent where no cause is recognised: git fails for many reasons that have
 * nothing to do with a server. Never fails; Ctrl-C ends the reading of the rules.
 */
export async function explainRefusal(
  args: readonly string[],
  { tried, printed }: NonNullable<Ended['refused']>,
  given: Io,
): Promise<void> {
  // Our own hook has explained it.
  if (printed.includes(lastLine)) return;
  try {
    const diagnosis = tried === '' ? diagnose(printed) : diagnoseWhole(tried, printed);
    if (diagnosis.causes.every(({ cause }) => cause === 'ssh-works')) return;
    const io = { ...fenced(given), ...placeOf(gitArguments(args).own, given) };
    const { came: until, forget } = interruption();
    const spoken = await diagnosed(diagnosis, { unasked: true, patience, until }, io).finally(forget);
    io.err(`\n${diagnosisText(spoken, colorsFor({ ...io, outIsTerminal: io.errIsTerminal }))}`);
  } catch {
    // What git said stands; that we cannot add to it is no news to whoever was refused.
  }
}

/** Ctrl-C, which until `forget` does not end us. */
function interruption(): { came: Promise<void>; forget: () => void } {
  let hear: () => void = () => undefined;
  const came = new Promise<void>((done) => {
    hear = () => {
      done();
    };
    process.once('SIGINT', hear);
  });
  return { came, forget: () => process.off('SIGINT', hear) };
}
