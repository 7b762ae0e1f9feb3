import { runGit } from './git/run';
import type { Io } from './terminal/io';

/**
 * Runs one command line and returns its exit status. Whatever goes wrong becomes one sentence on standard error. Before
 * git only what running it needs is loaded.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const [first, ...given] = args;
  if (first !== 'git' || isForUs(given)) return (await import('./program')).runCommand(args, io);
  try {
    const ended = given.some(isBroken) ? 'broken-argument' : await runGit(given, io);
    if (typeof ended === 'string') return (await import('./commands/git')).cannotRun(ended);
    if (ended.refused) await (await import('./commands/git')).explainRefusal(given, ended.refused, io);
    return ended.status;
  } catch (error) {
    return (await import('./program')).failedBy(error, io);
  }
}

/** All that follows `git` is git's; only without a command of git it is us who are asked. */
function isForUs(given: string[]): boolean {
  const [first, ...more] = given;
  return more.length === 0 && (first === undefined || first === '--help' || first === '-h');
}

/** Whether Node has lost bytes of an argument, which it replaces where they are not UTF-8. */
function isBroken(argument: string): boolean {
  return argument.includes('\uFFFD');
}
