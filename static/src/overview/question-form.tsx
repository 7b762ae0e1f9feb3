import {
  credentials,
  operations,
  type Actor,
  type Credential,
  type Operation,
  type Question,
} from '../../../src/core/model';
import { Choice } from '../controls/choice';
import { BranchField } from '../lists/branch-field';
import { ActorField } from '../lists/actor-field';
import type { ViewProps } from '../settings/view';

const operationNames: Record<Operation, string> = {
  push: 'push',
  create: 'create the branch',
  'force-push': 'force-push (rewrite history)',
  delete: 'delete the branch',
  merge: 'merge a pull request',
};
const credentialNames: Record<Credential, string> = {
  ssh: 'a personal SSH key',
  'api-token': 'an API token',
  oauth: 'an OAuth grant',
  web: 'the web site',
  'app-password': 'an app password',
  password: 'the account password',
};
/** The operations, as a list to choose from. */
export const operationOptions = operations.map((value) => ({ label: operationNames[value], value }));
const credentialOptions = [
  { label: 'anything', value: '' as const },
  ...credentials.map((value) => ({ label: credentialNames[value], value })),
];

/** The question: who wants to do what, where, and with what. Every change is answered at once. */
export function QuestionForm({
  question: { actor, operation, branch, credential },
  ask,
  actors,
  branches,
}: { question: Question; actors: Actor[] } & Pick<ViewProps, 'ask' | 'branches'>) {
  return (
    <form
      className="question"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <ActorField
        label="Who"
        actors={actors}
        chosen={actor}
        onChoose={(one) => {
          ask({ actor: one });
        }}
      />
      <Choice
        label="wants to"
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
      <Choice
        label="signed in with"
        value={credential ?? ''}
        options={credentialOptions}
        disabled={actor.type !== 'user'}
        onChoose={(one) => {
          ask({ credential: one === '' ? undefined : one } as Partial<Question>);
        }}
      />
    </form>
  );
}
