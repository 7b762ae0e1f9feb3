import { code } from '../words/names';
import { bitbucketDocs, gitDocs } from '../words/pages';
import { command } from '../words/shell';
import { curl } from './commands';
import type { WaysOut } from './way-out';

const statusPage = 'https://bitbucket.status.atlassian.com/';

/** The connection to Bitbucket, its limits, and what it no longer serves. */
export const network = {
  'check-network': {
    ofText: {
      who: 'you',
      page: statusPage,
      do: ({ push: { host, sshHost }, shell }) =>
        'You can see whether the way is open: ' +
        `${command(shell, (word) => `${curl[shell]} -sI ${word(`https://${host}`)}`)} for HTTPS, ` +
        `${command(shell, (word) => `ssh -T ${word(`git@${sshHost}`)}`)} for SSH; a proxy, VPN or firewall may stand ` +
        'between, and Bitbucket says on its status page when it is down.',
    },
  },
  'trust-certificate': {
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-config`,
      do: () =>
        'You can give Git the certificate of the proxy that stands between ' +
        `(${code('git config --global http.sslCAInfo <file>')}); switching verification off is unsafe, as it shows ` +
        'your token to whoever listens.',
    },
  },
  'wait-for-limit': {
    ofText: {
      who: 'you',
      page: `${bitbucketDocs}/api-request-limits/`,
      do: () =>
        'You can wait until the hour has passed and ask less often; a limit holds for each user, and a shared ' +
        'account shares it.',
    },
  },
  'new-endpoint': {
    ofText: {
      who: 'you',
      page: 'https://developer.atlassian.com/cloud/bitbucket/changelog',
      do: () =>
        'You can move the script or tool to the address that names the workspace: lists over all workspaces were ' +
        'removed on April 14, 2026.',
    },
  },
  'see-status': {
    ofText: {
      who: 'you',
      page: statusPage,
      do: () => 'You can look at https://bitbucket.status.atlassian.com and push again when Bitbucket has recovered.',
    },
  },
  'leave-mercurial': {
    ofText: {
      who: 'you',
      page: 'https://bitbucket.org/blog/sunsetting-mercurial-support-in-bitbucket',
      do: () =>
        'You can turn an old clone into a Git repository and push that: Bitbucket removed Mercurial repositories in ' +
        '2020.',
    },
  },
} satisfies WaysOut;
