import { pushTo } from '../../core/ways-out/another-branch';
import { code } from '../../core/words/names';
import { gitDocs } from '../../core/words/pages';
import { command } from '../../core/words/shell';
import { leased, setAddress } from './push';
import { repositoryAddresses, someServer } from '../text/server';
import type { WaysOfText } from './way-of-text';

const pushPage = `${gitDocs}/git-push`;

/** What to do in the clone, whatever the rules are. */
export const clone = {
  'integrate-first': {
    who: 'you',
    page: `${gitDocs}/git-pull`,
    only: 'push',
    do: ({ push: { remote, branch = 'main' }, shell }) =>
      'You can fetch what others pushed and put your commits on top, on the branch that you push: ' +
      `${command(shell, (word) => `git pull --rebase ${word(remote)} ${word(branch)}`)}, then push again.`,
  },
  'force-with-lease': {
    who: 'you',
    page: pushPage,
    only: 'push',
    do: ({ push, shell }) =>
      'Where you rewrote history on purpose, on a branch that is yours alone, you can push what is checked out with ' +
      `${leased(push, shell)}; it stops if somebody else pushed meanwhile, and a restriction against rewriting ` +
      'still holds.',
  },
  'try-again': {
    who: 'you',
    page: pushPage,
    do: () =>
      'You can try again in a minute: what stood in the way, a broken connection or somebody else who changed the ' +
      'same branch, may be gone.',
  },
  'remove-conflicting-ref': {
    who: 'you',
    page: `${gitDocs}/git-remote`,
    do: ({ push: { remote }, shell }) =>
      `A branch cannot be called as the folder of another one (${code('a')} and ${code('a/b')}): you can choose ` +
      'another name; where the other branch is gone at the remote and only this clone still knows it, so that a ' +
      `fetch fails too, you can forget it: ${command(shell, (word) => `git remote prune ${word(remote)}`)}.`,
  },
  'see-remote-refs': {
    who: 'you',
    page: `${gitDocs}/git-ls-remote`,
    do: ({ push: { remote }, shell }) =>
      'You can see which branches and tags the remote has, ' +
      `${command(shell, (word) => `git ls-remote ${word(remote)}`)}, and name one of those; a build or a submodule ` +
      'may still name one that is gone, or a commit that nobody pushed.',
  },
  'commit-first': {
    who: 'you',
    page: pushPage,
    only: 'push',
    do: ({ push: { remote, branch = 'main', local }, shell }) => {
      const sent = command(shell, (word) => `git push ${word(remote)} ${word(local ?? 'HEAD')}`);
      // Git can push `HEAD` without more only where a branch is checked out, whose name it then takes.
      const detached = `; where none is checked out, as in many builds, ${pushTo(branch, shell, remote)} does`;
      return (
        `You can see what there is to push, ${code('git status')} and ${code('git branch -a')}, commit what is not ` +
        `committed yet, and push the branch that is checked out: ${sent}${local === undefined ? detached : ''}.`
      );
    },
  },
  'set-upstream': {
    who: 'you',
    page: pushPage,
    only: 'push',
    do: ({ push: { remote, local = 'HEAD' }, shell }) =>
      'Where Git asks for an upstream, you can name it once, for the branch that is checked out: ' +
      `${command(shell, (word) => `git push --set-upstream ${word(remote)} ${word(local)}`)}.`,
  },
  'fix-remote': {
    who: 'you',
    page: `${gitDocs}/git-remote`,
    do: ({ push, shell }) =>
      `You can look where the remote points, ${code('git remote -v')}, and set it: ` +
      `${setAddress(`git@ssh.bitbucket.org:${push.place}.git`, shell, push)} or ` +
      `${setAddress(`https://bitbucket.org/${push.place}.git`, shell, push)}; where there is no such remote yet, ` +
      `${code('add')} in place of ${code('set-url')} makes it.`,
    onDataCenter: {
      do: ({ push, shell }) => {
        const { https, ssh } = repositoryAddresses(push.server ?? someServer);
        return (
          `You can look where the remote points, ${code('git remote -v')}, and set it: ` +
          `${setAddress(ssh, shell, push)} or ${setAddress(https, shell, push)}.`
        );
      },
    },
  },
  'read-hook': {
    who: 'you',
    page: `${gitDocs}/githooks`,
    do: () =>
      'You can read what the hook printed and mend that; it stands in ' +
      `${code('git rev-parse --git-path hooks')} and runs on your machine, not at Bitbucket.`,
  },
  'show-all': {
    who: 'you',
    page: pushPage,
    do: () =>
      `You can paste all that was printed, from the line of ${code('git push')} on: of a push that was sent, Git ` +
      `names the remote in a line with ${code('To')} and what was refused in one with ${code('!')}; where both are ` +
      'missing below the command, a hook of the clone stopped it.',
  },
  unshallow: {
    who: 'you',
    page: `${gitDocs}/git-fetch`,
    // Not from the remote of the push: a copy that is only being filled has nothing to fetch.
    do: () =>
      'You can fetch the commits that are missing here from where the clone was made, ' +
      `${code('git fetch --unshallow')}, and push again; where there are several remotes (${code('git remote -v')}) ` +
      'and it takes the wrong one, name the right one behind it. A build can be told to clone in full (in Pipelines ' +
      `${code('clone: depth: full')}).`,
  },
  'push-submodules': {
    who: 'you',
    page: pushPage,
    only: 'push',
    // Git's own `--recurse-submodules=on-demand` takes only submodules that have the same branch checked out.
    do: ({ push, shell }) =>
      'You can push the submodules first, each in its own folder, which Git names: ' +
      `${pushTo(push.ownBranch, shell)} takes its commits to a branch of their own; then push again. Each needs ` +
      'write access to its own repository.',
  },
  'see-git-words': {
    who: 'you',
    page: 'https://git-scm.com/docs/git#Documentation/git.txt-codeGITTRACEcode',
    do: () =>
      'You can run the very command that the tool names by hand, as the same user on the same machine: Git then says ' +
      `itself what the tool keeps back; with the variable ${code('GIT_TRACE')} set to ${code('1')} it also shows what ` +
      'it runs.',
  },
  'see-submodules': {
    who: 'you',
    page: `${gitDocs}/git-submodule`,
    only: 'read',
    do: () =>
      'You can compare the addresses that are recorded with those that this clone uses, ' +
      `${code('git config --file .gitmodules --list')} and ${code('git submodule foreach git remote -v')}, and take over ` +
      `the recorded ones with ${code('git submodule sync --recursive')}; the same user and credentials must be able to ` +
      'read each of them. A commit that is missing there was recorded by somebody who did not send the submodule along.',
  },
} satisfies WaysOfText;
