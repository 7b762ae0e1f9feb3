import { isNonEmpty } from '../non-empty';
import { byValue, gapIn, unlessReported, type CheckOf } from './check';

/**
 * As many passed as are asked for, none failed, none under way (https://bitbucket.org/blog/more-reliable-merge-checks).
 */
export const builds: CheckOf<'require_passing_builds_to_merge', 'builds'> = {
  kind: 'require_passing_builds_to_merge',
  reads: 'builds',
  reportedAs: { minimum_successful_builds: 'at-least', failed_builds: 'no-number', in_progress_builds: 'no-number' },
  judge: byValue(({ builds: { items, gaps } }, need, { reported }) => {
    const inState = (word: string) => items.filter(({ state }) => state === word);
    const failed = inState('FAILED');
    const [passed, running, stopped] = [
      inState('SUCCESSFUL').length,
      inState('INPROGRESS').length,
      inState('STOPPED').length,
    ];
    const other = items.length - passed - failed.length - running;
    const found = { what: 'builds' as const, passed, need, failed: failed.length, running, other };
    const stopping = failed.length + running > 0;
    const lacking = Math.max(0, need - passed - failed.length - running);
    const way = { way: 'pass-builds' as const, failed: failed.map(({ name }) => name), running, lacking };
    const unread = !stopping && isNonEmpty(gaps) ? gaps : undefined;
    if (!unread && (stopping || passed + other - stopped < need)) return { is: 'missing', found, remedies: [way] };
    if (!unread && other === 0) return { is: 'done', found };
    return unlessReported(reported.passed, found, unread ?? gapIn('other-builds', 'not-documented'), [
      { ...way, lacking: Math.max(1, lacking) },
    ]);
  }),
  words({ passed, need, failed, running, other }) {
    const rest = [
      ...(failed > 0 ? [`${String(failed)} failed`] : []),
      ...(running > 0 ? [`${String(running)} in progress`] : []),
      ...(other > 0 ? [`${String(other)} stopped`] : []),
    ];
    return [`${String(passed)} of ${String(need)} passed`, ...rest].join(', ');
  },
};
