import { apply } from './edit';
import type { Workspace } from '../model';
import { seededWorkspace } from '../seed';
import { yearOf } from './year';

/** The seeded workspace at any moment of its year. */
export interface History {
  /** As it is so many milliseconds after its beginning; the same object until the next edit, and to be read at once. */
  at: (milliseconds: number) => Workspace;
}

/**
 * The seed's workspace and year, made when first asked for. What time has passed is not done again: only whoever goes
 * back begins anew.
 */
export function historyOf(seed: number): History {
  let year: ReturnType<typeof yearOf> | undefined;
  let now: { workspace: Workspace; done: number } | undefined;
  return {
    at: (milliseconds) => {
      year ??= yearOf(seed);
      const edits = year;
      const isDone = (at: number) => (edits[at]?.at ?? Infinity) <= milliseconds;
      if (!now || (now.done > 0 && !isDone(now.done - 1))) now = { workspace: seededWorkspace(seed), done: 0 };
      const { workspace } = now;
      // Another object, so that what somebody worked out from the one before is not taken for it.
      if (isDone(now.done)) now = { workspace: { ...workspace }, done: now.done };
      for (let edit = edits[now.done]; edit && isDone(now.done); edit = edits[now.done]) {
        apply(now.workspace, edit);
        now.done += 1;
      }
      return now.workspace;
    },
  };
}
