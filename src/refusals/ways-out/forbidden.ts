import { pushTo } from '../../core/ways-out/another-branch';
import { allowRewriting, makeAnotherMain } from '../../core/ways-out/forbidden';
import { code, kindBefore } from '../../core/words/names';
import { bitbucketDocs, docs, gitDocs } from '../../core/words/pages';
import { command } from '../../core/words/shell';
import { serverPermissions } from './data-center';
import { branchIn } from './push';
import type { WaysOfText } from './way-of-text';

/** Ways past what is forbidden to everybody: the same result by other means, or allowing it. */
export const forbidden = {
  'add-commits-instead': {
    who: 'you',
    page: `${gitDocs}/git-reset`,
    only: 'push',
    // The clone was rewritten already: a `git revert` there could not be pushed without force either.
    do: ({ push: { branch = 'main', remote }, shell }) =>
      'You can put your files on top of what is there, as a new commit in place of rewriting, and push without ' +
      `force: ${command(shell, (word) => `git fetch ${word(remote)} ${word(branch)}`)}, then ` +
      `${code('git reset --soft FETCH_HEAD')}; ${code('git diff --cached')} shows what the new commit changes, and ` +
      `if it undoes work of others; then ${code('git commit')} and ${pushTo(branch, shell, remote)}.`,
  },
  'allow-rewriting': {
    who: 'repository-admin',
    page: docs.restrictions,
    do: ({ push, ...reader }) => allowRewriting(reader, `${kindBefore('force')} ${branchIn(push)}`),
    onDataCenter: { page: serverPermissions },
  },
  'allow-deletion': {
    who: 'repository-admin',
    page: docs.restrictions,
    do: ({ push, administrator }) =>
      `${administrator} can allow deleting ${branchIn(push)} in the branch restrictions.`,
    onDataCenter: {
      page: serverPermissions,
      do: ({ push, administrator }) =>
        `${administrator} can allow deleting ${branchIn(push)} in the branch permissions.`,
    },
  },
  'change-main-branch': {
    who: 'repository-admin',
    page: `${bitbucketDocs}/change-a-repositorys-main-branch/`,
    do: makeAnotherMain,
    onDataCenter: { page: serverPermissions },
  },
} satisfies WaysOfText;
