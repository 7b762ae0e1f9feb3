import type { ReactNode } from 'react';
import { operations, type Actor, type Operation, type Question } from '../../../src/core/model';
import { Choice } from '../controls/choice';
import type { ViewProps } from '../settings/view';
import { ActorField } from './actor-field';
import { BranchField } from './branch-field';

const operationNames: Record<Operation, string> = {
  push: 'push',
  create: 'create the branch',
  'force-push': 'force-push (rewrite history)',
  delete: 'delete the branch',
  merge: 'merge a pull request',
};
/** The operations, as a list to choose from. */
export const operationOptions = operations.map((value) => ({ label: operationNames[value], value }));

/** A form that asks who, what and where; every change is answered at once. Other fields stand before or after. */
export function QuestionFields({
  question: { actor, operation, branch },
  labels,
  ask,
  actors,
  branches,
  before,
  after,
}: {
  question: Question;
  labels: Record<'actor' | 'operation', string>;
  actors: Actor[];
  before?: ReactNode;
  after?: ReactNode;
} & Pick<ViewProps, 'ask' | 'branches'>) {
  return (
    <form
      className="question"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {before}
      <ActorField
        label={labels.actor}
        actors={actors}
        chosen={actor}
        onChoose={(one) => {
          ask({ actor: one });
        }}
      />
      <Choice
        label={labels.operation}
        value={operation}
        options={operationOptions}
        onChoose={(one) => {
          ask({ operation: one });
        }}
      />
      <BranchField
        label="on branch"
        branches={branches}
        chosen={branch}
        onChoose={(one) => {
          ask({ branch: one });
        }}
      />
      {after}
    </form>
  );
}
