import type { Family } from '../signatures/signature';

const declined = '\n ! [remote rejected] main -> main (pre-receive hook declined)';
const checker = 'https://github.com/tomasbjerre/simple-bitbucket-commit-checker';

/** Reasons that a server gives in words of its own. */
export const serverWords: Family = {
  title: 'The server’s own words',
  causes: [
    {
      id: 'server-hook',
      title: 'A check of the server’s own',
      means: ({ tried = 'push' }) =>
        tried === 'push'
          ? 'A hook or check of the server stopped the push. The reason that it gave, if any, is in words of its own, ' +
            'which no branch restriction prints. On Data Center administrators install such hooks; Bitbucket Cloud lets ' +
            'nobody install one.'
          : 'The server gave its reason in words that we do not know.',
      ways: ['do-as-server-says', 'ask-about-check'],
    },
  ],
  signatures: [
    {
      says: [
        'Simple Stash Commit Checker',
        'Push rejected by YACC',
        'Unable to validate JIRA issue',
        'servlet/applinks/oauth/login-dance',
        'Control Freak',
        'Push rejected by External Hook',
        'Simple Bitbucket Commit Checker',
        'Hook com.{any} failed',
        'Hook org.{any} failed',
        'Hook net.{any} failed',
        'Hook se.{any} failed',
        'Hook de.{any} failed',
        'com.isroot.stash',
        'external-pre-receive-hook declined',
        'external-pre-receive-hook failed',
        'YaccServiceImpl',
        'YaccErrorBuilder',
        'plugin.Yacc{any}',
        'commit … JQL: {any}',
        'At least one commit is not ok',
        'se.bjurr.sbcc',
      ],
      speaker: 'data-center',
      names: [{ cause: 'server-hook', certainty: 'likely' }],
      yieldsTo: ['dc-committer'],
      samples: [
        'remote: ABC-1: Unable to validate JIRA issue because there was an authentication failure when communicating with JIRA.',
        'remote: To authenticate, visit https://bitbucket.acme.com/plugins/servlet/applinks/oauth/login-dance/authorize in a web browser.',
        'remote: Control Freak - pre-receive failed: java.lang.RuntimeException',
        'remote: Push rejected by YACC\nremote: refs/heads/main: 0a1b2c3: could not authenticate',
        'remote: Push rejected by External Hook\r\n',
        `remote: Simple Stash Commit Checker: the push of 3 commits did not pass${declined}`,
        'remote: Simple Bitbucket Commit Checker\r\n',
        `remote: Hook com.isroot.stash.plugin.YaccHook failed${declined}`,
        'remote: Hook org.acme.stash.hooks.FileSizeHook failed. Error details: 1a2b3c\r\n',
        'remote: Hook net.acme.Check failed',
        'remote: Hook se.bjurr.sscc.SsccPreReceiveRepositoryHook failed',
        'remote: Hook de.acme.Check failed',
        'remote: com.isroot.stash.plugin.YaccException',
        'remote: external-pre-receive-hook declined',
        'remote: external-pre-receive-hook failed',
        'c.i.stash.plugin.YaccServiceImpl refused',
        'c.i.s.plugin.errors.YaccErrorBuilder error type=OTHER',
        'com.acme.plugin.YaccHook',
        'remote: 1 commit is refused\nremote: JQL: issuekey = ABC-1 AND status = "In Progress"',
        'remote: At least one commit is not ok',
        'se.bjurr.sbcc.SbccPreReceiveRepositoryHook',
      ],
      source: checker,
    },
    {
      // JGit's status for what a server refuses with a reason; of a tag, as no permission of branches covers one.
      says: [
        'tag was not created, status: REJECTED_OTHER_REASON',
        'Tag {any} was pushed with status REJECTED_OTHER_REASON',
        'remoteName=refs/tags/{any} REJECTED_OTHER_REASON',
      ],
      speaker: 'git',
      names: [{ cause: 'server-hook', certainty: 'likely' }],
      samples: [
        "VcsException: The remote 'v1' tag was not created, status: REJECTED_OTHER_REASON, message: pre-receive hook declined",
        'Tag v1=0a1b2c3d was pushed with status REJECTED_OTHER_REASON\r\n',
        'RemoteRefUpdate[remoteName=refs/tags/v1, REJECTED_OTHER_REASON, (null)...0a1b2c3d]',
      ],
      source: 'https://github.com/eclipse-jgit/jgit',
    },
    {
      // The program that answered SSH at Bitbucket until 2021 put its name before its words.
      says: 'conq: {any}',
      unless: ['logged in as'],
      speaker: 'cloud',
      trailer: true,
      names: [{ cause: 'server-hook', certainty: 'likely' }],
      samples: [
        'conq: the team is paused.\nfatal: Could not read from remote repository.',
        'conq: try again on Monday\r\n',
      ],
      source: 'public issues',
    },
    {
      // What stands behind these words comes from the server, in Git's own packet for an error.
      says: ['fatal: remote error: {any}', 'remote error: {any}'],
      unless: ['abnormal exit'],
      speaker: 'git',
      trailer: true,
      names: [{ cause: 'server-hook', certainty: 'likely' }],
      samples: [
        'fatal: remote error: Repository is read only for this key',
        'fatal: remote error: the team is paused\r\n',
      ],
      source: 'git',
    },
  ],
};
