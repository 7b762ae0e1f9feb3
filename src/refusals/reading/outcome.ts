import { linesWith, type Log } from '../text/log';

const updated = /^(?:[+*-]\s+)?(?:[\da-f]{7,40}\.{2,3}[\da-f]{7,40}|\[new (?:branch|tag)\]|\[deleted\])\s/;

/** Whether a reference was updated, and no line reports an error: whatever else stands there refused nothing. */
export function wentThrough(log: Log): boolean {
  const lines = [...linesWith(log, ' -> '), ...linesWith(log, '[deleted]')];
  return (
    lines.some(({ said }) => updated.test(said)) &&
    ['rejected]', 'fatal:', 'error:'].every((words) => linesWith(log, words).length === 0)
  );
}
