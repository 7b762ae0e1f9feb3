import { code } from '../words/names';
import { command, type Shell } from '../words/shell';

/** The push that a text is about: as far as text and clone tell, and else the likeliest. */
export interface PushAtHand {
  /** The branch that it went to. */
  branch?: string;
  /** The branch checked out. */
  local?: string;
  /** The remote by its name. */
  remote: string;
  /** What the branch is compared with: `origin/main`. */
  upstream: string;
  /** A name under which restrictions for `main` or `release/*` do not fall, and that no shell needs quoted. */
  ownBranch: string;
  /** `workspace/slug` as addresses have it. */
  place: string;
  /** The host that it went to, and the one for SSH. */
  host: string;
  sshHost: string;
  /** Whom the credential was asked for. */
  userName?: string;
}

/** The branch in a sentence. */
export function branchIn({ branch }: PushAtHand): string {
  return branch === undefined ? 'that branch' : code(branch);
}

/** The command that pushes what is checked out to a branch. */
export function pushTo(branch: string, shell: Shell, remote = 'origin'): string {
  return command(shell, (word) => `git push ${word(remote)} ${word(`HEAD:refs/heads/${branch}`)}`);
}

/** The command that sets where the remote is. */
export function setAddress(address: string, shell: Shell, { remote }: PushAtHand): string {
  return command(shell, (word) => `git remote set-url ${word(remote)} ${word(address)}`);
}
