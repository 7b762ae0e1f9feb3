import { inRealTime, type Wait } from '../../bitbucket/port/port';
import { workspaceInstalled } from '../context';
import { goOn } from './plan';

/**
 * What Forge calls every five minutes, without a person; `wait` sleeps between attempts. Once an hour would be too
 * seldom: what was asked just after one call would still be within the hour of the next, which would ask nothing.
 */
export function scheduler(wait: Wait) {
  return async (_: unknown, context: unknown): Promise<void> => {
    const workspace = workspaceInstalled(context);
    if (workspace === undefined) throw new TypeError('Forge did not say in which workspace the app is installed.');
    await goOn(workspace, { wait });
  };
}

/** The function of the scheduled trigger. */
export const schedule = scheduler(inRealTime);
