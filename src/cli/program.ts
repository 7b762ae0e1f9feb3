import tab from '@bomb.sh/tab/commander';
import { Command, CommanderError } from 'commander';
import { explainCommand, matrixCommand, saveCommand, whereCommand, whoCommand } from './commands/questions';
import { compareCommand } from './commands/rules/compare';
import { credentialCommand } from './commands/credential';
import { hookCommand } from './commands/hook';
import { preflightCommand } from './commands/preflight';
import { diagnoseCommand } from './commands/diagnose';
import { gitCommand } from './commands/git';
import { lintCommand } from './commands/rules/lint';
import { ledgerCommand } from './commands/ledger';
import { pullRequestsCommand } from './commands/pull-requests';
import { readCommand } from './commands/workspace/read';
import { refusalsCommand } from './commands/refusals';
import { rehearseCommand } from './commands/rehearse';
import { tryCommand } from './commands/rules/try';
import { exportCommand } from './commands/rules/export';
import { askCommand } from './commands/rules/ask';
import { patternCommand } from './commands/rules/pattern';
import { baselineCommand } from './commands/workspace/baseline';
import { changesCommand } from './commands/workspace/changes';
import { historyCommand } from './commands/workspace/history';
import { reportCommand } from './commands/workspace/report';
import { visible } from '../core/words/visible';
import { fenced } from './terminal/fence';
import { exit, isFailure, type Io } from './terminal/io';

declare const VERSION: string;

/** Every command but git itself: runs one command line and returns its exit status. */
export async function runCommand(args: string[], given: Io): Promise<number> {
  const io = fenced(given);
  let status: number = exit.answered;
  const program = new Command('who-can-push')
    .description('May this push to Bitbucket Cloud go through, why not, and what would change it?')
    .version(typeof VERSION === 'string' ? VERSION : '0.0.0')
    .addCommand(explainCommand(io, (verdict) => (status = verdict)))
    .addCommand(whoCommand(io, (ending) => (status = ending)))
    .addCommand(whereCommand(io, (ending) => (status = ending)))
    .addCommand(matrixCommand(io))
    .addCommand(compareCommand(io))
    .addCommand(pullRequestsCommand(io))
    .addCommand(askCommand(io))
    .addCommand(patternCommand(io))
    .addCommand(lintCommand(io, (ending) => (status = ending)))
    .addCommand(diagnoseCommand(io))
    .addCommand(gitCommand())
    .addCommand(refusalsCommand(io))
    .addCommand(tryCommand(io))
    .addCommand(rehearseCommand(io, (verdict) => (status = verdict)))
    .addCommand(credentialCommand(io))
    .addCommand(saveCommand(io))
    .addCommand(readCommand(io, (ending) => (status = ending)))
    .addCommand(exportCommand(io, (ending) => (status = ending)))
    .addCommand(ledgerCommand(io))
    .addCommand(reportCommand(io, (ending) => (status = ending)))
    .addCommand(historyCommand(io))
    .addCommand(changesCommand(io, (ending) => (status = ending)))
    .addCommand(baselineCommand(io))
    .addCommand(preflightCommand(io, (verdict) => (status = verdict)))
    .addCommand(hookCommand(io, (ending) => (status = ending)));
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: io.out, writeErr: () => undefined, getOutHasColors: () => false });
  }
  tab(program);

  try {
    if (args.length === 0) {
      io.err(program.helpInformation());
      return exit.usage;
    }
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return failedBy(error, io);
  }
}

/** Says what went wrong, in one sentence on standard error, and returns the exit status. */
export function failedBy(error: unknown, given: Io): number {
  const io = fenced(given);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.answered;
    io.err(`${usageSentence(error)}\n`);
    return exit.usage;
  }
  if (isFailure(error)) {
    io.err(`${visible(error.message)}\n`);
    return error.exitStatus;
  }
  io.err(`Who Can Push failed by its own fault: ${visible(error instanceof Error ? error.message : String(error))}\n`);
  return exit.ownFault;
}

function usageSentence({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'There is no such command: `who-can-push --help` lists them all.';
  const text = visible(message.replace(/^error: /, '').replace(/\n(\(Did you mean .*\))$/s, ' $1'));
  const sentence = text.replace(/^./, (letter) => letter.toUpperCase());
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
