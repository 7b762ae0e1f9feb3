import { code } from '../../core/words/names';
import type { Push } from '../text/push';
import type { Family } from '../signatures/signature';

function branch(push: Push): string {
  return push.branch === undefined ? 'the branch' : code(push.branch);
}

const thread = 'https://community.atlassian.com/forums/x/x/qaq-p/2249496';
const trailer = "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'";

/** Refusals by a branch restriction, by the main branch, or at a merge. */
export const branchRestrictions: Family = {
  title: 'Branch restrictions',
  causes: [
    {
      id: 'push-restriction',
      title: 'A branch restriction',
      means: (push) =>
        `Write access on ${branch(push)}, or on a pattern that covers it, does not list whoever pushed. ` +
        'Administrators are not exempt, “Everybody” in the list exempts nobody, and creating a branch is a push to its name.',
      ways: ['open-pull-request', 'move-work', 'add-person', 'push-as-listed-user', 'push-elsewhere'],
      outdated: [
        { claim: 'An access key with write access can push.', today: 'Access keys are read-only in every repository.' },
        {
          claim: 'Switching to SSH gets past the restriction.',
          today: 'Only the personal SSH key of a user whom the restriction lists does.',
        },
        {
          claim: 'The restriction is called “Prevent changes without a pull request”.',
          today: 'That is Data Center’s name; Bitbucket Cloud has Write access and Merge via pull request.',
        },
        {
          claim: 'An unsigned commit is refused by a Premium restriction.',
          today: 'Bitbucket Cloud has no such branch restriction; Data Center has a hook for it.',
        },
      ],
    },
    {
      id: 'unlistable-actor',
      title: 'A pusher that no restriction can list',
      means: (push) =>
        `Write access on ${branch(push)}, or on a pattern that covers it, lists who may push, and only users and ` +
        'groups can be listed there. An access token, a workspace SSH key and Pipelines cannot, whatever their scopes.',
      ways: ['open-pull-request', 'push-as-listed-user', 'account-for-automation', 'push-elsewhere'],
      outdated: [
        {
          claim: 'The SSH key of the pipeline, or a workspace key, can be exempted.',
          today: 'A workspace key can write, but no restriction can list it, nor Pipelines.',
        },
        {
          claim: 'An app password of an account made for the build is the way around.',
          today:
            'App passwords were removed on July 28, 2026; an API token or the personal SSH key of a listed account works, with two-step verification on where the workspace requires it.',
        },
      ],
    },
    {
      id: 'force-restriction',
      title: 'Rewriting branch history is not allowed',
      means: (push) =>
        `The push rewrites the history of ${branch(push)}, and rewriting branch history is not allowed there. ` +
        'Force does not change it, and neither does being an administrator.',
      ways: ['integrate-first', 'add-commits-instead', 'rewrite-own-branch', 'allow-rewriting'],
    },
    {
      id: 'delete-restriction',
      title: 'Deleting is not allowed',
      means: (push) => `Deleting ${branch(push)} is not allowed, by its name or by a pattern that covers it.`,
      ways: ['allow-deletion'],
    },
    {
      id: 'main-branch',
      title: 'The main branch',
      means: (push) =>
        `${push.branch === undefined ? 'The branch' : code(push.branch)} is the main branch of the repository, which nobody can delete.`,
      ways: ['change-main-branch'],
    },
    {
      id: 'merge-restriction',
      title: 'Merging is restricted',
      means: (push) =>
        `Merge via pull request on ${branch(push)}, or on a pattern that covers it, does not list whoever merged, ` +
        'and neither does Write access.',
      ways: ['add-person', 'look-at-merge-checks'],
    },
    {
      id: 'merge-checks',
      title: 'Open merge checks',
      means: (push) =>
        `The pull request into ${branch(push)} does not pass its merge checks yet: approvals, builds, tasks or conflicts are open.`,
      ways: ['look-at-merge-checks'],
    },
  ],
  signatures: [
    {
      says: 'Permission denied to update branch {branch}',
      speaker: 'cloud',
      names: [{ cause: 'push-restriction', certainty: 'likely' }],
      samples: [
        `remote: Permission denied to update branch main.\n ! [remote rejected] main -> main (pre-receive hook declined)\n${trailer}`,
        '2026-09-03T10:11:12.345Z remote: Permission denied to update branch release/1.0.        \r\n',
      ],
      source: thread,
    },
    {
      says: 'Permission denied to force push branch {branch}',
      speaker: 'cloud',
      names: [{ cause: 'force-restriction', certainty: 'likely' }],
      operation: 'force-push',
      samples: [
        `remote: permission denied to force push branch develop\n ! [remote rejected] develop -> develop (pre-receive hook declined)\n${trailer}`,
        'remote: Permission denied to force push branch release/1.0.        \r\n',
      ],
      source: 'a public file, unverified',
    },
    {
      says: 'Permission denied to create branch {branch}',
      speaker: 'cloud',
      names: [{ cause: 'push-restriction', certainty: 'likely' }],
      operation: 'create',
      samples: [
        'remote: Permission denied to create branch main',
        `remote: Permission denied to create branch release/1.0        \n ! [remote rejected] main -> release/1.0 (pre-receive hook declined)\n${trailer}`,
      ],
      source: 'a public file',
    },
    {
      says: 'Permission denied to delete branch {branch}',
      speaker: 'cloud',
      names: [
        { cause: 'delete-restriction', certainty: 'likely' },
        { cause: 'main-branch', certainty: 'possible' },
      ],
      operation: 'delete',
      samples: [
        'remote: Permission denied to delete branch old.',
        `remote: Permission denied to delete branch main.\r\n ! [remote rejected] main (pre-receive hook declined)\r\n${trailer}`,
      ],
      source: 'a public file, unverified',
    },
    {
      says: ['BRANCH_PERMISSION_VIOLATED', 'not allowed to create a branch that matches the pattern'],
      speaker: 'cloud',
      names: [{ cause: 'push-restriction', certainty: 'likely' }],
      operation: 'create',
      samples: [
        '{"data":{"key":"BRANCH_PERMISSION_VIOLATED"},"type":"error","error":{"message":"You are not allowed to create a branch that matches the pattern \\"release/*\\"."}}',
        'You are not allowed to create a branch that matches the pattern "release/*".',
        '{"type": "error", "error": {"code": "BRANCH_PERMISSION_VIOLATED"}}',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-20121',
    },
    {
      says: 'Invalid branch name',
      speaker: 'cloud',
      names: [{ cause: 'push-restriction', certainty: 'possible' }],
      yieldsTo: ['dc-committer'],
      operation: 'create',
      samples: ['Invalid branch name', '{"type": "error", "error": {"message": "Invalid branch name"}}'],
      source: 'https://jira.atlassian.com/browse/BCLOUD-9465',
    },
    {
      says: 'using an access token to authenticate whilst branch restrictions',
      speaker: 'cloud',
      names: [{ cause: 'unlistable-actor', certainty: 'likely' }],
      pusher: { is: 'access-token' },
      samples: [
        'You are using an access token to authenticate whilst branch restrictions are configured — this is currently not supported',
        '> You are using an access token to authenticate whilst\r\n> branch restrictions are configured\r\n',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-22400',
    },
    {
      says: "token can't be configured as a user with merge access",
      speaker: 'cloud',
      names: [{ cause: 'unlistable-actor', certainty: 'likely' }],
      pusher: { is: 'access-token' },
      samples: [
        "the token can't be configured as a user with merge access when using branch restrictions",
        'the token can’t be configured as a user with merge access\r\n',
      ],
      source: 'https://developer.atlassian.com/cloud/bitbucket/rest/intro/',
    },
    {
      says: 'main branch is not allowed to be deleted',
      speaker: 'cloud',
      names: [{ cause: 'main-branch', certainty: 'certain' }],
      operation: 'delete',
      samples: [
        'The main branch is not allowed to be deleted and will return a 400',
        '> The main branch is not allowed to be deleted and will return a 400\r\n',
      ],
      source: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-refs/',
    },
    {
      says: [
        'refusing to delete the current branch: refs/heads/{branch}',
        '[remote rejected] {branch} (deletion of the current branch prohibited)',
        'deletion of the current branch prohibited',
        'deleting the current branch is denied',
      ],
      speaker: 'git',
      names: [
        { cause: 'main-branch', certainty: 'likely' },
        { cause: 'delete-restriction', certainty: 'possible' },
      ],
      operation: 'delete',
      samples: [
        'remote: error: By default, deleting the current branch is denied, because the next        \nremote: error: refusing to delete the current branch: refs/heads/main        \n ! [remote rejected] main (deletion of the current branch prohibited)',
        ' ! [remote rejected] main (deletion of the current branch prohibited)\r\n',
      ],
      source: 'git',
    },
    {
      says: [
        'denying ref deletion for refs/heads/{branch}',
        '[remote rejected] {branch} (deletion prohibited)',
        '(deletion prohibited)',
      ],
      speaker: 'git',
      names: [
        { cause: 'delete-restriction', certainty: 'likely' },
        { cause: 'main-branch', certainty: 'possible' },
      ],
      operation: 'delete',
      samples: [
        'remote: error: denying ref deletion for refs/heads/old        \n ! [remote rejected] old (deletion prohibited)',
        '10:11:12  ! [remote rejected] old (deletion prohibited)\r\n',
      ],
      source: 'git',
    },
    {
      says: [
        'denying non-fast-forward refs/heads/{branch}',
        '[remote rejected] {any} -> {branch} (non-fast-forward)',
        '[remote rejected] {any} -> {branch} (non-fast forward)',
        'denying non-fast-forward',
      ],
      speaker: 'git',
      names: [{ cause: 'force-restriction', certainty: 'likely' }],
      operation: 'force-push',
      samples: [
        'remote: error: denying non-fast-forward refs/heads/master (you should pull first)',
        `remote: error: denying non-fast-forward refs/heads/main (you should pull first)        \n ! [remote rejected] main -> main (non-fast-forward)\n${trailer}`,
        ' ! [remote rejected] main -> main (non-fast-forward)\r\n',
      ],
      source: 'git',
    },
    {
      says: ['not permitted to force-push to', 'not allowed to force-push to'],
      speaker: 'git',
      names: [{ cause: 'force-restriction', certainty: 'likely' }],
      operation: 'force-push',
      samples: [
        'remote: You are not permitted to force-push to this branch',
        'remote: You are not allowed to force-push to main.\r\n',
      ],
      source: 'a public file, unverified',
    },
    {
      says: "can't merge until you resolve all merge checks",
      speaker: 'cloud',
      names: [{ cause: 'merge-checks', certainty: 'likely' }],
      operation: 'merge',
      samples: [
        '{"type":"error","error":{"message":"You can\'t merge until you resolve all merge checks."}}',
        'You can’t merge until you resolve all merge checks.',
      ],
      source: 'a public file, unverified',
    },
    {
      says: 'Conflicts during merge',
      speaker: 'cloud',
      names: [{ cause: 'merge-checks', certainty: 'likely' }],
      operation: 'merge',
      samples: ['{"error": {"message": "Conflicts during merge."}}', '400: Conflicts during merge.\r\n'],
      source: 'https://github.com/hirakiuc/tinybucket/pull/51',
    },
    {
      says: [
        'Merging the pull request has been vetoed',
        'Not all required builds are successful yet',
        'before this pull request can be merged',
        'PullRequestMergeVetoedException',
      ],
      speaker: 'data-center',
      names: [{ cause: 'merge-checks', certainty: 'likely' }],
      operation: 'merge',
      samples: [
        '{"errors":[{"context":null,"message":"Merging the pull request has been vetoed.","exceptionName":"com.atlassian.bitbucket.pull.PullRequestMergeVetoedException","conflicted":false,"vetoes":[{"summaryMessage":"Not all required builds are successful yet"}]}]}',
        'You still need a minimum of one successful build before this pull request can be merged.',
      ],
      source: 'https://github.com/yontrack/yontrack/issues/1120',
    },
    {
      says: '[remote rejected] {any} -> {branch} (pre-receive hook declined)',
      speaker: 'git',
      names: [
        { cause: 'push-restriction', certainty: 'likely' },
        { cause: 'force-restriction', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        ` ! [remote rejected] main -> main (pre-receive hook declined)\n${trailer}`,
        'To https://bitbucket.org/acme/web.git\r\n ! [remote rejected] HEAD -> main (pre-receive hook declined)\r\n',
      ],
      source: 'git',
    },
    {
      says: '[remote rejected] {branch} (pre-receive hook declined)',
      speaker: 'git',
      names: [
        { cause: 'delete-restriction', certainty: 'likely' },
        { cause: 'main-branch', certainty: 'possible' },
      ],
      trailer: true,
      operation: 'delete',
      samples: [
        ` ! [remote rejected] old (pre-receive hook declined)\n${trailer}`,
        'To git@ssh.bitbucket.org:acme/web.git\r\n ! [remote rejected] release/1.0 (pre-receive hook declined)\r\n',
      ],
      source: 'git',
    },
    {
      says: [
        'refs/heads/{any}:refs/heads/{branch} [remote rejected] (pre-receive hook declined)',
        'command error on refs/heads/{branch}: pre-receive hook declined',
        'command error on refs/heads/{branch}: hook declined',
        'ng refs/heads/{branch} pre-receive hook declined',
        'not updated: refs/heads/{branch}: pre-receive hook declined',
        'HEAD:refs/heads/{branch} [remote rejected] (pre-receive hook declined)',
      ],
      speaker: 'git',
      names: [
        { cause: 'push-restriction', certainty: 'likely' },
        { cause: 'force-restriction', certainty: 'possible' },
        { cause: 'delete-restriction', certainty: 'possible' },
      ],
      trailer: true,
      samples: [
        '!\trefs/heads/main:refs/heads/main\t[remote rejected] (pre-receive hook declined)\nDone',
        '✗ git push error: command error on refs/heads/main: pre-receive hook declined',
        '✗ git push error: command error on refs/heads/main: hook declined',
        '[DEBUG] git< ng refs/heads/main pre-receive hook declined',
        'GitPushError: One or more branches were not updated: refs/heads/main: pre-receive hook declined',
        '!\tHEAD:refs/heads/main\t[remote rejected] (pre-receive hook declined)\r\n',
      ],
      source: 'git',
    },
    {
      says: ['[remote rejected] {any} -> {branch} (hook declined)', 'pre-receive hook declined'],
      speaker: 'git',
      names: [
        { cause: 'push-restriction', certainty: 'possible' },
        { cause: 'force-restriction', certainty: 'possible' },
      ],
      trailer: true,
      samples: [' ! [remote rejected] main -> main (hook declined)', '[remote rejected] (pre-receive hook declined)'],
      source: 'git',
    },
  ],
};
