import { branchName } from '../../../src/core/branches/branch-name';
import { thousands } from '../../../src/core/words/counts';
import { code } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import type { Going } from '../place/use-place';
import { Words } from '../words';
import { names } from './asked';
import type { Shown } from './showing';

/** How much of everything is shown. */
export function countsOf({ rows, columns, asked: { compiled, onlyDifferences } }: Shown): string {
  const inAll = (lines: readonly { members: readonly number[] }[]) =>
    lines.reduce((sum, { members }) => sum + members.length, 0);
  const people = `${thousands(inAll(rows))} of ${thousands(compiled.actors.length)} people and other actors`;
  const branches = `${thousands(inAll(columns))} of ${thousands(compiled.branches.length)} branches`;
  const inRows = onlyDifferences ? ` in ${lines(rows.length, 'row')}` : '';
  return `Shown: ${people}${inRows}, ${branches} in ${lines(columns.length, 'column')}`;
}

function lines(count: number, word: string): string {
  return `${thousands(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** What stands in place of a table of nothing: why it is one, and what to do. */
export function Nothing({ shown: { rows, asked }, going: { go } }: { shown: Shown; going: Going }) {
  const { compiled, branch, onlyDifferences, verdict } = asked;
  if (compiled.branches.length === 0)
    return <p>There are no branches yet. Once there are, everybody’s verdict on each of them stands here.</p>;
  const name = branchName(branch);
  const isSought =
    branch.trim() !== '' && !compiled.branches.some((one) => one.toLowerCase().includes(branch.trim().toLowerCase()));
  return (
    <div className="stack">
      <p>
        <Words text={why()} />
      </p>
      <div className="choice">
        {isSought && name !== undefined && (
          <Button
            onClick={() => {
              go({ view: 'branches', params: { branch: name } });
            }}
          >
            Judge that name in Branches
          </Button>
        )}
        <Button
          onClick={() => {
            go({ params: Object.fromEntries(filters.map((one) => [names[one], undefined])) });
          }}
        >
          Show everything
        </Button>
      </div>
    </div>
  );

  function why(): string {
    if (isSought) return `No branch is called ${code(branch.trim())}, or has that in its name.`;
    if (asked.two && onlyDifferences) return 'The two differ on none of these branches.';
    if (verdict !== undefined) return 'Nobody of those asked for has this verdict on any of these branches.';
    if (onlyDifferences && rows.length > 0)
      return 'Nothing differs: on each of these branches all have the same verdict.';
    return 'Nobody is called that, or is in that group.';
  }
}

const filters = ['person', 'branch', 'group', 'verdict', 'onlyDifferences', 'open'] as const;
