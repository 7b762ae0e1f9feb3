import { pushTo } from '../../core/ways-out/another-branch';
import { code } from '../../core/words/names';
import { command } from '../../core/words/shell';
import { permissionsPage, repositoryPage, someServer } from '../text/server';
import type { WaysOfText } from './way-of-text';

const serverDocs = 'https://confluence.atlassian.com/bitbucketserver/';
/** The page of Data Center about its branch permissions. */
export const serverPermissions = `${serverDocs}using-branch-permissions-776639807.html`;
const hooks = `${serverDocs}using-repository-hooks-776639836.html`;

/** Bitbucket Data Center, whose rules differ from Bitbucket Cloud's, and checks that a server makes of its own. */
export const dataCenter = {
  'dc-open-pull-request': {
    who: 'you',
    page: serverPermissions,
    only: 'push',
    do: ({ push, shell }) =>
      `You can push to another branch and open a pull request: ${pushTo(push.ownBranch, shell, push.remote)}.`,
  },
  'dc-see-permissions': {
    who: 'repository-admin',
    page: serverPermissions,
    only: 'push',
    do: ({ push }) =>
      'An administrator of the repository sees which one stands in the way under “Repository settings › Branch ' +
      `permissions”${permissionsPage(push.server ?? someServer)}, and can exempt you, a group or an access key there.`,
  },
  'dc-ask-admin': {
    who: 'repository-admin',
    page: `${serverDocs}using-repository-permissions-776639771.html`,
    do: ({ push }) =>
      'An administrator of the repository on that server can give your account, key or token ' +
      `${push.tried === 'push' ? 'write' : 'read'} access to it.`,
  },
  'dc-check-address': {
    who: 'you',
    page: `${serverDocs}clone-a-repository-790632786.html`,
    do: ({ push }) =>
      `You can look where the remote points, ${code('git remote -v')}, and open ${repositoryPage(push.server ?? someServer)} in the ` +
      'browser with the account that Git uses: if nothing shows there either, the name is wrong or this account ' +
      'has no access.',
  },
  'dc-use-token': {
    who: 'you',
    page: `${serverDocs}http-access-tokens-939515499.html`,
    do: ({ push }) =>
      'You can make an HTTP access token on that server, under “Manage account › HTTP access tokens”, with ' +
      `“Repository ${push.tried === 'push' ? 'write' : 'read'}”, and give it to Git in place of the password, with ` +
      'your user name there.',
  },
  'dc-own-commits': {
    who: 'you',
    page: `${serverDocs}verify-committer-776639810.html`,
    do: ({ push: { upstream }, shell }) => {
      const anew = 'git commit --amend --reset-author --no-edit';
      const each = command(shell, (word) => `git rebase ${word(upstream)} --exec ${word(`${anew} --allow-empty`)}`);
      return (
        'You can set your name and address as your account has them, ' +
        `${code('git config user.email you@example.com')}, and make the last commit anew, ${code(anew)}, or all that ` +
        `are not pushed: ${each}.`
      );
    },
  },
  'dc-reword-message': {
    who: 'you',
    page: 'https://git-scm.com/book/en/v2/Git-Tools-Rewriting-History',
    do: ({ push: { upstream }, shell }) =>
      `You can reword the message so that it has what the hook asks for, ${code('git commit --amend')}, or those ` +
      `of several commits, ${command(shell, (word) => `git rebase -i ${word(upstream)}`)} with ${code('reword')} ` +
      'before each, and push again.',
  },
  'dc-captcha': {
    who: 'you',
    page: serverDocs,
    do: () =>
      'You can sign in on the web page of that server once and answer the CAPTCHA; then make sure that no stored, ' +
      'wrong password causes it again.',
  },
  'dc-leave-reserved': {
    who: 'you',
    page: serverDocs,
    do: ({ push: { remote }, shell }) =>
      `You can push branches and tags only, in place of ${code('--mirror')}: ` +
      `${command(shell, (word) => {
        const plain = word(`remote.${remote}.mirror=false`);
        return `git -c ${plain} push ${word(remote)} ${word('refs/heads/*:refs/heads/*')} ${word('refs/tags/*:refs/tags/*')}`;
      })}.`,
  },
  'do-as-server-says': {
    who: 'you',
    page: hooks,
    do: ({ push }) =>
      push.tried === 'push'
        ? 'You can do what these words ask for and push again, as the server has stored nothing of this push.'
        : 'You can do what these words ask for and try again.',
  },
  'ask-about-check': {
    who: 'repository-admin',
    page: hooks,
    do: ({ administrator }) => `${administrator} can say which check prints these words, and what satisfies it.`,
    onDataCenter: {
      do: ({ administrator }) =>
        `${administrator} can say which hook this was, under “Repository settings › Hooks”, and what satisfies it.`,
    },
  },
} satisfies WaysOfText;
