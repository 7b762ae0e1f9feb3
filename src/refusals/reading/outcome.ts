import { linesWith, type Log } from '../text/log';
import { stages, type Answer } from './answers';

/** Whether a push updated a reference, and no line reports an error: whatever else stands there refused nothing. */
export function wentThrough(log: Log, answers: readonly Answer[]): boolean {
  return (
    answers.some(({ stage }) => stage === stages.updated) &&
    ['rejected]', 'fatal:', 'error:', 'push rejected'].every((words) => linesWith(log, words).length === 0)
  );
}
