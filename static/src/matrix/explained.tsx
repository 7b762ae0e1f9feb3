import { useMemo } from 'react';
import type { Question } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import type { Line } from '../../../src/core/questions/grid/grid';
import { counted } from '../../../src/core/words/counts';
import { actionWords, code, plain, restrictionName, sentence } from '../../../src/core/words/names';
import type { Telling } from '../../../src/core/words/telling-names';
import { Button } from '../controls/button';
import { CellAnswer } from '../decision/cell-answer';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';
import { Beside } from './beside';
import { namesOfActor } from './grid/lines';
import type { Shown } from './showing';
import { byVerdict, Some, Tally } from './tally';

/** The row and the column of a question, each if it is shown. */
export interface Found {
  row?: number | undefined;
  column?: number | undefined;
}

interface Props {
  view: ViewProps;
  shown: Shown;
  question: Question;
  telling: Telling;
  at: Found;
  onClose: () => void;
}

/** The answer to one cell, and for whom and for which branches it is the same. */
export function ExplainedCell({ view, shown, question, telling, at, onClose }: Props) {
  const { gathered, branches, supply } = view;
  const { actors, branches: all } = shown.asked.compiled;
  const row = lineAt(shown.rows, at.row);
  const column = lineAt(shown.columns, at.column);
  const others = (column?.members ?? []).filter((one) => all[one] !== question.branch);
  const alike = (row?.members ?? []).filter((one) => {
    const actor = actors[one];
    return actor && actorId(actor) !== actorId(question.actor);
  });
  return (
    <CellAnswer gathered={gathered} question={question} branches={branches} onClose={onClose} supply={supply}>
      {others.length > 0 && (
        <p>
          The verdict is the same on {counted(others.length, 'other branch', 'other branches')}:{' '}
          <Some members={others} nameOf={(one) => code(all[one] ?? '')} />
        </p>
      )}
      {alike.length > 0 && (
        <p>
          It is the same for {counted(alike.length, 'other', 'others')}:{' '}
          <Some members={alike} nameOf={(one) => fullName(shown, one, telling)} />
        </p>
      )}
    </CellAnswer>
  );
}

/** One person: on which branches they have which verdict, and what to do with them. */
export function ExplainedPerson({ view: { ask, going }, shown, question, telling, at, onClose }: Props) {
  const { actor, operation } = question;
  const { asked, rows, columns, verdictAt } = shown;
  const row = lineAt(rows, at.row);
  const tallied = useMemo(
    () => byVerdict(row ? columns.map((one) => ({ verdict: verdictAt(row, one), members: one.members })) : []),
    [row, columns, verdictAt],
  );
  const { name, beside } = namesOfActor(actor, telling);
  return (
    <Beside title={<bdi>{`${name} ${beside}`.trim()}</bdi>} about={actorId(actor)} onClose={onClose}>
      <p className="subtle">On the branches shown, for the operation {operation}:</p>
      <Tally
        tallied={tallied}
        one="branch"
        several="branches"
        nameOf={(one) => code(asked.compiled.branches[one] ?? '')}
      />
      <div className="choice">
        {actor.type === 'user' && (
          <Button
            onClick={() => {
              going.go({ view: 'people', params: { who: actorId(actor) } });
            }}
          >
            Show in People
          </Button>
        )}
        {!asked.two && (
          <Button
            onClick={() => {
              const other = asked.compiled.actors.find((one) => actorId(one) !== actorId(actor));
              ask({ actor });
              if (other) going.go({ params: { beside: actorId(other), open: undefined } }, 'replace');
            }}
          >
            Compare with somebody
          </Button>
        )}
      </div>
    </Beside>
  );
}

/** Branches that meet the same rules: which, by what they are covered, and who has which verdict. */
export function ExplainedBranch({ view, shown, question, telling, at, onClose }: Props) {
  const { operation, branch } = question;
  const { asked, rows, columns, verdictAt } = shown;
  const { branches, branchAt, branchClasses, branchClassAt } = asked.compiled;
  const column = lineAt(columns, at.column);
  const tallied = useMemo(
    () => byVerdict(column ? rows.map((one) => ({ verdict: verdictAt(one, column), members: one.members })) : []),
    [column, rows, verdictAt],
  );
  const covering = branchClasses[branchClassAt[branchAt.get(branch) ?? -1] ?? -1]?.view.covering ?? [];
  const others = (column?.members ?? []).filter((one) => branches[one] !== branch);
  return (
    <Beside title={<Words text={sentence(actionWords(operation, branch))} />} about={branch} onClose={onClose}>
      <Tally
        tallied={tallied}
        one="of those shown"
        several="of those shown"
        nameOf={(one) => fullName(shown, one, telling)}
      />
      <h4>Rules that cover it</h4>
      {covering.length === 0 ? (
        <p>None: whoever can write to the repository is held up by no rule here.</p>
      ) : (
        <ul className="ways">
          {covering.map(({ restriction, at: place, covers }) => (
            <li key={place}>
              <Words text={restrictionName(restriction)} />
              {covers.is === 'unknown' && ', perhaps'}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <p>
          In this column stand {counted(others.length, 'other branch', 'other branches')} too:{' '}
          <Some members={others} nameOf={(one) => code(branches[one] ?? '')} />
        </p>
      )}
      <div className="choice">
        <Button
          onClick={() => {
            view.going.go({ view: 'branches', params: { branch } });
          }}
        >
          Show in Branches
        </Button>
      </div>
    </Beside>
  );
}

function fullName({ asked }: Shown, at: number, telling: Telling): string {
  const { name, beside } = namesOfActor(asked.compiled.actors[at], telling);
  return plain(`${name} ${beside}`.trim());
}

function lineAt(lines: readonly Line[], at: number | undefined): Line | undefined {
  return at === undefined ? undefined : lines[at];
}
