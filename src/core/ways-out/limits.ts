import { code } from '../words/names';
import { bitbucketDocs, docs } from '../words/pages';
import { command } from '../words/shell';
import type { WaysOut } from './way-out';

const sizePage = `${bitbucketDocs}/reduce-repository-size/`;

/** Sizes and the limits of the plan. */
export const limits = {
  'smaller-push': {
    ofText: {
      who: 'you',
      page: `${bitbucketDocs}/push-code-to-bitbucket/`,
      only: 'push',
      do: ({ push: { remote, branch = 'main' }, shell }) => {
        const part = command(
          shell,
          (word) => `git push ${word(remote)} <older commit>:${word(`refs/heads/${branch}`)}`,
        );
        return (
          `You can push in smaller parts, older commits first: ${part}; over HTTPS a larger buffer may help too: ` +
          `${code('git config http.postBuffer 157286400')}.`
        );
      },
    },
  },
  'raise-plan': {
    ofText: {
      who: 'workspace-admin',
      page: docs.readOnly,
      do: () =>
        'An administrator of the workspace can raise the plan, settle its payment, or remove users until it is ' +
        'within its limit; until then every repository of it is read-only, for everybody.',
    },
  },
  'undo-last-push': {
    ofText: {
      who: 'you',
      page: sizePage,
      only: 'push',
      do: ({ push: { remote, branch = 'main' }, shell }) => {
        const back = command(
          shell,
          (word) => `git push --force-with-lease ${word(remote)} HEAD~1:${word(`refs/heads/${branch}`)}`,
        );
        return (
          'Over 4 GB Bitbucket takes only pushes that make the repository smaller: you can take back the last one, ' +
          `${back}, where no restriction forbids rewriting.`
        );
      },
    },
  },
  'shrink-history': {
    ofText: {
      who: 'you',
      page: sizePage,
      do: () =>
        `You can take large files out of the history with ${code('git filter-repo')} or the BFG, and tell everybody ` +
        'to clone anew.',
    },
  },
  'use-lfs': {
    ofText: {
      who: 'you',
      page: `${bitbucketDocs}/use-git-lfs-with-bitbucket/`,
      do: () =>
        `You can keep large files in Git LFS: ${code('git lfs migrate import --above=100MB')} rewrites those of ` +
        'commits that are not pushed yet.',
    },
  },
  'lift-file-limit': {
    ofText: {
      who: 'repository-admin',
      page: `${bitbucketDocs}/advanced-repository-settings/`,
      do: ({ administrator }) =>
        `${administrator} can switch the limit of 100 MB for a file off under “Repository settings › Advanced”.`,
    },
  },
} satisfies WaysOut;
