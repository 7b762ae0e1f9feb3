import type { ViewProps } from '../settings/view';
import { Roster } from './roster';

/** Everybody on one branch. */
export function BranchesView({ gathered, actors, question: { operation, branch }, ask }: ViewProps) {
  return (
    <Roster
      gathered={gathered}
      actors={actors}
      operation={operation}
      branch={branch}
      onPick={(actor) => {
        ask({ actor });
      }}
    />
  );
}
