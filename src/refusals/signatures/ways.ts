import type { Mover } from '../../core/remedy';
import { plainPart } from '../../core/branches/branch-name';
import { code, plain } from '../../core/words/names';
import { docs } from '../../core/words/pages';
import { command, type Shell } from '../../core/words/shell';
import type { SpokenRemedy } from '../../core/say/remedies';
import { cloudRepository } from '../text/address';
import type { Push } from '../text/push';

/** A way out: what to do, whose move it is, and where it is described. Commands are for the push and the shell at hand. */
interface Way {
  who: Mover;
  page: string;
  do: (push: Push, shell: Shell) => string;
}

const cloudDocs = 'https://support.atlassian.com/bitbucket-cloud/docs';
const gitDocs = 'https://git-scm.com/docs';
const tokensPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';

/** In Windows PowerShell `curl` is another command, and `~` and `chmod` are nothing to a program. */
const curl: Record<Shell, string> = { posix: 'curl', powershell: 'curl.exe' };
const home: Record<Shell, string> = { posix: '~', powershell: '$HOME' };
const forYouAlone: Record<Shell, (file: string) => string> = {
  posix: (file) => `chmod 600 ~/.ssh/${file}`,
  powershell: (file) => `icacls $HOME/.ssh/${file} /inheritance:r /grant:r "$($env:USERNAME):F"`,
};
const forgetting: Record<Shell, string> = {
  posix: String.raw`printf 'protocol=https\nhost=bitbucket.org\n\n' | git credential reject`,
  powershell: `'protocol=https', 'host=bitbucket.org', '' | git credential reject`,
};

/** Every way out that a cause may offer. Those that depend on rules and people are the decision's own. */
export const ways = {
  'open-pull-request': {
    who: 'you',
    page: docs.pullRequests,
    do: (push, shell) =>
      `You can push to a branch of your own and open a pull request into ${branch(push)}: ${command(shell, (word) => `git push ${word(remote(push))} ${word(`HEAD:refs/heads/${ownBranch(push)}`)}`)}.`,
  },
  'move-work': {
    who: 'you',
    page: `${gitDocs}/git-branch`,
    do: (push, shell) =>
      `You can move the commits to a branch of their own without losing any, and set the local branch back to what the remote has: ${command(shell, (word) => `git switch -c ${word(ownBranch(push))}`)}, then ${command(shell, (word) => `git branch -f ${word(push.branch ?? 'main')} ${word(upstream(push))}`)}.`,
  },
  'be-exempted': {
    who: 'repository-admin',
    page: docs.restrictions,
    do: (push) =>
      `An administrator of ${repository(push)} can add you, or a group that you are in, to the branch restriction that covers ${branch(push)}; administrators are not exempt by themselves.`,
  },
  'push-as-listed-user': {
    who: 'you',
    page: docs.restrictions,
    do: () =>
      'You can push with an API token or a personal SSH key of a user account that the restriction lists: an access token, a workspace SSH key and Pipelines cannot be listed, whatever their scopes.',
  },
  'account-for-automation': {
    who: 'workspace-admin',
    page: `${cloudDocs}/use-branch-permissions/`,
    do: () =>
      'An administrator of the workspace can make a user account for the build, which takes a seat, and list it in the restriction; the build then pushes with that account’s own API token or SSH key. Sharing a person’s credential with a build is unsafe.',
  },
  'choose-other-name': {
    who: 'you',
    page: docs.restrictions,
    do: (push, shell) =>
      `You can choose a name that no restriction covers, as creating a branch is a push to its name: ${command(shell, (word) => `git push ${word(remote(push))} ${word(`HEAD:refs/heads/${ownBranch(push)}`)}`)}.`,
  },
  'revert-instead': {
    who: 'you',
    page: docs.undo,
    do: (push, shell) =>
      `You can undo with new commits in place of rewriting, and push without force: ${code('git revert <commit>')}, then ${command(shell, (word) => `git push ${word(remote(push))} ${word(`HEAD:refs/heads/${push.branch ?? 'main'}`)}`)}.`,
  },
  'rewrite-own-branch': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: (push, shell) =>
      `You can push the rewritten history to a branch of your own, where nobody has built on it: ${command(shell, (word) => `git push --force-with-lease ${word(remote(push))} ${word(`HEAD:refs/heads/${ownBranch(push)}`)}`)}.`,
  },
  'allow-rewriting': {
    who: 'repository-admin',
    page: docs.restrictions,
    do: (push) =>
      `An administrator of ${repository(push)} can allow rewriting history on ${branch(push)}, which opens it to everybody who can push there and is unsafe for a single push.`,
  },
  'allow-deletion': {
    who: 'repository-admin',
    page: docs.restrictions,
    do: (push) =>
      `An administrator of ${repository(push)} can allow deleting ${branch(push)} in the branch restrictions.`,
  },
  'change-main-branch': {
    who: 'repository-admin',
    page: `${cloudDocs}/change-a-repositorys-main-branch/`,
    do: (push) => `An administrator of ${repository(push)} can make another branch the main branch first.`,
  },
  'look-at-merge-checks': {
    who: 'you',
    page: docs.mergeChecks,
    do: () =>
      'You can see on the pull request which merge checks are still open, and ask for the approvals, builds or tasks that they want.',
  },
  'integrate-first': {
    who: 'you',
    page: `${gitDocs}/git-pull`,
    do: (push, shell) =>
      `You can fetch what others pushed and put your commits on top: ${command(shell, (word) => `git pull --rebase ${word(remote(push))} ${word(push.branch ?? 'main')}`)}, then push again.`,
  },
  'force-with-lease': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: (push, shell) =>
      `Where you rewrote history on purpose, on a branch that is yours alone, you can push it with ${command(shell, (word) => `git push --force-with-lease ${word(remote(push))} ${word(push.branch ?? 'your-branch')}`)}; it stops if somebody else pushed meanwhile, and a restriction against rewriting still holds.`,
  },
  'try-again': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: () => 'You can push again in a minute: somebody else was changing the same branch.',
  },
  'remove-conflicting-ref': {
    who: 'you',
    page: `${gitDocs}/git-remote`,
    do: (push, shell) =>
      `A branch cannot be called as the folder of another one (${code('a')} and ${code('a/b')}): you can choose another name, or forget branches that are gone with ${command(shell, (word) => `git remote prune ${word(remote(push))}`)}.`,
  },
  'commit-first': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: (push, shell) =>
      `You can see what there is to push: ${code('git status')} and ${code('git branch -a')}; then name the branch as it is called here: ${command(shell, (word) => `git push ${word(remote(push))} ${word(push.local ?? 'your-branch')}`)}.`,
  },
  'set-upstream': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: (push, shell) =>
      `You can say where the branch goes, once: ${command(shell, (word) => `git push --set-upstream ${word(remote(push))} ${word(push.local ?? push.branch ?? 'your-branch')}`)}.`,
  },
  'fix-remote': {
    who: 'you',
    page: `${gitDocs}/git-remote`,
    do: (push, shell) =>
      `You can look where the remote points, ${code('git remote -v')}, and set it: ${command(shell, (word) => `git remote set-url ${word(remote(push))} ${word(`git@ssh.bitbucket.org:${place(push)}.git`)}`)} or ${command(shell, (word) => `git remote set-url ${word(remote(push))} ${word(`https://bitbucket.org/${place(push)}.git`)}`)}.`,
  },
  'read-hook': {
    who: 'you',
    page: `${gitDocs}/githooks`,
    do: () =>
      `You can read what the hook printed and mend that; it stands in ${code('git rev-parse --git-path hooks')} and runs on your machine, not at Bitbucket.`,
  },
  'show-all': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: () =>
      `You can paste all that was printed, from the line of ${code('git push')} on: of a push that was sent, Git names the remote in a line with ${code('To')} and what was refused in one with ${code('!')}; where both are missing below the command, a hook of the clone stopped it.`,
  },
  unshallow: {
    who: 'you',
    page: `${gitDocs}/git-fetch`,
    do: (push, shell) =>
      `You can fetch the commits that are missing here, ${command(shell, (word) => `git fetch --unshallow ${word(remote(push))}`)}, and push again; a build can be told to clone in full (in Pipelines ${code('clone: depth: full')}).`,
  },
  'push-submodules': {
    who: 'you',
    page: `${gitDocs}/git-push`,
    do: (push, shell) =>
      `You can push the submodules first, ${command(shell, (word) => `git push --recurse-submodules=on-demand ${word(remote(push))} ${word(push.local ?? push.branch ?? 'main')}`)}; each needs write access to its own repository.`,
  },
  'mend-ssh-config': {
    who: 'you',
    page: 'https://man.openbsd.org/ssh_config',
    do: (_, shell) =>
      `You can see which settings SSH takes, ${code('ssh -G ssh.bitbucket.org')}, and mend the line that it complains of; the file must be writable for you alone: ${code(forYouAlone[shell]('config'))}.`,
  },
  'check-access': {
    who: 'you',
    page: `${cloudDocs}/grant-repository-access-to-users-and-groups/`,
    do: (push) =>
      `You can open https://bitbucket.org/${place(push)} in the browser with the account that pushes: if that shows “not found” too, the name is wrong or this account has no access.`,
  },
  'be-granted': {
    who: 'repository-admin',
    page: `${cloudDocs}/grant-repository-access-to-users-and-groups/`,
    do: (push) =>
      `An administrator of ${repository(push)} can give your account, or a group that you are in, write access.`,
  },
  'make-api-token': {
    who: 'you',
    page: docs.apiTokens,
    do: (push, shell) =>
      `You can make an API token with scopes at ${tokensPage}, for Bitbucket, with ${code('read:repository:bitbucket')} and ${code('write:repository:bitbucket')}, and push with it in place of the password: ${command(shell, (word) => `git push ${word(`https://x-bitbucket-api-token-auth@bitbucket.org/${place(push)}.git`)} ${word(`HEAD:refs/heads/${push.branch ?? 'main'}`)}`)} asks for it.`,
  },
  'use-token-user': {
    who: 'you',
    page: docs.apiTokens,
    do: (push, shell) =>
      `You can check the user name that goes with the token: your Bitbucket user name or ${code('x-bitbucket-api-token-auth')} with an API token, ${code('x-token-auth')} with an access token; your e-mail address only for the REST API: ${command(shell, (word) => `git remote set-url ${word(remote(push))} ${word(`https://x-bitbucket-api-token-auth@bitbucket.org/${place(push)}.git`)}`)}.`,
  },
  'add-scopes': {
    who: 'you',
    page: docs.apiTokens,
    do: () =>
      `You can make a new token with the scopes that are missing, as scopes cannot be added to a token: pushing needs ${code('read:repository:bitbucket')} and ${code('write:repository:bitbucket')}, for an access token ${code('repository:write')}.`,
  },
  'renew-token': {
    who: 'you',
    page: tokensPage,
    do: () =>
      `You can make a new token at ${tokensPage}: API tokens expire after a year at most, and a revoked one answers alike.`,
  },
  'clear-credentials': {
    who: 'you',
    page: 'https://git-scm.com/docs/gitcredentials',
    do: (push, shell) =>
      `You can make Git forget the stored credential: ${code(forgetting[shell])}. By hand: on Windows in “Credential Manager › Windows Credentials” (${code('git:https://bitbucket.org')}), on macOS in “Keychain Access” (search ${code('bitbucket.org')}), on Linux in ${code('~/.git-credentials')} or the keyring; ${code('git config --show-origin --get-all credential.helper')} names the one in use${push.pusher?.is === 'named' ? `, and it was asked for ${code(push.pusher.name)}` : ''}.`,
  },
  'give-credential': {
    who: 'you',
    page: `${cloudDocs}/using-api-tokens/`,
    do: (push, shell) =>
      `You can give the build a credential, as nobody can answer a prompt there: a secured variable that Git reads through a credential helper, or an SSH key (${command(shell, (word) => `git remote set-url ${word(remote(push))} ${word(`git@ssh.bitbucket.org:${place(push)}.git`)}`)}).`,
  },
  'make-ssh-key': {
    who: 'you',
    page: docs.personalSshKeys,
    do: (_, shell) =>
      `You can make a key, ${code('ssh-keygen -t ed25519')}, load it, ${code(`ssh-add ${home[shell]}/.ssh/id_ed25519`)}, and add its public half to your own account under “Personal Bitbucket settings › SSH keys”.`,
  },
  'see-offered-keys': {
    who: 'you',
    page: `${cloudDocs}/troubleshoot-ssh-issues/`,
    do: () =>
      `You can see which keys are there and which are offered: ${code('ssh-add -l')} and ${code('ssh -v -T git@ssh.bitbucket.org')}.`,
  },
  'name-one-key': {
    who: 'you',
    page: `${cloudDocs}/managing-multiple-bitbucket-user-ssh-keys-on-one-device/`,
    do: () =>
      `With several keys or accounts, you can name the one for Bitbucket in ${code('~/.ssh/config')}: ${code('Host ssh.bitbucket.org')}, ${code('IdentityFile ~/.ssh/id_ed25519')}, ${code('IdentitiesOnly yes')}; else SSH offers others first, and Bitbucket takes you for whoever owns the first one that it knows.`,
  },
  'protect-key-file': {
    who: 'you',
    page: 'https://man.openbsd.org/ssh',
    do: (_, shell) =>
      `You can make the key readable for you alone, as SSH ignores it otherwise: ${code(forYouAlone[shell]('id_ed25519'))}.`,
  },
  'find-out-who': {
    who: 'you',
    page: `${cloudDocs}/troubleshoot-ssh-issues/`,
    do: (_, shell) =>
      `You can find out who you are to Bitbucket: over SSH ${code('ssh -T git@ssh.bitbucket.org')} says whether it is a user’s key or an access key; with an API token ${code(`${curl[shell]} --user "${shell === 'posix' ? '$BITBUCKET_EMAIL' : '$env:BITBUCKET_EMAIL'}" https://api.bitbucket.org/2.0/user`)} names the account. The e-mail address in commits plays no part.`,
  },
  'writing-credential': {
    who: 'you',
    page: docs.personalSshKeys,
    do: () =>
      'You can push with a personal SSH key or an API token of a user account with write access: an access key is read-only in every repository, and none can be made to write.',
  },
  'use-ssh-host': {
    who: 'you',
    page: 'https://community.atlassian.com/forums/x/x/ba-p/3234032',
    do: (push, shell) =>
      `You can move the remote to the host that serves SSH since November 2026: ${command(shell, (word) => `git remote set-url ${word(remote(push))} ${word(`git@ssh.bitbucket.org:${place(push)}.git`)}`)}; entries for ${code('bitbucket.org')} in ${code('~/.ssh/config')} need the new name too.`,
  },
  'use-port-443': {
    who: 'you',
    page: `${cloudDocs}/troubleshoot-ssh-issues/`,
    do: (push, shell) =>
      `Where a firewall stops port 22, you can use SSH on port 443: ${command(shell, (word) => `git remote set-url ${word(remote(push))} ${word(`ssh://git@altssh.bitbucket.org:443/${place(push)}.git`)}`)}; or HTTPS.`,
  },
  'refresh-host-keys': {
    who: 'you',
    page: `${cloudDocs}/configure-ssh-and-two-step-verification/`,
    do: (push, shell) =>
      `You can forget the old key and take the new one, after comparing its fingerprint with those on Atlassian’s page: ${command(shell, (word) => `ssh-keygen -R ${word(sshHost(push))}`)}, then ${command(shell, (word) => `ssh -T ${word(`git@${sshHost(push)}`)}`)}. Bitbucket changed its host keys on June 20, 2023; if the fingerprint is on neither list, somebody stands in between.`,
  },
  'check-network': {
    who: 'you',
    page: 'https://bitbucket.status.atlassian.com/',
    do: (push, shell) =>
      `You can see whether the way is open: ${command(shell, (word) => `${curl[shell]} -sI ${word(`https://${push.address?.host ?? 'bitbucket.org'}`)}`)} for HTTPS, ${command(shell, (word) => `ssh -T ${word(`git@${sshHost(push)}`)}`)} for SSH; a proxy, VPN or firewall may stand between, and Bitbucket says on its status page when it is down.`,
  },
  'smaller-push': {
    who: 'you',
    page: `${cloudDocs}/push-code-to-bitbucket/`,
    do: (push, shell) =>
      `You can push in smaller parts, older commits first: ${command(shell, (word) => `git push ${word(remote(push))} <older commit>:${word(`refs/heads/${push.branch ?? 'main'}`)}`)}; over HTTPS a larger buffer may help too: ${code('git config http.postBuffer 157286400')}.`,
  },
  'trust-certificate': {
    who: 'you',
    page: `${gitDocs}/git-config`,
    do: () =>
      `You can give Git the certificate of the proxy that stands between (${code('git config --global http.sslCAInfo <file>')}); switching verification off is unsafe, as it shows your token to whoever listens.`,
  },
  'install-ssh': {
    who: 'you',
    page: 'https://www.openssh.com/',
    do: () =>
      `You can install an SSH client (in a Debian container ${code('apt-get install openssh-client')}), or use the HTTPS address.`,
  },
  'wait-for-limit': {
    who: 'you',
    page: `${cloudDocs}/api-request-limits/`,
    do: () =>
      'You can wait until the hour has passed and ask less often; a limit holds for each user, and a shared account shares it.',
  },
  'new-endpoint': {
    who: 'you',
    page: 'https://developer.atlassian.com/cloud/bitbucket/changelog',
    do: () =>
      'You can move the script or tool to the address that names the workspace: lists over all workspaces were removed on April 14, 2026.',
  },
  'see-status': {
    who: 'you',
    page: 'https://bitbucket.status.atlassian.com/',
    do: () => 'You can look at https://bitbucket.status.atlassian.com and push again when Bitbucket has recovered.',
  },
  'enable-two-step': {
    who: 'you',
    page: docs.twoStep,
    do: () =>
      'You can switch two-step verification on for the account that pushes, at https://id.atlassian.com/manage-profile/security: no code is asked for at the push, but the account must have it; that holds for an account made for a build too.',
  },
  'use-access-token': {
    who: 'repository-admin',
    page: `${cloudDocs}/access-tokens/`,
    do: () =>
      'For a build that pushes to unrestricted branches, an administrator can make an access token, which needs no two-step verification; no branch restriction can list it.',
  },
  'be-allowlisted': {
    who: 'workspace-admin',
    page: docs.accessControls,
    do: () =>
      'You can come through the VPN or network that the workspace allows; or an administrator of the workspace can put your address on its IP allowlist.',
  },
  'raise-plan': {
    who: 'workspace-admin',
    page: docs.readOnly,
    do: () =>
      'An administrator of the workspace can raise the plan, settle its payment, or remove users until it is within its limit; until then every repository of it is read-only, for everybody.',
  },
  'undo-last-push': {
    who: 'you',
    page: `${cloudDocs}/reduce-repository-size/`,
    do: (push, shell) =>
      `Over 4 GB Bitbucket takes only pushes that make the repository smaller: you can take back the last one, ${command(shell, (word) => `git push --force-with-lease ${word(remote(push))} HEAD~1:${word(`refs/heads/${push.branch ?? 'main'}`)}`)}, where no restriction forbids rewriting.`,
  },
  'shrink-history': {
    who: 'you',
    page: `${cloudDocs}/reduce-repository-size/`,
    do: () =>
      `You can take large files out of the history with ${code('git filter-repo')} or the BFG, and tell everybody to clone anew.`,
  },
  'use-lfs': {
    who: 'you',
    page: `${cloudDocs}/use-git-lfs-with-bitbucket/`,
    do: () =>
      `You can keep large files in Git LFS: ${code('git lfs migrate import --above=100MB')} rewrites those of commits that are not pushed yet.`,
  },
  'lift-file-limit': {
    who: 'repository-admin',
    page: `${cloudDocs}/advanced-repository-settings/`,
    do: (push) =>
      `An administrator of ${repository(push)} can switch the limit of 100 MB for a file off under “Repository settings › Advanced”.`,
  },
  'lfs-credential': {
    who: 'you',
    page: `${cloudDocs}/use-git-lfs-with-bitbucket/`,
    do: (push, shell) =>
      `You can give LFS the same credential as Git, with write access: ${code('git lfs env')} shows which address it asks; ${command(shell, (word) => `git config ${word(`lfs.https://bitbucket.org/${place(push)}.git/info/lfs.locksverify`)} false`)} skips the question for locks where that is what fails.`,
  },
  'leave-mercurial': {
    who: 'you',
    page: 'https://bitbucket.org/blog/sunsetting-mercurial-support-in-bitbucket',
    do: () =>
      'You can turn an old clone into a Git repository and push that: Bitbucket removed Mercurial repositories in 2020.',
  },
  'dc-open-pull-request': {
    who: 'you',
    page: 'https://confluence.atlassian.com/bitbucketserver/using-branch-permissions-776639807.html',
    do: (push, shell) =>
      `You can push to another branch and open a pull request: ${command(shell, (word) => `git push ${word(remote(push))} ${word(`HEAD:refs/heads/${ownBranch(push)}`)}`)}.`,
  },
  'dc-ask-admin': {
    who: 'repository-admin',
    page: 'https://confluence.atlassian.com/bitbucketserver/using-branch-permissions-776639807.html',
    do: () =>
      'An administrator of the repository on that server can say which branch permission stands in the way, and exempt you; Data Center’s rules are others than Bitbucket Cloud’s.',
  },
  'dc-own-commits': {
    who: 'you',
    page: 'https://confluence.atlassian.com/bitbucketserver/verify-committer-776639810.html',
    do: () =>
      `You can set your name and address as your account has them, ${code('git config user.email <your address>')}, and make the commits anew: ${code('git commit --amend --reset-author --no-edit')}.`,
  },
  'dc-captcha': {
    who: 'you',
    page: 'https://confluence.atlassian.com/bitbucketserver/',
    do: () =>
      'You can sign in on the web page of that server once and answer the CAPTCHA; then make sure that no stored, wrong password causes it again.',
  },
  'dc-leave-reserved': {
    who: 'you',
    page: 'https://confluence.atlassian.com/bitbucketserver/',
    do: (push, shell) =>
      `You can push branches and tags only, in place of ${code('--mirror')}: ${command(shell, (word) => `git push ${word(remote(push))} --all`)} and ${command(shell, (word) => `git push ${word(remote(push))} --tags`)}.`,
  },
  'ask-that-host': {
    who: 'you',
    page: `${gitDocs}/git-remote`,
    do: () =>
      `You can see which remote this push went to, ${code('git remote -v')}; its own documentation explains the refusal, as Bitbucket had no part in it.`,
  },
} satisfies Record<string, { who: Mover; page: string; do: (push: Push, shell: Shell) => string }>;

/** Which way out. */
export type WayId = keyof typeof ways;

/** A way out in words, with commands for this shell. */
export function sayWay(id: WayId, push: Push, shell: Shell = 'posix'): SpokenRemedy {
  const { do: words, who, page }: Way = ways[id];
  return { do: words(push, shell), who, page };
}

function branch({ branch }: Push): string {
  return branch === undefined ? 'that branch' : code(branch);
}

function remote({ remote }: Push): string {
  return remote ?? 'origin';
}

function upstream(push: Push): string {
  return push.upstream ?? `${push.remote ?? 'origin'}/${push.branch ?? 'main'}`;
}

/** A name under which restrictions for `main` or `release/*` do not fall, and that no shell needs quoted. */
function ownBranch({ branch, pusher }: Push): string {
  const whose = pusher?.is === 'named' && /^[\w-]{1,40}$/.test(pusher.name) ? pusher.name : 'work';
  return `${whose}/${plainPart(branch ?? 'main') || 'branch'}-update`;
}

function repository({ address }: Push): string {
  const found = address && cloudRepository(address);
  return found ? plain(`${found.workspace}/${found.slug}`) : 'the repository';
}

function place({ address }: Push): string {
  const found = address && cloudRepository(address);
  return found ? `${encodeURIComponent(found.workspace)}/${encodeURIComponent(found.slug)}` : 'WORKSPACE/REPOSITORY';
}

function sshHost({ address }: Push): string {
  return address?.by === 'ssh' ? address.host : 'ssh.bitbucket.org';
}
