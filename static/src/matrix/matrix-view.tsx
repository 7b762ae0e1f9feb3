import type { Compiled } from '../../../src/core/compiled/compiled';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Operation, Question } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import type { Line } from '../../../src/core/questions/grid/grid';
import type { Steps } from '../../../src/core/portions/steps';
import { thousands } from '../../../src/core/words/counts';
import { tellingOf, type Telling } from '../../../src/core/words/telling-names';
import { isFocusLost } from '../place/focus';
import { Loading } from '../controls/notice';
import type { Findable } from '../controls/search';
import { SaveAs } from '../export/save-as';
import { actorOption } from '../lists/actor-field';
import { operationOptions } from '../lists/question-fields';
import { useCompiled } from '../settings/work/use-compiled';
import { useSteps } from '../settings/work/use-steps';
import type { ViewProps } from '../settings/view';
import { matrixAt, names, type MatrixPlace } from './asked';
import { Differences } from './differences';
import { ExplainedBranch, ExplainedCell, ExplainedPerson, type Found } from './explained';
import { Filters } from './filters';
import { Grid, type GridHandle } from './grid/grid';
import { linesOf } from './grid/lines';
import { countsOf, Nothing } from './nothing';
import type { At } from './grid/moves';
import { showing, type Asked, type Shown } from './showing';
import { cellsOf, tableOf } from './saved';
import './matrix.css';

/** People by branches, for one operation: a verdict where they meet, and its explanation beside the table. */
export function MatrixView(props: ViewProps) {
  const { facts, branches, everything, going, question, actors, ask } = props;
  const id = useId();
  const compiled = useCompiled(everything);
  const at = useMemo(() => matrixAt(going.place), [going.place]);
  const beside = at.beside === undefined ? undefined : actors.find((one) => actorId(one) === at.beside);
  return (
    <section className="matrix-view" aria-labelledby={id}>
      <h2 id={id}>{titleOf(question.operation)}</h2>
      <Filters facts={facts} actors={actors} question={question} ask={ask} going={going} at={at} beside={beside} />
      {compiled ? (
        <Table view={props} compiled={compiled} />
      ) : (
        <Loading what={everything ? 'Sorting people and branches by the rules that they meet…' : reading(branches)} />
      )}
    </section>
  );
}

function titleOf(operation: Operation): string {
  return `Who can ${operationOptions.find(({ value }) => value === operation)?.label ?? operation}, and where`;
}

function reading({ items, size }: ViewProps['branches']): string {
  if (size === undefined) return 'Reading branches…';
  return `Reading branches: ${thousands(items.length)} of ${thousands(size)}`;
}

function Table({ view, compiled }: { view: ViewProps; compiled: Compiled }) {
  const { question, going, facts } = view;
  const { place, go } = going;
  const grid = useRef<GridHandle>(null);
  const [isDrawn, setDrawn] = useState(false);
  const { telling, people } = useSteps(isDrawn ? compiled : undefined, namesIn) ?? noNames;
  const asked = useAsked(view, compiled, people);
  const shown = useSteps(asked, showing);
  if (shown && !isDrawn) setDrawn(true);
  const lines = useMemo(() => shown && linesOf(shown, telling), [shown, telling]);
  const opened = matrixAt(place).open;
  const at = useMemo(() => (shown ? placeOf(question, shown) : {}), [shown, question]);

  const onOpen = useCallback(
    ({ row, column }: At) => {
      if (!shown) return;
      const { actors, branches } = shown.asked.compiled;
      const actor = actors[shown.rows[row]?.members[0] ?? -1];
      const branch = branches[shown.columns[column]?.members[0] ?? -1];
      const open = actor ? (branch === undefined ? 'person' : 'cell') : branch === undefined ? undefined : 'branch';
      if (!open) return;
      go({ params: { ...(actor && { who: actorId(actor) }), ...(branch !== undefined && { branch }), open } });
    },
    [shown, go],
  );

  const onClose = useCallback(() => {
    go({ params: { [names.open]: undefined } });
    grid.current?.focus();
  }, [go]);

  // Back closes it too, and would take the keyboard's place away with it.
  const wasOpened = useRef(opened);
  useEffect(() => {
    if (wasOpened.current && !opened && isFocusLost()) grid.current?.focus();
    wasOpened.current = opened;
  }, [opened]);

  if (!shown || !lines) return <Loading what="Putting the table together…" />;
  const isEmpty = shown.rows.length === 0 || shown.columns.length === 0;
  const { actor, operation, branch } = question;
  const explained = { view, shown, question: { actor, operation, branch }, telling, at, onClose };
  return (
    <>
      <div className="matrix-counts">
        <p className="subtle small" role="status">
          {countsOf(shown)}
        </p>
        <SaveAs
          repository={facts.repository.fullName}
          about={titleOf(operation)}
          table={() => tableOf(shown, lines)}
          json={() => cellsOf(shown)}
        />
      </div>
      <div className={opened ? 'matrix-and-beside' : ''}>
        {isEmpty ? (
          <Nothing shown={shown} going={going} />
        ) : (
          <Grid
            label={titleOf(operation)}
            lines={lines}
            start={{ row: at.row ?? 0, column: at.column ?? 0 }}
            opened={cellOf(opened, at)}
            onOpen={onOpen}
            handle={grid}
          />
        )}
        {opened === 'cell' && <ExplainedCell {...explained} />}
        {opened === 'person' && <ExplainedPerson {...explained} />}
        {opened === 'branch' && <ExplainedBranch {...explained} />}
      </div>
      {shown.asked.two && <Differences operation={operation} two={shown.asked.two} compiled={compiled} />}
    </>
  );
}

/** What everybody is called: worked out once the table stands. */
function* namesIn(compiled: Compiled | undefined): Steps<Names | undefined> {
  if (!compiled) return undefined;
  const { actors } = compiled;
  const telling = tellingOf(actors.flatMap((one) => (one.type === 'user' ? [one.person] : [])));
  yield;
  const people: Findable[] = [];
  for (const actor of actors) {
    people.push(actorOption(actor, telling));
    yield;
  }
  return { telling, people };
}

interface Names {
  telling: Telling;
  people: readonly Findable[];
}

const nobody: readonly Findable[] = [];
const noNames: Names = { telling: new Map(), people: nobody };

/** What is asked of the table, by place; the same as long as nothing of it changes. */
function useAsked(view: ViewProps, compiled: Compiled, everybody: readonly Findable[]): Asked {
  const { question, going, facts } = view;
  const { actor, operation } = question;
  const { actors, branches, branchAt } = compiled;
  const { person, branch, group, verdict, onlyDifferences, each, beside } = matrixAt(going.place);
  const isSought = branch.trim() !== '';
  const named = useMemo(() => (isSought ? branches.map((name) => ({ texts: [name] })) : nobody), [branches, isSought]);
  const who = actorId(actor);
  const people = person.trim() === '' ? nobody : everybody;
  return useMemo(() => {
    const { mainBranch } = facts.repository;
    const main = mainBranch.known && mainBranch.value !== null ? branchAt.get(mainBranch.value) : undefined;
    const placesOf = (id: string) => actors.flatMap((one, at) => (actorId(one) === id ? [at] : []));
    const both = beside === undefined ? [] : [...placesOf(who), ...placesOf(beside)];
    const two = beside !== undefined && both.length > 0 ? both : undefined;
    return {
      compiled,
      operation,
      people,
      branches: named,
      main,
      person,
      branch,
      group,
      verdict,
      onlyDifferences,
      each,
      two,
    };
  }, [
    compiled,
    operation,
    people,
    named,
    facts,
    actors,
    branchAt,
    person,
    branch,
    group,
    verdict,
    onlyDifferences,
    each,
    beside,
    who,
  ]);
}

/** Where the row and the column of this question are, each if it is shown. */
function placeOf({ actor, branch }: Question, { rows, columns, asked: { compiled } }: Shown): Found {
  const id = actorId(actor);
  const person = compiled.actors.findIndex((one) => actorId(one) === id);
  return { row: lineOf(person, rows), column: lineOf(compiled.branchAt.get(branch) ?? -1, columns) };
}

function lineOf(place: number, lines: readonly Line[]): number | undefined {
  const at = lines.findIndex(({ members }) => members.includes(place));
  return at < 0 ? undefined : at;
}

/** The cell of what is explained; a heading where that is all of it. */
function cellOf(open: MatrixPlace['open'], { row, column }: Found): At | undefined {
  if (open === 'person') return row === undefined ? undefined : { row, column: -1 };
  if (open === 'branch') return column === undefined ? undefined : { row: -1, column };
  return open && row !== undefined && column !== undefined ? { row, column } : undefined;
}
