import { code } from '../../core/say/names';
import type { Push } from '../push';
import type { Family } from '../signature';

const failed = "\nerror: failed to push some refs to 'https://bitbucket.org/acme/web.git'";

function branchOf({ branch }: Push): string {
  return branch === undefined ? 'the branch' : code(branch);
}

/** What Git stops by itself, here or at the other end, before any rule of Bitbucket is asked. */
export const git: Family = {
  title: 'Git itself',
  causes: [
    { id: 'remote-ahead', title: 'The remote is ahead', means: (push) => `The remote has commits on ${branchOf(push)} that the local branch does not contain, so this push would lose them. No rule of the repository was asked.`, ways: ['integrate-first', 'force-with-lease', 'open-pull-request'] },
    { id: 'ref-conflict', title: 'A conflict of names', means: (push) => `The remote could not set ${branchOf(push)}: another reference has that name or stands in its way, or somebody changed it at the same time.`, ways: ['try-again', 'remove-conflicting-ref', 'choose-other-name'] },
    { id: 'nothing-to-push', title: 'Nothing to push', means: () => 'Git found nothing to send under the name that was given: no such branch, no commit yet, or nothing new.', ways: ['commit-first', 'set-upstream'] },
    { id: 'wrong-remote', title: 'The remote', means: (push) => `Git found no repository where ${push.remote === undefined ? 'the remote' : `the remote ${code(push.remote)}`} points, or was not told where ${push.local === undefined ? 'the current branch' : code(push.local)} goes. Nothing was sent.`, ways: ['set-upstream', 'fix-remote', 'check-access'] },
    { id: 'shallow-clone', title: 'The clone is shallow', means: () => 'This clone holds only the latest commits, and the remote lacks those that are missing here, so it cannot take the push. No rule of the repository was asked.', ways: ['unshallow'] },
    { id: 'submodule', title: 'A submodule is not pushed', means: () => 'The push names commits of a submodule that no remote of that submodule has, so Git stopped before it sent anything.', ways: ['push-submodules'] },
    { id: 'local-hook', title: 'A hook of this clone', means: () => 'A hook in this clone stopped the push before it was sent; the server was not asked.', ways: ['read-hook', 'show-all', 'commit-first'] },
  ],
  signatures: [
    {
      says: ['[rejected] {any} -> {branch} (fetch first)', '(fetch first)'],
      speaker: 'git', names: [{ cause: 'remote-ahead', certainty: 'certain' }],
      samples: [`To https://bitbucket.org/acme/web.git\n ! [rejected]        main -> main (fetch first)${failed}`, '2026-10-02T09:14:22Z  ! [rejected] HEAD -> release/1.0 (fetch first)\r\n'],
      source: 'git',
    },
    {
      says: '[rejected] {any} -> {branch} (non-fast-forward)',
      speaker: 'git', names: [{ cause: 'remote-ahead', certainty: 'certain' }],
      samples: [`To ssh.bitbucket.org:acme/web.git\n ! [rejected]        main -> main (non-fast-forward)${failed}`, ' ! [rejected] develop -> develop (non-fast-forward)\r\n'],
      source: 'git',
    },
    {
      says: ['[rejected] {any} -> {branch} (stale info)', '[rejected] {any} -> {branch} (remote ref updated since checkout)', '[rejected] (stale info)'],
      speaker: 'git', names: [{ cause: 'remote-ahead', certainty: 'certain' }], operation: 'force-push',
      samples: [` ! [rejected]        main -> main (stale info)${failed}`, ' ! [rejected] fix -> fix (remote ref updated since checkout)\r\n', ' ! [rejected] (stale info)'],
      source: 'git',
    },
    {
      says: ['the remote contains work that you do', 'the tip of your current branch is behind', 'a pushed branch tip is behind its remote', 'the tip of the remote-tracking branch has been updated', 'Integrate the remote changes', "Note about fast-forwards", 'To prevent you from losing history, non-fast-forward updates were rejected'],
      speaker: 'git', names: [{ cause: 'remote-ahead', certainty: 'likely' }], yieldsTo: ['force-restriction'],
      samples: [
        "hint: Updates were rejected because the remote contains work that you do not\nhint: have locally.", 'hint: Updates were rejected because the remote contains work that you do\r\nhint: not have locally.', 'hint: Updates were rejected because the tip of your current branch is behind\nhint: its remote counterpart.', 'hint: Updates were rejected because a pushed branch tip is behind its remote counterpart.', 'hint: Updates were rejected because the tip of the remote-tracking branch has been updated since the last checkout.',
        "hint: its remote counterpart. Integrate the remote changes (e.g.", "hint: See the 'Note about fast-forwards' in 'git push --help' for details.", 'To prevent you from losing history, non-fast-forward updates were rejected',
      ],
      source: 'git',
    },
    {
      says: ['cannot push non-fastforwardable reference', 'REJECTED_NONFASTFORWARD', 'non-fast-forward update:', 'contains commits that are not present locally', "Try running 'Pull' first to integrate", 'has been updated since you last pulled', 'newer commits on the remote', 'DivergedBranches', 'Try running "Pull" first to integrate', 'refusing to merge unrelated histories', 'You have divergent branches and need to specify', 'PushRejectedError'],
      speaker: 'git', names: [{ cause: 'remote-ahead', certainty: 'likely' }],
      samples: [
        'error: cannot push non-fastforwardable reference', 'main: REJECTED_NONFASTFORWARD\r\n', 'non-fast-forward update: refs/heads/main', 'cannot push because a reference that you are trying to update on the remote contains commits that are not present locally.', "Can't push refs to remote. Try running 'Pull' first to integrate your changes.",
        'The repository has been updated since you last pulled. Try pulling before pushing.', 'There are newer commits on the remote.', 'dulwich.errors.DivergedBranches', "Can't push refs to remote. Try running \"Pull\" first to integrate your changes.", 'fatal: refusing to merge unrelated histories', 'hint: You have divergent branches and need to specify how to reconcile them.', 'PushRejectedError: Push rejected because it was not a simple fast-forward.',
      ],
      source: 'https://github.com/libgit2/libgit2',
    },
    {
      says: ['(shallow update not allowed)', 'shallow update not allowed'],
      speaker: 'git', names: [{ cause: 'shallow-clone', certainty: 'certain' }],
      samples: [` ! [remote rejected] main -> main (shallow update not allowed)${failed}`, 'shallow update not allowed\r\n'],
      source: 'git',
    },
    {
      says: 'did not receive expected object',
      speaker: 'git', names: [{ cause: 'shallow-clone', certainty: 'likely' }, { cause: 'network', certainty: 'possible' }],
      samples: [`remote: fatal: did not receive expected object e32dafe146c6155a817eabcf22de1c2b7fa768f9\nerror: remote unpack failed: index-pack failed\n ! [remote rejected] main -> main (failed)${failed}`, 'remote: fatal: did not receive expected object 0a1b2c3d\r\n'],
      source: 'git',
    },
    {
      says: ['submodule paths contain changes', 'push --recurse-submodules=on-demand', 'Unable to push submodule {path}'],
      speaker: 'git', names: [{ cause: 'submodule', certainty: 'certain' }],
      samples: ['The following submodule paths contain changes that can\nnot be found on any remote:\n  core\n\nPlease try\n\n\tgit push --recurse-submodules=on-demand', 'The following submodule paths contain changes that can\r\nnot be found on any remote:\r\n', "Unable to push submodule 'core'"],
      source: 'git',
    },
    {
      says: ['[rejected] {any} -> {branch} (already exists)', 'the tag already exists in the remote'],
      speaker: 'git', names: [{ cause: 'ref-conflict', certainty: 'certain' }],
      samples: [` ! [rejected]        v1 -> v1 (already exists)${failed}\nhint: Updates were rejected because the tag already exists in the remote.`, 'hint: Updates were rejected because the tag already exists in the remote.\r\n'],
      source: 'git',
    },
    {
      says: ['[rejected] {any} -> {branch} (needs force)', '[rejected] {any} -> {branch} (would clobber existing tag)', 'cannot update a remote ref that points at a non-commit'],
      speaker: 'git', names: [{ cause: 'ref-conflict', certainty: 'likely' }],
      samples: [' ! [rejected] v1 -> v1 (needs force)', ' ! [rejected] v2 -> v2 (would clobber existing tag)\r\n', 'hint: You cannot update a remote ref that points at a non-commit object,'],
      source: 'git',
    },
    {
      says: ['cannot lock ref', 'Ref {any} is at {any} but expected', 'cannot lock existing info/refs', 'failed to update ref', '(failed to lock)', '-> {branch} (failed to write)', '-> {branch} (failed)', 'atomic push failed for ref', '(atomic push failure)', 'reference already exists', 'incorrect old value provided', 'directory file conflict', 'there are still refs under', '(cannot update ref', '(multiple updates for ref', "unable to create directory for", "Unable to create {any}.lock': File exists"],
      speaker: 'git', names: [{ cause: 'ref-conflict', certainty: 'likely' }],
      samples: [
        `remote: error: cannot lock ref 'refs/heads/feature/login': 'refs/heads/feature' exists; cannot create 'refs/heads/feature/login'        \n ! [remote rejected] main -> feature/login (failed to update ref)${failed}`, "remote: error: cannot lock ref 'refs/heads/main': is at 0a1b2c3 but expected 4d5e6f7\r\n ! [remote rejected] main -> main (failed to lock)", 'error: cannot lock existing info/refs', 'error: Ref refs/remotes/origin/main is at 0a1b2c3 but expected 4d5e6f7', ' ! [remote rejected] main -> main (failed)', ' ! [remote rejected] dev -> dev (failed to write)', ' ! [rejected] main -> main (atomic push failed)\nerror: atomic push failed for ref refs/heads/main. status: 3', ' ! [remote rejected] main -> main (atomic push failure)', ' ! [remote rejected] main -> main (reference already exists)',
        ' ! [remote rejected] main -> main (incorrect old value provided)', 'remote: directory file conflict', "error: there are still refs under 'refs/heads/feature'", " ! [remote rejected] main -> main (cannot update ref 'refs/heads/main')", " ! [remote rejected] main -> main (multiple updates for ref 'refs/heads/main' not allowed)", 'error: unable to create directory for .git/refs/heads/a', "fatal: Unable to create '/srv/web.git/refs/heads/main.lock': File exists.",
      ],
      source: 'git',
    },
    {
      says: ['src refspec {branch} matches more than one', 'dst refspec {branch} matches more than one', 'dst ref {branch} receives from more than one src', 'refname {branch} is ambiguous'],
      speaker: 'git', names: [{ cause: 'ref-conflict', certainty: 'likely' }],
      samples: [`error: src refspec main matches more than one${failed}`, 'error: dst refspec v1 matches more than one\r\n', 'error: dst ref refs/heads/main receives from more than one src', "warning: refname 'main' is ambiguous."],
      source: 'git',
    },
    {
      says: ['src refspec {branch} does not match any', 'pathspec {branch} did not match any', 'dst refspec {branch} does not match any'],
      speaker: 'git', names: [{ cause: 'nothing-to-push', certainty: 'certain' }],
      samples: [`error: src refspec main does not match any${failed}`, "error: src refspec 'master' does not match any.\r\n", "error: pathspec 'main' did not match any file(s) known to git", 'error: dst refspec old does not match any'],
      source: 'git',
    },
    {
      says: ['unable to delete {branch}: remote ref does not exist', 'remote ref does not exist', 'deleting a non-existent ref'],
      speaker: 'git', names: [{ cause: 'nothing-to-push', certainty: 'likely' }, { cause: 'wrong-remote', certainty: 'possible' }], operation: 'delete',
      samples: [`error: unable to delete 'gone': remote ref does not exist${failed}`, 'remote: warning: deleting a non-existent ref.\r\n'],
      source: 'git',
    },
    {
      says: ["Couldn't find remote ref {branch}", 'cloned an empty repository', 'no changes added to commit', 'nothing added to commit', 'Please tell me who you are', 'unable to auto-detect email address', "Couldn't find any revision to build", 'No refs in common and none specified', 'does not have any commits yet', "doesn't have any commits yet", 'nothing to commit, working tree clean', 'No commits yet'],
      speaker: 'git', names: [{ cause: 'nothing-to-push', certainty: 'likely' }],
      samples: ["fatal: Couldn't find remote ref main", 'warning: You appear to have cloned an empty repository.', 'no changes added to commit (use "git add" and/or "git commit -a")', 'nothing added to commit but untracked files present', "*** Please tell me who you are.\n\nfatal: unable to auto-detect email address (got 'root@build.(none)')", "ERROR: Couldn't find any revision to build. Verify the repository and branch configuration for this job.", "No refs in common and none specified; doing nothing.\nPerhaps you should specify a branch.", "fatal: your current branch 'main' does not have any commits yet\r\n", "fatal: You are on a branch that doesn't have any commits yet", 'On branch main\nnothing to commit, working tree clean', 'No commits yet'],
      source: 'git',
    },
    {
      says: 'You are not currently on a branch',
      speaker: 'git', names: [{ cause: 'nothing-to-push', certainty: 'likely' }, { cause: 'wrong-remote', certainty: 'possible' }],
      samples: ['fatal: You are not currently on a branch.\nTo push the history leading to the current (detached HEAD)\nstate now, use\n\n    git push origin HEAD:<name-of-remote-branch>', 'remote: fatal: You are not currently on a branch.\r\n'],
      source: 'git',
    },
    {
      says: 'EBEHIND',
      speaker: 'git', names: [{ cause: 'remote-ahead', certainty: 'certain' }],
      samples: ["lerna ERR! EBEHIND Local branch 'main' is behind remote upstream origin/main", 'lerna ERR! EBEHIND Please merge remote changes into \'main\' with \'git pull\'\r\n'],
      source: 'https://github.com/lerna/lerna',
    },
    {
      says: 'failed to push some refs to',
      speaker: 'git', trailer: true, afterHook: true, names: [{ cause: 'push-restriction', certainty: 'possible' }, { cause: 'remote-ahead', certainty: 'possible' }],
      samples: ["error: failed to push some refs to 'https://bitbucket.org/acme/web.git'", "error: failed to push some refs to 'git@ssh.bitbucket.org:acme/web.git'\r\n"],
      source: 'git',
    },
    {
      says: ['was rejected by remote', '{any} was rejected by remote'],
      speaker: 'git', trailer: true, names: [{ cause: 'push-restriction', certainty: 'possible' }, { cause: 'force-restriction', certainty: 'possible' }],
      samples: ['Push rejected\nPush main to origin/main was rejected by remote', 'Push to origin/main was rejected by remote\r\n'],
      source: 'https://www.jetbrains.com/help/idea/commit-and-push-changes.html',
    },
    {
      says: 'Everything up-to-date',
      speaker: 'git', trailer: true, names: [{ cause: 'nothing-to-push', certainty: 'possible' }],
      samples: ['Everything up-to-date', '[09:14:22] Everything up-to-date\r\n'],
      source: 'git',
    },
    {
      says: ['The current branch {branch} has no upstream branch', 'has no upstream branch', 'no upstream configured for branch', 'There is no tracking information for the current branch', 'has multiple upstream branches', "didn't specify any refspecs to push"],
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'certain' }],
      samples: [
        'fatal: The current branch fix has no upstream branch.\nTo push the current branch and set the remote as upstream, use\n\n    git push --set-upstream origin fix', "fatal: no upstream configured for branch 'fix'\r\n", 'There is no tracking information for the current branch.', 'fatal: The current branch fix has multiple upstream branches, refusing to push.', "fatal: You didn't specify any refspecs to push, and push.default is \"nothing\".",
      ],
      source: 'git',
    },
    {
      says: ['The upstream branch of your current branch does not match', 'which is not the upstream of your current branch', 'destination you provided is not a full refname', "destination refspec {branch} neither"],
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'likely' }],
      samples: [
        'fatal: The upstream branch of your current branch does not match\nthe name of your current branch.  To push to the upstream branch\non the remote, use', "fatal: You are pushing to remote 'fork', which is not the upstream of\r\nyour current branch 'fix', without telling me what to push", 'error: The destination you provided is not a full refname (i.e.,\nstarting with "refs/").', 'The destination refspec main neither matches an existing ref on the remote nor begins with refs/',
      ],
      source: 'git',
    },
    {
      says: ['No configured push destination', 'No remote configured to list refs from'],
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'certain' }],
      samples: ['fatal: No configured push destination.\nEither specify the URL from the command-line or configure a remote repository using\n\n    git remote add <name> <url>', '[ERROR] fatal: No configured push destination.\r\n', 'fatal: No remote configured to list refs from.'],
      source: 'git',
    },
    {
      says: '{path} does not appear to be a git repository',
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'likely' }, { cause: 'repository-not-found', certainty: 'possible' }],
      samples: ["fatal: 'upstream' does not appear to be a git repository\nfatal: Could not read from remote repository.", "fatal: 'acme/gone.git' does not appear to be a git repository\r\nfatal: Could not read from remote repository."],
      source: 'git',
    },
    {
      says: ['not a git repository (or any', 'not a git repository', 'No such remote', "No such remote: {any}", 'No remote repository specified', 'must be run in a work tree', 'remote {any} already exists', 'credential url cannot be parsed'],
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'likely' }],
      samples: ['fatal: not a git repository (or any of the parent directories): .git', "fatal: No such remote 'upstream'\r\n", 'error: No such remote: origin', 'fatal: No remote repository specified.  Please, specify either a URL or a', 'fatal: this operation must be run in a work tree', 'error: remote origin already exists.', 'fatal: credential url cannot be parsed: https://bitbucket.org:acme/web.git'],
      source: 'git',
    },
    {
      says: ["I don't handle protocol", 'Unable to find remote helper for', "'remote-{any} is not a git command", "git: '{any}@{any} is not a git command", 'protocol … is not supported', 'no path specified; see', 'strange pathname', 'URL rejected', 'URL using bad/illegal format', 'Malformed input to a URL', "bad URL", 'Unsupported protocol', 'is not a valid remote name', 'invalid refspec'],
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'likely' }],
      samples: [
        "fatal: I don't handle protocol 'web=https'", "fatal: Unable to find remote helper for 'htps'", "git: 'remote-htps' is not a git command. See 'git --help'.\r\n", "git: 'git@bitbucket.org' is not a git command. See 'git --help'.", "fatal: protocol 'https' is not supported", "fatal: no path specified; see 'git help pull' for valid url syntax", "fatal: strange pathname 'web' blocked", "fatal: unable to access 'https://bitbucket.org:acme/web.git/': URL rejected: Port number was not a decimal number between 0 and 65535",
        'URL using bad/illegal format or missing URL', 'URL rejected: Malformed input to a URL function', 'bad URL', 'Unsupported protocol', "fatal: 'a b' is not a valid remote name", "fatal: invalid refspec 'main:'",
      ],
      source: 'git',
    },
    {
      says: ['no DAV locking support', 'git-http-push failed', 'Cannot access URL', 'dumb http transport does not support', 'refusing to update checked out branch', 'branch is currently checked out', "receive.denyCurrentBranch"],
      speaker: 'git', names: [{ cause: 'wrong-remote', certainty: 'likely' }, { cause: 'network', certainty: 'possible' }],
      samples: [
        `error: no DAV locking support on https://bitbucket.org/acme/web.git/\nfatal: git-http-push failed${failed}`, 'error: Cannot access URL https://bitbucket.org/acme/web.git/, return code 22\r\nfatal: git-http-push failed', 'fatal: dumb http transport does not support shallow capabilities',
        "remote: error: refusing to update checked out branch: refs/heads/main\n ! [remote rejected] main -> main (branch is currently checked out)", "remote: error: You can set the 'receive.denyCurrentBranch' configuration variable",
      ],
      source: 'git',
    },
    {
      says: ['husky - pre-push', 'husky - pre-commit', 'husky - commit-msg', 'husky > pre-push', 'husky > pre-commit', '.husky/pre-push', '.husky/pre-commit', 'pre-push hook exited with code', 'pre-push hook failed', 'pre-push script failed'],
      speaker: 'git', names: [{ cause: 'local-hook', certainty: 'certain' }],
      samples: [
        `husky - pre-push hook exited with code 1 (error)${failed}`, 'husky - pre-push script failed (code 127)\r\n', 'husky - pre-commit hook exited with code 1 (error)', 'husky - commit-msg script failed (code 1)', 'husky > pre-push hook failed (add --no-verify to bypass)', 'husky > pre-commit (node v20.1.0)', '.husky/pre-push: line 4: npx: command not found', '.husky/pre-commit: 2: pnpm: not found',
      ],
      source: 'https://github.com/typicode/husky',
    },
    {
      says: ['hooks/pre-push', 'hooks/pre-commit', 'hooks/commit-msg', 'Rejected by "pre-push" hook', 'pre-push hooks failed', 'pre-push hook declined', 'lefthook', 'hook: pre-push', 'pre-push:', 'lint-staged', 'commitlint', 'Try --no-verify', '--no-verify to bypass'],
      speaker: 'git', names: [{ cause: 'local-hook', certainty: 'likely' }], yieldsTo: ['lfs'],
      samples: [
        `.git/hooks/pre-push: line 3: make: command not found${failed}`, "fatal: cannot exec '.git/hooks/pre-commit': Permission denied\r\n", 'error: cannot run .git/hooks/commit-msg: No such file or directory', 'Rejected by "pre-push" hook.', '✗ One or more pre-push hooks failed', 'pre-push hook declined', 'lefthook v1.6.1  hook: pre-push', 'pre-push: test failed', '✖ lint-staged failed', '⧗ input: x\n✖ found 1 problems (commitlint)', 'Try --no-verify', '(add --no-verify to bypass)',
      ],
      source: 'git',
    },
    {
      says: '- hook id: … - exit code:',
      speaker: 'git', names: [{ cause: 'local-hook', certainty: 'certain' }],
      samples: [`pytest...................................................Failed\n- hook id: pytest\n- exit code: 1${failed}`, 'black....Failed\r\n- hook id: black\r\n- exit code: 123\r\n'],
      source: 'https://pre-commit.com/',
    },
  ],
};
