import type { Family } from '../signatures/signature';

const docs = 'https://support.atlassian.com/bitbucket-cloud/docs';
const files = 'https://community.atlassian.com/forums/x/x/ba-p/2629017';
const pushes = 'https://community.atlassian.com/forums/x/x/ba-p/1987977';
const readOnly = `${docs}/why-is-my-repository-in-read-only-mode/`;
const trailer = "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'";

/** Refusals by size, or because the repository is read-only. */
export const sizeAndState: Family = {
  title: 'Size and state',
  causes: [
    {
      id: 'repository-size',
      title: 'The repository is too large',
      means: () =>
        'The repository is over 4 GB. Bitbucket takes only pushes that undo the latest commits until it is smaller.',
      ways: ['undo-last-push', 'shrink-history', 'use-lfs'],
      outdated: [
        {
          claim: 'A repository becomes read-only over 2 GB.',
          today: 'Bitbucket warns at 2 GB and refuses at 4 GB, where pushes that undo the latest commits still pass.',
        },
      ],
    },
    {
      id: 'push-size',
      title: 'The push is too large',
      means: () =>
        'The push is larger than what is taken at once: 3.5 GB at Bitbucket, and often less where a proxy stands between.',
      ways: ['smaller-push', 'use-lfs', 'shrink-history'],
    },
    {
      id: 'file-size',
      title: 'A file is too large',
      means: () =>
        'A commit of the push holds a file over 100 MB, which Bitbucket has refused since May 6, 2024. Deleting it in a later commit does not help, as it stays in the history.',
      ways: ['use-lfs', 'shrink-history', 'lift-file-limit'],
    },
    {
      id: 'plan-limit',
      title: 'The plan’s limit',
      means: () =>
        'The workspace has more users than its plan allows, or its payment failed, so that its repositories are read-only for everybody.',
      ways: ['raise-plan'],
    },
  ],
  signatures: [
    {
      says: [
        'Repository is over the size limit',
        'will not accept further additions',
        'repository is in read only mode (over',
        'repository is in read-only mode (over',
      ],
      speaker: 'cloud',
      names: [{ cause: 'repository-size', certainty: 'certain' }],
      samples: [
        `remote: Repository is over the size limit (4 GB) and will not accept further additions.\nremote: Learn how to reduce your repository size: https://confluence.atlassian.com/x/xgMvEw.\n ! [remote rejected] main -> main (pre-receive hook declined)\n${trailer}`,
        '2026-09-03T10:11:12Z remote: Repository is over the size limit (4 GB) and will not accept further additions.        \r\n',
        `remote: repository is in read only mode (over 2 GB size limit).\nremote:\nremote: Learn how to reduce your repository size: https://confluence.atlassian.com/x/xgMvEw.\n ! [remote rejected] main -> main (pre-receive hook declined)\n${trailer}`,
        'remote: repository is in read-only mode (over 4 GB size limit).\r\n',
      ],
      source: `${docs}/reduce-repository-size/`,
    },
    {
      says: ['Learn how to reduce your repository size', 'confluence.atlassian.com/x/xgMvEw'],
      speaker: 'cloud',
      names: [{ cause: 'repository-size', certainty: 'likely' }],
      trailer: true,
      samples: [
        'remote: Learn how to reduce your repository size: https://confluence.atlassian.com/x/xgMvEw.',
        'remote: https://confluence.atlassian.com/x/xgMvEw        \r\n',
      ],
      source: `${docs}/reduce-repository-size/`,
    },
    {
      says: ['This repository is currently … in size', 'it will be put into read-only mode'],
      speaker: 'cloud',
      names: [{ cause: 'repository-size', certainty: 'possible' }],
      trailer: true,
      samples: [
        'remote: This repository is currently 1.0 GB in size. If it exceeds 2 GB it will be put into read-only mode.',
        'remote: This repository is currently 1.0 GB in size. If it exceeds 2 GB it will be put into read-only mode.        \r\nremote: Learn how to reduce your repository size: https://confluence.atlassian.com/x/xgMvEw\r\n',
      ],
      source: `${docs}/reduce-repository-size/`,
    },
    {
      says: 'pack exceeds maximum allowed size',
      speaker: 'cloud',
      names: [{ cause: 'push-size', certainty: 'likely' }],
      samples: [
        'remote: fatal: pack exceeds maximum allowed size',
        'remote: fatal: pack exceeds maximum allowed size (3.50 GiB)        \r\nerror: remote unpack failed: index-pack abnormal exit\r\n ! [remote rejected] main -> main (unpacker error)\r\n',
      ],
      source: pushes,
    },
    {
      says: [
        'returned error: 413',
        'HTTP 413',
        'HTTP code = 413',
        '413 Request Entity Too Large',
        '413 Payload Too Large',
      ],
      speaker: 'git',
      names: [{ cause: 'push-size', certainty: 'likely' }],
      yieldsTo: ['lfs'],
      samples: [
        'error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly',
        'error: RPC failed; result=22, HTTP code = 413\r\nfatal: The remote end hung up unexpectedly\r\n',
      ],
      source: 'git',
    },
    {
      // The numbers are those of libcurl: a connection that broke, which it does oftener the more is sent.
      says: ['RPC failed; result=55, HTTP code = 0', 'RPC failed; result=56, HTTP code = 0'],
      speaker: 'git',
      names: [
        { cause: 'network', certainty: 'likely' },
        { cause: 'push-size', certainty: 'likely' },
      ],
      ways: ['smaller-push', 'check-network', 'use-port-443', 'try-again'],
      samples: [
        'error: RPC failed; result=55, HTTP code = 0\nfatal: The remote end hung up unexpectedly',
        '10:11:12 error: RPC failed; result=56, HTTP code = 0\r\n',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-5031',
    },
    {
      says: ['RPC failed; result=22, HTTP code = 0', 'RPC failed; result=65, HTTP code = 0', 'HTTP code = 411'],
      speaker: 'git',
      names: [
        { cause: 'push-size', certainty: 'likely' },
        { cause: 'network', certainty: 'likely' },
      ],
      samples: [
        '10:11:12 error: RPC failed; result=65, HTTP code = 0\r\n',
        'error: RPC failed; result=22, HTTP code = 411\nfatal: The remote end hung up unexpectedly',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-5031',
    },
    {
      says: [
        'RPC failed; curl 55',
        'RPC failed; curl 65',
        'RPC failed; curl 92',
        "necessary data rewind wasn't possible",
      ],
      speaker: 'git',
      names: [
        { cause: 'push-size', certainty: 'possible' },
        { cause: 'network', certainty: 'possible' },
      ],
      samples: [
        'error: RPC failed; curl 55 Send failure: Connection was reset\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly',
        "error: RPC failed; curl 65 necessary data rewind wasn't possible\r\n",
        'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)',
      ],
      source: 'git',
    },
    {
      says: ['RPC failed; curl 56', 'RPC failed; curl 18', 'RPC failed; curl 28'],
      speaker: 'git',
      names: [
        { cause: 'network', certainty: 'possible' },
        { cause: 'push-size', certainty: 'possible' },
      ],
      samples: [
        'error: RPC failed; curl 56 GnuTLS recv error (-110): The TLS connection was non-properly terminated.\nsend-pack: unexpected disconnect while reading sideband packet',
        'error: RPC failed; curl 18 transfer closed with outstanding read data remaining\r\n',
      ],
      source: 'git',
    },
    {
      says: ['unexpected disconnect while reading sideband packet', 'sideband demultiplexer'],
      speaker: 'git',
      names: [
        { cause: 'network', certainty: 'possible' },
        { cause: 'push-size', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        'send-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly',
        'fatal: error in sideband demultiplexer\r\n',
      ],
      source: 'git',
    },
    {
      // Seen in a teacher’s page about Pipelines, not in a log; the announcement has words of its own, below.
      says: [
        'push has been blocked because it includes at least one file that is',
        'push has been blocked because it includes a file',
        'includes at least one file that is {any} MB or larger',
      ],
      speaker: 'cloud',
      names: [{ cause: 'file-size', certainty: 'likely' }],
      samples: [
        'remote: Your push has been blocked because it includes at least one file that is 100 MB or larger.',
        'remote: Your push has been blocked because it includes a file that is 100 MB or larger.\n ! [remote rejected] main -> main (pre-receive hook declined)',
        'it includes at least one file that is 50 MB or larger',
      ],
      source: files,
    },
    {
      says: ['100 MB file size limit', '100 MB push file size limit'],
      speaker: 'cloud',
      names: [{ cause: 'file-size', certainty: 'likely' }],
      samples: [
        '100 MB file size limit for git pushes',
        'the 100 MB push file size limit can be disabled by a repository admin',
      ],
      source: files,
    },
    {
      says: ['the account {user} has exceeded its user limit', 'exceeded its user limit'],
      speaker: 'cloud',
      names: [{ cause: 'plan-limit', certainty: 'certain' }],
      samples: [
        "remote: [ALERT] Your push failed because the account 'username' has exceeded its user limit and this repository is restricted to read-only access. To restore write access, ask an account administrator to upgrade their plan.",
        "remote: [ALERT] Your push failed because the account 'acme' has exceeded its\r\nremote: user limit and this repository is restricted to read-only access.\r\nfatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 402",
      ],
      source: readOnly,
    },
    {
      says: [
        'account owner has exceeded their user limit',
        'write access is disabled to the repository',
        'account owner {any} has exceeded their user limit',
        'exceeded their user limit - write access',
      ],
      speaker: 'cloud',
      names: [{ cause: 'plan-limit', certainty: 'certain' }],
      samples: [
        'abort: the account owner has exceeded their user limit - write access is disabled to the repository.',
        'remote: the account owner has exceeded their user limit\r\n',
        "conq: the account owner 'acme' has exceeded their user limit - write access is disabled to the repository 'web'.",
      ],
      source: 'https://bitbucket.org/site/master/issues/7441',
    },
    {
      says: [
        'restricted to read-only access',
        'ask an account administrator to upgrade',
        'This workspace is over the … size limit',
      ],
      speaker: 'cloud',
      names: [{ cause: 'plan-limit', certainty: 'likely' }],
      samples: [
        'remote: [ALERT] this repository is restricted to read-only access.',
        'This workspace is over the 1 GB size limit. Reduce the size of your workspace or upgrade.',
        'remote: To restore write access, ask an account administrator to upgrade their plan.\r\n',
      ],
      source: readOnly,
    },
    {
      says: ['returned error: 402', 'HTTP 402', '402 Payment Required'],
      speaker: 'git',
      names: [{ cause: 'plan-limit', certainty: 'likely' }],
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 402",
        'error: RPC failed; HTTP 402 curl 22 The requested URL returned error: 402\r\n',
      ],
      source: readOnly,
    },
  ],
};
