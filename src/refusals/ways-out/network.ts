import { code } from '../../core/words/names';
import { bitbucketDocs, gitDocs } from '../../core/words/pages';
import { command } from '../../core/words/shell';
import { curl } from './commands';
import { sshTest } from './push';
import type { WaysOfText } from './way-of-text';

const statusPage = 'https://bitbucket.status.atlassian.com/';

/** The connection to Bitbucket, its limits, and what it no longer serves. */
export const network = {
  'check-network': {
    who: 'you',
    page: statusPage,
    do: ({ push, shell }) =>
      'You can see whether the way is open: ' +
      `${command(shell, (word) => `${curl[shell]} -sSI ${word(`https://${push.host}`)}`)} for HTTPS, ` +
      `${sshTest(push, shell)} for SSH; a proxy, VPN or firewall may stand ` +
      'between, and Bitbucket says on its status page when it is down.',
    onDataCenter: {
      page: `${gitDocs}/git-config`,
      do: ({ push, shell }) =>
        'You can see whether the way is open: ' +
        `${command(shell, (word) => `${curl[shell]} -sSI ${word(push.server?.web ?? `https://${push.host}`)}`)} ` +
        `for HTTPS, ${sshTest(push, shell)} for SSH; a proxy, VPN or firewall may stand between, or the server is down.`,
    },
  },
  'mend-proxy': {
    who: 'you',
    page: `${gitDocs}/git-config`,
    do: ({ shell }) =>
      'You can see which proxy Git takes, ' +
      `${command(shell, (word) => `git config --show-origin --get-regexp ${word('^http.*proxy$')}`)} and the ` +
      `variables ${code('https_proxy')} and ${code('all_proxy')}, and set the one of your network, ` +
      `${code('git config --global http.proxy http://proxy.example.com:8080')}, or none: ` +
      `${code('git config --global --unset-all http.proxy')}.`,
  },
  'share-no-connection': {
    who: 'you',
    page: 'https://man.openbsd.org/ssh_config',
    do: () =>
      `You can let each program make a connection of its own, with ${code('ControlMaster no')} and ` +
      `${code('ControlPath none')} for this host in the settings of SSH, or start fewer at a time.`,
  },
  'trust-certificate': {
    who: 'you',
    page: `${gitDocs}/git-config`,
    do: () =>
      'You can give Git the certificate of the proxy that stands between ' +
      `(${code('git config --global http.sslCAInfo proxy.pem')}); switching verification off is unsafe, as it shows ` +
      'your token to whoever listens.',
  },
  'wait-for-limit': {
    who: 'you',
    page: `${bitbucketDocs}/api-request-limits/`,
    do: () =>
      'You can wait until the hour has passed and ask less often; a limit holds for each user, and a shared ' +
      'account shares it.',
    onDataCenter: {
      page: 'https://confluence.atlassian.com/bitbucketserver/improving-instance-stability-with-rate-limiting-976171954.html',
      do: () =>
        'You can wait a little and ask less often; the administrators of that server set the limit and can exempt an ' +
        'account.',
    },
  },
  'new-endpoint': {
    who: 'you',
    page: 'https://developer.atlassian.com/cloud/bitbucket/changelog',
    do: () =>
      'You can move the script or tool to the address that names the workspace: lists over all workspaces were ' +
      'removed on April 14, 2026.',
    onDataCenter: 'not-offered',
  },
  'see-status': {
    who: 'you',
    page: statusPage,
    do: ({ push }) =>
      `You can look at https://bitbucket.status.atlassian.com and ${push.tried === 'push' ? 'push' : 'try'} again when ` +
      'Bitbucket has recovered.',
    onDataCenter: {
      page: 'https://confluence.atlassian.com/bitbucketserver/',
      do: () => 'You can try again in a few minutes, and ask the administrators of that server if it goes on.',
    },
  },
  'leave-mercurial': {
    who: 'you',
    onDataCenter: 'not-offered',
    page: 'https://bitbucket.org/blog/sunsetting-mercurial-support-in-bitbucket',
    do: () =>
      'You can turn an old clone into a Git repository and push that: Bitbucket removed Mercurial repositories in ' +
      '2020.',
  },
} satisfies WaysOfText;
