import type { Readied } from './use-compiled';

/** How far the repository is made ready for changes to be tried on it. */
export function Readiness({ readied, hasFacts }: { readied: Readied; hasFacts: boolean }) {
  return (
    <p role="status" className="subtle">
      {wordsOf(readied, hasFacts)}
    </p>
  );
}

function wordsOf(readied: Readied, hasFacts: boolean): string {
  if (readied.is === 'ready') return '';
  if (!hasFacts) return 'Branches are still being read.';
  const { ready, of } = readied;
  return of === undefined
    ? 'Looking at everybody and every branch…'
    : `Looking at everybody and every branch: ${ready.toLocaleString('en')} of ${of.toLocaleString('en')}`;
}
