import { code } from '../../core/say/names';
import { isCloudHost } from '../address';
import type { Family, Signature } from '../signature';

type Samples = Signature['samples'];

/** The words of one host, which name that host and nothing more. */
function from(host: string, source: string, says: readonly string[], samples: Samples): Signature {
  return { says, speaker: 'other', host, names: [{ cause: 'other-host', certainty: 'certain' }], samples, source };
}

const github = 'https://docs.github.com/en/repositories';
const gitlab = 'https://docs.gitlab.com/';
const azure = 'https://learn.microsoft.com/azure/devops/repos/git/';
const gitea = 'https://github.com/go-gitea/gitea';
const gerrit = 'https://gerrit-review.googlesource.com/Documentation/error-messages.html';

/** Refusals of hosts that are not Bitbucket, so that none is taken for one of Bitbucket's. */
export const otherHosts: Family = {
  title: 'Other hosts',
  causes: [
    { id: 'other-host', title: 'Another host', means: ({ address }) => address && !isCloudHost(address.host) ? `The push went to ${code(address.host)}, which is not Bitbucket Cloud: its branch restrictions do not explain this refusal, that host's own rules do.` : 'These are the words of another Git host. Bitbucket had no part in this refusal, and its branch restrictions do not explain it.', ways: ['ask-that-host', 'fix-remote'] },
  ],
  signatures: [
    from('GitHub', github,
      ['error: GH001', 'error: GH002', 'error: GH003', 'error: GH006', 'error: GH007', 'error: GH008', 'error: GH009', 'error: GH010', 'error: GH011', 'error: GH013', 'Protected branch update failed'],
      [
        'remote: error: GH006: Protected branch update failed for refs/heads/main.\n ! [remote rejected] main -> main (protected branch hook declined)', 'remote: error: GH001: Large files detected.\r\n', 'remote: error: GH002: Sorry, branch or tag names consisting of 40 hex characters are not allowed.', 'remote: error: GH003: Sorry, force-pushing to main is not allowed.', 'remote: error: GH007: Your push would publish a private email address.', 'remote: error: GH008: Your push referenced at least 1 unknown Git LFS object', 'remote: error: GH009: Secrets detected!', 'remote: error: GH010:', 'remote: error: GH011:',
        'remote: error: GH013: Repository rule violations found for refs/heads/main.', 'remote: Protected branch update failed for refs/heads/main.',
      ]),
    from('GitHub', github,
      ['protected branch hook declined', 'push declined due to repository rule violations', 'Repository rule violations found', 'Changes must be made through a pull request', 'At least {any} approving review is required', 'Required status check', 'push declined due to email privacy restrictions', 'Push cannot contain secrets', 'Cannot force-push to this branch', 'Cannot update this protected ref', 'Commits must have verified signatures', 'This branch must not contain merge commits', "exceeds GitHub's file size limit", 'refusing to allow'],
      [
        ' ! [remote rejected] main -> main (protected branch hook declined)', ' ! [remote rejected] main -> main (push declined due to repository rule violations)\r\n', 'remote: Repository rule violations found for refs/heads/main.', 'remote: - Changes must be made through a pull request.', 'remote: At least 1 approving review is required by reviewers with write access.', 'remote: - Required status check "build" is expected.', ' ! [remote rejected] main -> main (push declined due to email privacy restrictions)', 'remote: - Push cannot contain secrets', 'remote: - Cannot force-push to this branch',
        'remote: - Cannot update this protected ref.', 'remote: - Commits must have verified signatures.', 'remote: - This branch must not contain merge commits.', "remote: error: File big.bin is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB", ' ! [remote rejected] main -> main (refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope)',
      ]),
    from('GitHub', github,
      ['denied to deploy-key', 'denied to deploy key', 'has been marked as read only', 'This repository was archived so it is read-only', 'Write access to repository not granted', 'Permission to {any} denied to'],
      [
        'ERROR: Permission to acme/skills.git denied to deploy-key.\nfatal: Could not read from remote repository.', 'ERROR: Permission to acme/skills.git denied to deploy key', 'ERROR: The key you are authenticated with has been marked as read only.\r\n', 'ERROR: This repository was archived so it is read-only.', "remote: Write access to repository not granted.\nfatal: unable to access 'https://github.com/acme/web.git/': The requested URL returned error: 403",
        "remote: Permission to acme/web.git denied to ana.\nfatal: unable to access 'https://github.com/acme/web.git/': The requested URL returned error: 403",
      ]),
    from('GitHub', 'https://docs.github.com/en/authentication',
      ['Support for password authentication was removed on August', 'has enabled or enforced SAML SSO', 'you must re-authorize', 'must use SAML single sign-on', "You're using an RSA key with SHA-1", 'Password authentication is not available for Git operations', 'Resource not accessible by integration', 'Hi {user}! You\'ve successfully authenticated, but GitHub', 'API rate limit exceeded for', 'refs/pull/{any} (deny updating a hidden ref)', 'Cannot force-push to a protected branch'],
      [
        'remote: Support for password authentication was removed on August 13, 2021.', "ERROR: The 'acme' organization has enabled or enforced SAML SSO.\r\nTo access this repository, you must re-authorize the OAuth Application.", 'remote: you must use SAML single sign-on', "ERROR: You're using an RSA key with SHA-1, which is no longer allowed.", 'remote: Password authentication is not available for Git operations.', 'Resource not accessible by integration', "Hi ana! You've successfully authenticated, but GitHub does not provide shell access.",
        'API rate limit exceeded for ana.', ' ! [remote rejected] HEAD -> refs/pull/15/merge (deny updating a hidden ref)', 'remote: error: Cannot force-push to a protected branch',
      ]),
    from('GitLab', gitlab,
      ['You are not allowed to push code to', 'You are not allowed to force push code', 'You are not allowed to create protected', 'You are not allowed to delete protected', 'You are not allowed to upload code', 'You are not allowed to download code', 'You are not allowed to push into this branch', 'You are not allowed to change existing tags', 'You can only delete protected branches using', 'protected branches on this project', 'GitLab: '],
      [
        'remote: You are not allowed to push code to this project.', 'remote: GitLab: You are not allowed to push code to protected branches on this project.\r\n ! [remote rejected] main -> main (pre-receive hook declined)', 'remote: GitLab: You are not allowed to force push code to a protected branch on this project.', 'You are not allowed to create protected branches on this project.', 'You are not allowed to delete protected branches from this project.', 'remote: You are not allowed to upload code.', 'remote: You are not allowed to download code from this project.', 'You are not allowed to push into this branch', 'You are not allowed to change existing tags on this project.', 'You can only delete protected branches using the web interface.', 'remote: GitLab: LFS objects are missing.',
      ]),
    from('GitLab', gitlab,
      ['The project you were looking for could not be found', 'This deploy key does not have write access to this project', 'Commit must be signed with a GPG key', 'Commit message does not follow the pattern', 'is not a member of team', 'HTTP Basic: Access denied', 'Your password expired. Please access GitLab', "A default branch (e.g. main) does not yet exist", 'Your push has been rejected, because this repository has exceeded', 'PUSH BLOCKED: Secrets detected', 'Welcome to GitLab', 'is locked in Git LFS by', 'You cannot push commits for'],
      [
        'remote: ERROR: The project you were looking for could not be found or you don\'t have permission to view it.', 'remote: This deploy key does not have write access to this project.\r\n', 'remote: Commit must be signed with a GPG key', "remote: Commit message does not follow the pattern '^ABC'", "remote: Author 'a@b.example' is not a member of team", 'remote: HTTP Basic: Access denied.', 'remote: Your password expired. Please access GitLab from a web browser', 'remote: A default branch (e.g. main) does not yet exist for acme/web', 'remote: Your push has been rejected, because this repository has exceeded its size limit', 'remote: PUSH BLOCKED: Secrets detected in code changes',
        'Welcome to GitLab, @ana!', "remote: GitLab: The path 'a.txt' is locked in Git LFS by ana", "remote: GitLab: You cannot push commits for 'ana@acme.com'.",
      ]),
    from('Azure DevOps', azure,
      ['TF401027', 'TF402455', 'TF401019', 'TF400813', 'TF402462', 'TF401035', 'VS403654', 'VS30063', "You need the Git 'GenericContribute' permission", 'Pushes to this branch are not permitted'],
      [
        "remote: TF401027: You need the Git 'GenericContribute' permission to perform this action. Details: identity 'Build'", ' ! [remote rejected] main -> main (TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.)\r\n', 'remote: TF401019: The Git repository with name or identifier web does not exist', 'TF400813: The user is not authorized to access this resource.', 'TF402462: The push was rejected because its size is greater than the limit', 'TF401035: The object does not exist.', 'VS403654: The push was rejected because it contains commits with author email', 'VS30063: You are not authorized to access https://dev.azure.com',
      ]),
    from('Gitea or Forgejo', gitea,
      ['Gitea: ', 'Forgejo: ', 'Not allowed to push to protected branch', 'is protected from force push', 'is protected from deletion', 'is protected from changing file', 'User permission denied for writing', 'Deploy Key: {any} is not authorized to write', 'mirror repository is read-only'],
      [
        'remote: Gitea: Internal error', 'remote: Forgejo: Not allowed to push to protected branch main\r\n', 'remote: error: Not allowed to push to protected branch main', 'remote: branch main is protected from force push', 'remote: branch main is protected from deletion', 'remote: branch main is protected from changing file ci.yml', 'remote: User permission denied for writing.', 'Deploy Key: 4:ci is not authorized to write to acme/web.', 'remote: mirror repository is read-only',
      ]),
    from('Gerrit', gerrit,
      ['refs/for/{any}', '(prohibited by Gerrit', 'prohibited by Gerrit', 'missing Change-Id in', 'missing or invalid Change-Id', '(no new changes)', 'not Signed-off-by author', 'email address {any} is not registered in your account', 'you are not allowed to upload merges', "need 'Push' rights", "need 'Create Reference' rights", '(change {any} closed)', 'commit-msg hook … Change-Id'],
      [
        ' ! [remote rejected] main -> main (prohibited by Gerrit: not permitted: update)', ' ! [remote rejected] HEAD -> refs/for/main (prohibited by Gerrit)\r\n', 'remote: ERROR: commit 0a1b2c3: missing Change-Id in message footer', 'remote: ERROR: missing or invalid Change-Id line format', ' ! [remote rejected] HEAD -> refs/for/main (no new changes)', 'remote: ERROR: not Signed-off-by author/committer/uploader', 'remote: ERROR: email address ana@acme.com is not registered in your account', 'you are not allowed to upload merges', "remote: need 'Push' rights to update", "need 'Create Reference' rights to create new references.",
        ' ! [remote rejected] HEAD -> refs/for/main (change https://review.acme.com/12 closed)', 'remote: use the commit-msg hook to add a Change-Id',
      ]),
    from('Gogs', 'https://github.com/gogs/gogs',
      ['Cannot push with deployment key', 'Cannot push with deploy key'],
      ['[FATAL] [...ogs/gogs/cmd/serv.go:193 runServ()] Cannot push with deployment key: 7', 'Gogs: Cannot push with deploy key\r\n']),
    from('gitolite', 'https://gitolite.com/gitolite/',
      ['DENIED by fallthru', 'DENIED by refs/', 'DENIED by VREF', 'FATAL: W any', 'FATAL: R any', 'or you mis-spelled the name', 'gitolite3'],
      ['FATAL: W any skills someone DENIED by fallthru\n(or you mis-spelled the reponame)', 'remote: FATAL: W refs/heads/main web ana DENIED by refs/heads/main\r\n', 'remote: FATAL: C VREF/NAME/x DENIED by VREF/NAME/x', 'FATAL: R any web ana DENIED by fallthru', '(or you mis-spelled the name)', 'hello ana, this is git@acme running gitolite3 v3.6']),
    from('AWS CodeCommit', 'https://docs.aws.amazon.com/codecommit/latest/userguide/troubleshooting.html',
      ['codecommit:', 'CodeCommit', 'arn:aws:'],
      [' ! [remote rejected] main -> main (An error occurred (AccessDenied): User: arn:aws:sts::123456789012:assumed-role/x is not authorized)', 'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: codecommit:GitPush\r\n', 'remote: You do not have permission in CodeCommit']),
    from('Heroku', 'https://devcenter.heroku.com/articles/git', ['git.heroku.com', 'Push rejected to {any}', 'No such app as'], ["fatal: unable to access 'https://git.heroku.com/web.git/': The requested URL returned error: 403", 'remote: !     Push rejected to web.\r\n', 'remote: !   No such app as web.']),
    from('JetBrains Space', 'https://www.jetbrains.com/help/space/handling-rejected-pushes.html', ['Committer is not authenticated', 'GPG public key not provided'], [' ! [remote rejected] main -> main (5bdd0d0cf84a: Committer is not authenticated: Ana pushes on behalf of Ben)', '(5bdd0d0cf84a: GPG public key not provided)\r\n']),
    from('Google Cloud', 'https://cloud.google.com/source-repositories/docs', ['source.developers.google.com', 'googlesource.com'], ["fatal: unable to access 'https://source.developers.google.com/p/acme/r/web/': The requested URL returned error: 403", "fatal: unable to access 'https://chromium.googlesource.com/web/': The requested URL returned error: 403\r\n"]),
    from('SourceHut', 'https://man.sr.ht/git.sr.ht/', ['git.sr.ht', '@git.sr.ht: Permission denied'], ['git@git.sr.ht: Permission denied (publickey).', "fatal: unable to access 'https://git.sr.ht/~ana/web/': The requested URL returned error: 403\r\n"]),
    from('Gitee', 'https://help.gitee.com/', ['[session-{any}] Access denied', 'gitee.com', 'Powered by GITEE'], ['remote: [session-1a2b3c4d] Access denied', 'git@gitee.com: Permission denied (publickey).\r\n', 'remote: Powered by GITEE.COM [GNK-6.4]']),
  ],
};
