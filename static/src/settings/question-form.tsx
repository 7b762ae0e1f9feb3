import Select, { AsyncCreatableSelect, AsyncSelect } from '@atlaskit/select';
import { useMemo } from 'react';
import { branchName } from '../../../src/core/branches/branch-name';
import {
  credentials,
  operations,
  type Actor,
  type Credential,
  type Facts,
  type Operation,
  type Question,
} from '../../../src/core/model';
import { actorTitle } from '../../../src/core/words/names';
import { besideName, peopleIn, tellingOf, type Telling } from '../../../src/core/words/telling-names';
import { visibleExactly } from '../../../src/core/words/visible';
import { Field } from '../field';
import type { Branches } from './use-facts';

interface Option<T> {
  label: string;
  value: T;
  hint?: string;
}

interface Props {
  question: Question;
  onAsk: (question: Question) => void;
  actors: Actor[];
  branches: Branches;
  facts: Facts;
}

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
const operationOptions = operations.map((value) => ({ label: operationNames[value], value }));
const anyCredential: Option<Credential | undefined> = { label: 'not considered', value: undefined };
const credentialOptions = [anyCredential, ...credentials.map((value) => ({ label: credentialNames[value], value }))];
/** More would only be scrolled past; typing finds the others. */
const mostShown = 50;

/** The question: who wants to do what, where, and with what. Every change is answered at once. */
export function QuestionForm({ question, onAsk, actors, branches }: Props) {
  const { actor, operation, branch, credential } = question;
  const telling = useMemo(() => tellingOf(peopleIn(actors)), [actors]);
  const people = useMemo(() => actors.map((one) => actorOption(one, telling)), [actors, telling]);
  const byLabel = useMemo(() => people.map((option) => ({ option, text: searchable(option) })), [people]);

  function ask(change: { actor?: Actor; operation?: Operation; branch?: string; credential?: Credential | undefined }) {
    const { credential: kept, ...next } = { ...question, ...change };
    onAsk({ ...next, ...(kept && next.actor.type === 'user' && { credential: kept }) });
  }

  return (
    <form
      className="question"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Field label="Who">
        {(id) => (
          <AsyncSelect<Option<Actor>>
            key={people.length}
            inputId={id}
            value={actorOption(actor, telling)}
            defaultOptions={people.slice(0, mostShown)}
            loadOptions={(typed: string) => Promise.resolve(found(byLabel, typed))}
            formatOptionLabel={({ label, hint }) => (
              <>
                <bdi>{label}</bdi>
                {hint && (
                  <>
                    {' '}
                    <bdi className="subtle">{hint}</bdi>
                  </>
                )}
              </>
            )}
            onChange={(option) => {
              if (option) ask({ actor: option.value });
            }}
            noOptionsMessage={() => 'Nobody by that name'}
          />
        )}
      </Field>
      <Field label="wants to">
        {(id) => (
          <Select<Option<Operation>>
            inputId={id}
            isSearchable={false}
            value={operationOptions.find(({ value }) => value === operation) ?? null}
            options={operationOptions}
            onChange={(option) => {
              if (option) ask({ operation: option.value });
            }}
          />
        )}
      </Field>
      <Field label="on branch" hint={branchesHint(branches)}>
        {(id) => (
          <AsyncCreatableSelect<Option<string>>
            key={branches.items.length}
            inputId={id}
            value={branchOption(branch)}
            defaultOptions={branches.items.slice(0, mostShown).map(branchOption)}
            loadOptions={(typed: string) => Promise.resolve(branchesFound(branches.items, typed))}
            isValidNewOption={(typed: string) =>
              branchName(typed.trim()) !== undefined && !branches.items.includes(typed.trim())
            }
            formatCreateLabel={(typed: string) => `${visibleExactly(typed.trim())} (not among the branches)`}
            onChange={(option) => {
              const name = option && branchName(option.value.trim());
              if (name) ask({ branch: name });
            }}
            noOptionsMessage={() => 'Git does not allow a branch to be called that'}
          />
        )}
      </Field>
      <Field label="with">
        {(id) => (
          <Select<Option<Credential | undefined>>
            inputId={id}
            isSearchable={false}
            isDisabled={actor.type !== 'user'}
            value={credentialOptions.find(({ value }) => value === credential) ?? anyCredential}
            options={credentialOptions}
            onChange={(option) => {
              ask({ credential: option?.value });
            }}
          />
        )}
      </Field>
    </form>
  );
}

function branchesHint({ items, size, gaps, done }: Branches): string | undefined {
  if (!done)
    return size === undefined ? 'Reading branches…' : `Reading branches: ${String(items.length)} of ${String(size)}`;
  return gaps.length > 0 ? `Only ${String(items.length)} branches could be read; any name can be typed.` : undefined;
}

function branchOption(branch: string): Option<string> {
  return { label: visibleExactly(branch), value: branch };
}

function branchesFound(branches: string[], typed: string): Option<string>[] {
  const wanted = typed.trim().toLowerCase();
  return firstMatches(branches, (branch) => branch.toLowerCase().includes(wanted)).map(branchOption);
}

function actorOption(actor: Actor, telling: Telling): Option<Actor> {
  const hint = actor.type === 'user' ? besideName(actor.person, telling) : '';
  return { label: actorTitle(actor), value: actor, ...(hint !== '' && { hint }) };
}

function searchable({ label, hint = '' }: Option<Actor>): string {
  return `${label} ${hint}`.toLowerCase();
}

function found(people: { option: Option<Actor>; text: string }[], typed: string): Option<Actor>[] {
  const wanted = typed.trim().toLowerCase();
  return firstMatches(people, ({ text }) => text.includes(wanted)).map(({ option }) => option);
}

function firstMatches<T>(list: T[], matches: (one: T) => boolean): T[] {
  const result: T[] = [];
  for (const one of list) {
    if (!matches(one)) continue;
    result.push(one);
    if (result.length === mostShown) break;
  }
  return result;
}
