import type { Person, Project } from '../model';
import { code, personAfter, personName, theProject } from '../words/names';
import { bitbucketDocs, docs, settingsPages } from '../words/pages';
import { ofDecision, type WaysOut } from './way-out';

/** That a credential with write access is to be used, and `why` in a clause. */
export function writingCredential(you: string, why = ''): string {
  return `${you} can push with a personal SSH key or an API token of a user account with write access${why}.`;
}

/** Permissions of the account that pushes. */
export const access = {
  'grant-write': ofDecision<{ person: Person }>({
    who: 'repository-admin',
    page: settingsPages.permissions,
    do: ({ person }, { administrator, repository }) =>
      `${administrator} can give ${personAfter(administrator, person)} write access to ${repository.fullName}, which opens every ` +
      'branch that no restriction keeps to others.',
  }),
  'grant-write-on-project': ofDecision<{ person: Person; project: Project }>({
    who: 'project-admin',
    page: (where) => settingsPages.project(where, 'permissions'),
    do: ({ person, project }) =>
      `an administrator of ${theProject(project)} can give ${personName(person)} write access to all ` +
      'of its repositories.',
  }),
  fork: ofDecision<{ into: string }>({
    who: 'you',
    page: `${bitbucketDocs}/fork-a-repository/`,
    do: ({ into }, { you, repository }) =>
      `${you} can fork ${repository.fullName}, push there, and open a pull request into ${code(into)}: reading is ` +
      'enough for that, unless its fork policy forbids it.',
  }),
  'use-writing-credential': ofDecision({
    who: 'you',
    page: docs.personalSshKeys,
    do: (_, { you }) => writingCredential(you),
  }),
} satisfies WaysOut;
