import { code } from '../words/names';
import { docs, gitDocs } from '../words/pages';
import { command } from '../words/shell';
import { serverPermissions } from './data-center';
import { branchIn, leased, pushTo } from './push';
import { ofDecision, type WaysOut } from './way-out';

/** The same work through another branch or another pull request. */
export const anotherBranch = {
  'open-pull-request': {
    ofDecision: ofDecision<{ push: string; into: string; unsure?: boolean }>({
      who: 'you',
      page: docs.pullRequests,
      do: ({ push, into, unsure = false }, { you, shell }) => {
        const other = unsure ? '; where that name is refused as well, another may do' : '';
        const sent = pushTo(push, shell);
        return `${you} can push to another branch and open a pull request into ${code(into)}: ${sent}${other}.`;
      },
    }),
    ofText: {
      who: 'you',
      page: docs.pullRequests,
      only: 'push',
      do: ({ push, shell }) =>
        `You can push to a branch of your own and open a pull request into ${branchIn(push)}: ` +
        `${pushTo(push.ownBranch, shell, push.remote)}.`,
      onDataCenter: { page: serverPermissions },
    },
  },
  'push-elsewhere': {
    ofDecision: ofDecision<{ push: string }>({
      who: 'you',
      page: docs.restrictions,
      do: ({ push }, { you, shell }) => `${you} can choose a name that no restriction covers: ${pushTo(push, shell)}.`,
    }),
    ofText: {
      who: 'you',
      page: docs.restrictions,
      only: 'push',
      do: ({ push, shell }) =>
        'You can choose a name that no restriction covers, as creating a branch is a push to its name: ' +
        `${pushTo(push.ownBranch, shell, push.remote)}.`,
      onDataCenter: { page: serverPermissions },
    },
  },
  'open-another-pull-request': {
    ofDecision: ofDecision<{ into: string }>({
      who: 'you',
      page: docs.pullRequests,
      do: ({ into }, { you }) => `${you} can open another pull request into ${code(into)}.`,
    }),
  },
  'move-work': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-branch`,
      only: 'push',
      do: ({ push: { ownBranch, branch = 'main', local = branch, upstream }, shell }) =>
        'You can move the commits to a branch of their own without losing any, and set the local branch back to what ' +
        `the remote has: ${command(shell, (word) => `git switch -c ${word(ownBranch)}`)}, then ` +
        `${command(shell, (word) => `git branch -f ${word(local)} ${word(upstream)}`)}.`,
    },
  },
  'rewrite-own-branch': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-push`,
      only: 'push',
      do: ({ push: { remote, ownBranch }, shell }) =>
        'You can push the rewritten history to a branch of your own, where nobody has built on it: ' +
        `${leased({ remote, branch: ownBranch }, shell)}.`,
    },
  },
} satisfies WaysOut;
