import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** How a program ended: its status as a shell gives it, 128 and the number of the signal that ended it. */
export type Status = number;

/**
 * Waits for a program that shares our terminal. What a terminal sends to everything in it (Ctrl-C, Ctrl-\) reaches the
 * program by itself; signals that only we were sent are handed on, and do not end us. `worker` gives the process that
 * they are for, where the program only holds the terminal for another. Throws where it did not start.
 */
export function endOf(child: ChildProcess, atTerminal: boolean, worker?: () => number | undefined): Promise<Status> {
  const handOn = (signal: NodeJS.Signals) => {
    const pid = worker?.();
    if (pid === undefined || !sent(pid, signal)) child.kill(signal);
  };
  const leave = () => undefined;
  const ofTerminal = ['SIGINT', 'SIGQUIT'] as const;
  const ours = ['SIGTERM', 'SIGHUP'] as const;
  for (const signal of ofTerminal) process.on(signal, atTerminal ? leave : handOn);
  for (const signal of ours) process.on(signal, handOn);
  return new Promise<Status>((done, failed) => {
    child.once('error', failed);
    child.once('exit', (status, signal) => {
      done(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  }).finally(() => {
    for (const signal of ofTerminal) process.off(signal, atTerminal ? leave : handOn);
    for (const signal of ours) process.off(signal, handOn);
  });
}

function sent(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
