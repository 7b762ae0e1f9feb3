import { isNonEmpty } from '../non-empty';
import { byValue, cannotSee, type CheckOf } from './check';

/**
 * As many passed as are asked for, none failed, none under way (https://bitbucket.org/blog/more-reliable-merge-checks).
 */
export const builds: CheckOf<'require_passing_builds_to_merge', 'builds'> = {
  kind: 'require_passing_builds_to_merge',
  reads: 'builds',
  judge: byValue(({ builds: { items, gaps } }, need) => {
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
    if (!stopping && isNonEmpty(gaps)) return { is: 'unknown', found, gaps };
    if (stopping || passed + other - stopped < need) {
      const lacking = Math.max(0, need - passed - failed.length - running);
      return {
        is: 'missing',
        found,
        remedies: [{ way: 'pass-builds', failed: failed.map(({ name }) => name), running, lacking }],
      };
    }
    return other > 0 ? { ...cannotSee('other-builds', 'not-documented'), found } : { is: 'done', found };
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
