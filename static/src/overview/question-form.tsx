import { credentials, type Actor, type Credential, type Question } from '../../../src/core/model';
import { Choice } from '../controls/choice';
import { QuestionFields } from '../lists/question-fields';
import type { ViewProps } from '../settings/view';

const credentialNames: Record<Credential, string> = {
  ssh: 'a personal SSH key',
  'api-token': 'an API token',
  oauth: 'an OAuth grant',
  web: 'the web site',
  'app-password': 'an app password',
  password: 'the account password',
};
const credentialOptions = [
  { label: 'anything', value: '' as const },
  ...credentials.map((value) => ({ label: credentialNames[value], value })),
];

/** The question: who wants to do what, where, and with what. Every change is answered at once. */
export function QuestionForm({
  question,
  ask,
  actors,
  branches,
}: { question: Question; actors: Actor[] } & Pick<ViewProps, 'ask' | 'branches'>) {
  return (
    <QuestionFields
      question={question}
      labels={{ actor: 'Who', operation: 'wants to' }}
      ask={ask}
      actors={actors}
      branches={branches}
      after={
        <Choice
          label="signed in with"
          value={question.credential ?? ''}
          options={credentialOptions}
          disabled={question.actor.type !== 'user'}
          onChoose={(one) => {
            ask({ credential: one === '' ? undefined : one } as Partial<Question>);
          }}
        />
      }
    />
  );
}
