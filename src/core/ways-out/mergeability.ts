import type { Project } from '../model';
import { code, theProject } from '../words/names';
import { docs, settingsPages } from '../words/pages';
import { commands } from '../words/shell';
import { merging, type SourceToUpdate } from './pull-request';
import { ofDecision, type WaysOut } from './way-out';

/** What to do about what Bitbucket itself says that stands in the way of a merge. */
export const mergeability = {
  'settle-conflicts': ofDecision<SourceToUpdate>({
    who: 'you',
    page: docs.conflicts,
    do: ({ source, fork, mayPush, destination }, { you, shell }) => {
      if (fork || source === null) {
        const where = fork ? ' of the fork' : '';
        return `${you} can merge ${code(destination)} into the source branch${where}, and settle the conflicts there.`;
      }
      const merge = commands(shell, merging(source, destination));
      const send = commands(shell, [() => 'git commit -a', (word) => `git push origin ${word(source)}`]);
      const deed = mayPush ? 'merge' : `ask somebody who can push to ${code(source)} to merge`;
      return `${you} can ${deed} ${code(destination)} into the source: ${merge}, then settle the files that Git names, then ${send}.`;
    },
  }),
  'settle-check-of-app': ofDecision<{ app: string; running: boolean }>({
    who: 'you',
    page: docs.customMergeChecks,
    do: ({ app, running }, { you }) =>
      running
        ? `${you} can wait for ${code(app)} to finish; the pull request shows when it has.`
        : `${you} can settle what ${code(app)} asks for; the pull request shows what the app says.`,
  }),
  'await-queue': ofDecision({
    who: 'you',
    page: docs.mergePullRequest,
    do: (_, { you }) =>
      `${you} can wait: the queue merges it when its turn comes. Until then it can be taken out of the queue on its page.`,
  }),
  'reopen-queue': ofDecision({
    who: 'repository-admin',
    page: settingsPages.repository,
    do: (_, { administrator }) =>
      `${administrator} can make the merge queue active again, or inactive, so that merging needs no queue.`,
  }),
  'look-at-project-rules': ofDecision<{ project?: Project }>({
    who: 'project-admin',
    page: (where) => settingsPages.project(where, 'branch-restrictions'),
    do: ({ project }) =>
      `an administrator of ${theProject(project)} can see which rule that is, and change it or its list.`,
  }),
  'look-at-rules': ofDecision({
    who: 'repository-admin',
    page: (where) => settingsPages.restrictions(where),
    do: (_, { administrator }) => `${administrator} can see which rule or permission that is, and change it.`,
  }),
  'look-at-pull-request': ofDecision({
    who: 'you',
    page: docs.mergePullRequest,
    do: (_, { you }) => `${you} can see on the pull request what Bitbucket still asks for, and settle it there.`,
  }),
} satisfies WaysOut;
