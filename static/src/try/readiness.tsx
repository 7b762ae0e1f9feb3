/** That the repository is being made ready for changes to be tried on it. */
export function Readiness({ hasFacts }: { hasFacts: boolean }) {
  return (
    <p role="status" className="subtle">
      {hasFacts ? 'Looking at everybody and every branch…' : 'Branches are still being read.'}
    </p>
  );
}
