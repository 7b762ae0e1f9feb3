import type { RuleId } from '../../core/reason';
import type { WayOfText } from '../ways-out/table';
import type { Push } from '../text/push';

/** Causes of a refused push other than rules. The names are a contract: pages and `--json` have them. */
export type OtherCause =
  | 'merge-checks'
  | 'app-password-removed'
  | 'account-password-removed'
  | 'invalid-credentials'
  | 'credential-missing'
  | 'token-scopes'
  | 'token-expired'
  | 'repository-not-found'
  | 'two-step-verification'
  | 'ip-allowlist'
  | 'plan-limit'
  | 'repository-size'
  | 'push-size'
  | 'file-size'
  | 'remote-ahead'
  | 'ref-conflict'
  | 'nothing-to-push'
  | 'wrong-remote'
  | 'local-hook'
  | 'shallow-clone'
  | 'submodule'
  | 'ssh-key'
  | 'access-key-read-only'
  | 'host-key'
  | 'ssh-host-moved'
  | 'network'
  | 'no-ssh-client'
  | 'rate-limit'
  | 'endpoint-removed'
  | 'mercurial'
  | 'lfs'
  | 'ssh-works'
  | 'dc-pull-request-only'
  | 'dc-committer'
  | 'dc-captcha'
  | 'dc-reserved-refs'
  | 'dc-access'
  | 'server-hook'
  | 'other-host';

/** A rule that refuses, or another cause. */
export type CauseId = RuleId | OtherCause;

/** What stopped a push, in words. */
export interface Cause {
  id: CauseId;
  title: string;
  /** What it means, in a sentence or two about this push. */
  means: (push: Push) => string;
  /** The ways out, best first. */
  ways: readonly WayOfText[];
  /** What well-known articles say about it, and what is true today. */
  outdated?: readonly { claim: string; today: string }[];
}
