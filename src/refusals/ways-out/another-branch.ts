import { pushTo } from '../../core/ways-out/another-branch';
import { docs, gitDocs } from '../../core/words/pages';
import { command } from '../../core/words/shell';
import { serverPermissions } from './data-center';
import { branchIn, leased } from './push';
import type { WaysOfText } from './way-of-text';

/** The same work through another branch or another pull request, and what the one at hand lacks. */
export const anotherBranch = {
  'open-pull-request': {
    who: 'you',
    page: docs.pullRequests,
    only: 'push',
    do: ({ push, shell }) =>
      `You can push to a branch of your own and open a pull request into ${branchIn(push)}: ` +
      `${pushTo(push.ownBranch, shell, push.remote)}.`,
    onDataCenter: { page: serverPermissions },
  },
  'push-elsewhere': {
    who: 'you',
    page: docs.restrictions,
    only: 'push',
    do: ({ push, shell }) =>
      'You can choose a name that no restriction covers, as creating a branch is a push to its name: ' +
      `${pushTo(push.ownBranch, shell, push.remote)}.`,
    onDataCenter: { page: serverPermissions },
  },
  'move-work': {
    who: 'you',
    page: `${gitDocs}/git-branch`,
    only: 'push',
    do: ({ push: { ownBranch, branch = 'main', local = branch, upstream }, shell }) =>
      'You can move the commits to a branch of their own without losing any, and set the local branch back to what ' +
      `the remote has: ${command(shell, (word) => `git switch -c ${word(ownBranch)}`)}, then ` +
      `${command(shell, (word) => `git branch -f ${word(local)} ${word(upstream)}`)}.`,
  },
  'rewrite-own-branch': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    only: 'push',
    do: ({ push: { remote, ownBranch }, shell }) =>
      'You can push the rewritten history to a branch of your own, where nobody has built on it: ' +
      `${leased({ remote, branch: ownBranch }, shell)}.`,
  },
  'look-at-merge-checks': {
    who: 'you',
    page: docs.mergeChecks,
    do: () =>
      'You can see on the pull request which merge checks are still open, and ask for the approvals, builds or ' +
      'tasks that they want.',
  },
} satisfies WaysOfText;
