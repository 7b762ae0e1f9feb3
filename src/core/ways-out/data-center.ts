import { code } from '../words/names';
import { command } from '../words/shell';
import { pushTo } from './push';
import type { WaysOut } from './way-out';

const serverDocs = 'https://confluence.atlassian.com/bitbucketserver/';
const permissions = `${serverDocs}using-branch-permissions-776639807.html`;

/** Bitbucket Data Center, whose rules differ from Bitbucket Cloud's. */
export const dataCenter = {
  'dc-open-pull-request': {
    ofText: {
      who: 'you',
      page: permissions,
      do: ({ push, shell }) =>
        `You can push to another branch and open a pull request: ${pushTo(push.ownBranch, shell, push.remote)}.`,
    },
  },
  'dc-ask-admin': {
    ofText: {
      who: 'repository-admin',
      page: permissions,
      do: () =>
        'An administrator of the repository on that server can say which branch permission stands in the way, and ' +
        'exempt you; Data Center’s rules are others than Bitbucket Cloud’s.',
    },
  },
  'dc-own-commits': {
    ofText: {
      who: 'you',
      page: `${serverDocs}verify-committer-776639810.html`,
      do: () =>
        'You can set your name and address as your account has them, ' +
        `${code('git config user.email <your address>')}, and make the commits anew: ` +
        `${code('git commit --amend --reset-author --no-edit')}.`,
    },
  },
  'dc-captcha': {
    ofText: {
      who: 'you',
      page: serverDocs,
      do: () =>
        'You can sign in on the web page of that server once and answer the CAPTCHA; then make sure that no stored, ' +
        'wrong password causes it again.',
    },
  },
  'dc-leave-reserved': {
    ofText: {
      who: 'you',
      page: serverDocs,
      do: ({ push: { remote }, shell }) =>
        `You can push branches and tags only, in place of ${code('--mirror')}: ` +
        `${command(shell, (word) => `git push ${word(remote)} --all`)} and ` +
        `${command(shell, (word) => `git push ${word(remote)} --tags`)}.`,
    },
  },
} satisfies WaysOut;
