import { code } from '../../core/words/names';
import { bitbucketDocs, docs } from '../../core/words/pages';
import { command } from '../../core/words/shell';
import type { WaysOfText } from './way-of-text';

const sizePage = `${bitbucketDocs}/reduce-repository-size/`;

/** Sizes and the limits of the plan. */
export const limits = {
  'smaller-push': {
    who: 'you',
    page: `${bitbucketDocs}/push-code-to-bitbucket/`,
    only: 'push',
    do: ({ push: { remote, branch = 'main' }, shell }) => {
      const count = command(
        shell,
        (word) => `git rev-list --count --first-parent HEAD --not ${word(`--remotes=${remote}`)}`,
      );
      const part = command(shell, (word) => `git push ${word(remote)} HEAD~1:${word(`refs/heads/${branch}`)}`);
      return (
        `You can push in smaller parts, older commits first: ${count} says how many are not there yet, and ${part} ` +
        'leaves out the newest one; half the count in place of the 1 leaves out half. Over HTTPS a larger buffer ' +
        `may help too: ${code('git config http.postBuffer 157286400')}.`
      );
    },
    onDataCenter: { page: 'https://git-scm.com/docs/git-push' },
  },
  'raise-plan': {
    who: 'workspace-admin',
    page: docs.readOnly,
    do: () =>
      'An administrator of the workspace can raise the plan, settle its payment, or remove users until it is ' +
      'within its limit; until then every repository of it is read-only, for everybody.',
  },
  'undo-last-push': {
    who: 'you',
    page: sizePage,
    only: 'push',
    do: ({ push: { remote, branch = 'main' }, shell }) => {
      // From what is there, not from what is here: the push that was refused is not among it.
      const fetch = command(shell, (word) => `git fetch ${word(remote)} ${word(branch)}`);
      const back = command(shell, (word) => {
        const lease = word(`--force-with-lease=${branch}:FETCH_HEAD`);
        return `git push ${lease} ${word(remote)} FETCH_HEAD~1:${word(`refs/heads/${branch}`)}`;
      });
      return (
        'Over 4 GB Bitbucket takes only pushes that undo the latest commits: where no restriction forbids ' +
        `rewriting, you can look at the newest one there, ${fetch}, then ${code('git show --stat FETCH_HEAD')}, and ` +
        `take it back with ${back}; your clone keeps all that it has.`
      );
    },
  },
  'shrink-history': {
    who: 'you',
    only: 'push',
    onDataCenter: { page: 'https://github.com/newren/git-filter-repo' },
    page: sizePage,
    do: ({ push: { upstream }, shell }) => {
      const here = command(
        shell,
        (word) => `git filter-repo --force --strip-blobs-bigger-than 100M --refs ${word(`${upstream}..HEAD`)}`,
      );
      const there = code('git filter-repo --strip-blobs-bigger-than 100M');
      return (
        `You can take large files out of the history with git-filter-repo, which is installed separately: out of ` +
        `commits that are not pushed yet with ${here}; out of those that are, in a clone made ` +
        `with ${code('--mirror')}, ${there} and ${code('git push --force --mirror')}, where no restriction forbids ` +
        'rewriting, and everybody has to clone anew.'
      );
    },
  },
  'use-lfs': {
    who: 'you',
    only: 'push',
    onDataCenter: { page: 'https://git-lfs.com' },
    page: `${bitbucketDocs}/use-git-lfs-with-bitbucket/`,
    do: () =>
      `You can keep large files in Git LFS: ${code('git lfs migrate import --above=100MB')} rewrites those of ` +
      'commits that are not pushed yet.',
  },
  'lift-file-limit': {
    who: 'repository-admin',
    page: `${bitbucketDocs}/advanced-repository-settings/`,
    do: ({ administrator }) =>
      `${administrator} can switch the limit of 100 MB for a file off under “Repository settings › Advanced”.`,
  },
} satisfies WaysOfText;
