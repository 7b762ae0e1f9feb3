import { code } from '../words/names';
import { gitDocs } from '../words/pages';
import { command } from '../words/shell';
import { dataCenterAddresses, setAddress } from './push';
import type { WaysOut } from './way-out';

const pushPage = `${gitDocs}/git-push`;

/** What to do in the clone, whatever the rules are. */
export const clone = {
  'integrate-first': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-pull`,
      only: 'push',
      do: ({ push: { remote, branch = 'main' }, shell }) =>
        'You can fetch what others pushed and put your commits on top: ' +
        `${command(shell, (word) => `git pull --rebase ${word(remote)} ${word(branch)}`)}, then push again.`,
    },
  },
  'force-with-lease': {
    ofText: {
      who: 'you',
      page: pushPage,
      only: 'push',
      do: ({ push: { remote, branch = 'your-branch' }, shell }) =>
        'Where you rewrote history on purpose, on a branch that is yours alone, you can push it with ' +
        `${command(shell, (word) => `git push --force-with-lease ${word(remote)} ${word(branch)}`)}; it stops if ` +
        'somebody else pushed meanwhile, and a restriction against rewriting still holds.',
    },
  },
  'try-again': {
    ofText: {
      who: 'you',
      page: pushPage,
      do: () => 'You can push again in a minute: somebody else was changing the same branch.',
    },
  },
  'remove-conflicting-ref': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-remote`,
      do: ({ push: { remote }, shell }) =>
        `A branch cannot be called as the folder of another one (${code('a')} and ${code('a/b')}): you can choose ` +
        'another name, or forget branches that are gone with ' +
        `${command(shell, (word) => `git remote prune ${word(remote)}`)}.`,
    },
  },
  'commit-first': {
    ofText: {
      who: 'you',
      page: pushPage,
      only: 'push',
      do: ({ push: { remote, local = 'your-branch' }, shell }) =>
        `You can see what there is to push: ${code('git status')} and ${code('git branch -a')}; then name the branch ` +
        `as it is called here: ${command(shell, (word) => `git push ${word(remote)} ${word(local)}`)}.`,
    },
  },
  'set-upstream': {
    ofText: {
      who: 'you',
      page: pushPage,
      only: 'push',
      do: ({ push: { remote, branch = 'your-branch', local = branch }, shell }) =>
        'You can say where the branch goes, once: ' +
        `${command(shell, (word) => `git push --set-upstream ${word(remote)} ${word(local)}`)}.`,
    },
  },
  'fix-remote': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-remote`,
      do: ({ push, shell }) =>
        `You can look where the remote points, ${code('git remote -v')}, and set it: ` +
        `${setAddress(`git@ssh.bitbucket.org:${push.place}.git`, shell, push)} or ` +
        `${setAddress(`https://bitbucket.org/${push.place}.git`, shell, push)}.`,
      onDataCenter: {
        do: ({ push, shell }) => {
          const { https, ssh } = dataCenterAddresses(push);
          return (
            `You can look where the remote points, ${code('git remote -v')}, and set it: ` +
            `${setAddress(ssh, shell, push)} or ${setAddress(https, shell, push)}.`
          );
        },
      },
    },
  },
  'read-hook': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/githooks`,
      do: () =>
        'You can read what the hook printed and mend that; it stands in ' +
        `${code('git rev-parse --git-path hooks')} and runs on your machine, not at Bitbucket.`,
    },
  },
  'show-all': {
    ofText: {
      who: 'you',
      page: pushPage,
      do: () =>
        `You can paste all that was printed, from the line of ${code('git push')} on: of a push that was sent, Git ` +
        `names the remote in a line with ${code('To')} and what was refused in one with ${code('!')}; where both are ` +
        'missing below the command, a hook of the clone stopped it.',
    },
  },
  unshallow: {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-fetch`,
      do: ({ push: { remote }, shell }) =>
        'You can fetch the commits that are missing here, ' +
        `${command(shell, (word) => `git fetch --unshallow ${word(remote)}`)}, and push again; a build can be told ` +
        `to clone in full (in Pipelines ${code('clone: depth: full')}).`,
    },
  },
  'push-submodules': {
    ofText: {
      who: 'you',
      page: pushPage,
      only: 'push',
      do: ({ push: { remote, branch = 'main', local = branch }, shell }) => {
        const push = command(shell, (word) => `git push --recurse-submodules=on-demand ${word(remote)} ${word(local)}`);
        return `You can push the submodules first, ${push}; each needs write access to its own repository.`;
      },
    },
  },
} satisfies WaysOut;
