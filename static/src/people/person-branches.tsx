import { useMemo, useState } from 'react';
import { viewActor } from '../../../src/core/cell/cell';
import type { Verdict } from '../../../src/core/decision';
import { operations, type Actor, type Operation } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { judge } from '../../../src/core/questions/judge';
import { marks } from '../../../src/core/say/text';
import { sayBranches } from '../../../src/core/say/turnout';
import { thousands } from '../../../src/core/words/counts';
import { sentence } from '../../../src/core/words/names';
import { visibleExactly } from '../../../src/core/words/visible';
import { Button } from '../controls/button';
import { CellAnswer } from '../decision/cell-answer';
import { verdictLooks } from '../decision/verdict-looks';
import { FindPerson } from '../lists/find-person';
import { narrowed } from '../branches/narrowed';
import type { BranchClass, BranchClasses } from '../branches/use-branch-classes';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';

/** Rows that are drawn at once. */
const portion = 30;
const shortNames: Record<Operation, string> = {
  push: 'push',
  create: 'create',
  'force-push': 'force-push',
  delete: 'delete',
  merge: 'merge',
};
const markOf: Record<Verdict, string> = { allowed: marks.allows, denied: marks.denies, unknown: marks.unknown };

/** One actor on every class of branches, for the five operations; the answer to a cell opens below its row. */
export function PersonBranches({
  actor,
  classes,
  gathered,
  branches,
  question,
  supply,
  going,
}: ViewProps & { actor: Actor; classes: BranchClasses }) {
  const [most, setMost] = useState(portion);
  const find = going.place.params['among'] ?? '';
  const [openBranch, openOperation] = [going.place.params['cell'] === 'open' && question.branch, question.operation];
  const judged = useMemo(() => {
    const view = viewActor(actor, gathered);
    return new Map(
      classes.classes.map((one) => [
        one,
        operations.map(
          (operation) => judge({ facts: gathered.facts, operation, branch: one.view, actor: view }).verdict,
        ),
      ]),
    );
  }, [actor, gathered, classes]);
  const rows = useMemo(() => narrowed(classes, find), [classes, find]);
  const shown = rows.slice(0, most);

  function open(branch: string, operation: Operation) {
    going.go({ params: { who: actorId(actor), branch, operation, with: undefined, cell: 'open' } });
  }

  if (classes.classes.length === 0) return <p>There is no branch yet.</p>;
  return (
    <>
      <ul className="summary-line">
        {operations.map((operation, at) => (
          <li key={operation}>{summary(operation, at, judged)}</li>
        ))}
      </ul>
      <div className="filters">
        <FindPerson
          label="Find a branch"
          wanted={find}
          onChange={(among) => {
            going.go({ params: { among } }, 'replace');
          }}
          onEnter={() => {
            const [first] = rows;
            const name = first?.names[0];
            if (name !== undefined && find.trim() !== '') open(name, question.operation);
          }}
        />
      </div>
      <p className="subtle small" role="status">
        {thousands(Math.min(most, rows.length))} of {thousands(rows.length)} classes of branches
      </p>
      {/* Can be scrolled by keyboard too. */}
      <div className="scroll" role="region" aria-label="What they can do on each branch" tabIndex={0}>
        <table className="cells">
          <thead>
            <tr>
              <th scope="col">Branches</th>
              {operations.map((operation) => (
                <th key={operation} scope="col">
                  {sentence(shortNames[operation])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.flatMap(({ one, names }) => {
              const [name = one.view.name] = names;
              const isOpen = openBranch !== false && names.includes(openBranch);
              return [
                <tr key={one.view.name}>
                  <th scope="row">
                    <Words text={sayBranches(names)} />
                  </th>
                  {operations.map((operation, at) => {
                    const verdict = judged.get(one)?.[at] ?? 'unknown';
                    const isThis = isOpen && operation === openOperation;
                    return (
                      <td key={operation}>
                        <button
                          type="button"
                          className={`cell ground ${verdict}`}
                          aria-expanded={isThis}
                          onClick={() => {
                            if (isThis) going.go({ params: { cell: undefined } });
                            else open(name, operation);
                          }}
                        >
                          <span aria-hidden="true">{markOf[verdict]}</span>
                          <span className="hidden">
                            {verdictLooks[verdict].word}: {shortNames[operation]}, {visibleExactly(name)}
                          </span>
                        </button>
                      </td>
                    );
                  })}
                </tr>,
                ...(isOpen
                  ? [
                      <tr key={`${one.view.name} answer`}>
                        <td colSpan={operations.length + 1}>
                          <CellAnswer
                            gathered={gathered}
                            branches={branches}
                            supply={supply}
                            question={{ actor, operation: openOperation, branch: openBranch }}
                            level={5}
                            onClose={() => {
                              going.go({ params: { cell: undefined } });
                            }}
                          />
                        </td>
                      </tr>,
                    ]
                  : []),
              ];
            })}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <div>
          <Button
            onClick={() => {
              setMost(most + portion);
            }}
          >
            Show {thousands(Math.min(portion, rows.length - most))} more
          </Button>
        </div>
      )}
    </>
  );
}

/** On how many branches they can, may not, and of how many that is not known. */
function summary(operation: Operation, at: number, judged: Map<BranchClass, Verdict[]>): string {
  const counts = { allowed: 0, denied: 0, unknown: 0 };
  for (const [{ names }, verdicts] of judged) counts[verdicts[at] ?? 'unknown'] += names.length;
  const all = counts.allowed + counts.denied + counts.unknown;
  const open = counts.unknown === 0 ? '' : `, for ${thousands(counts.unknown)} it is not known`;
  return `${sentence(shortNames[operation])}: on ${thousands(counts.allowed)} of ${thousands(all)} branches${open}`;
}
