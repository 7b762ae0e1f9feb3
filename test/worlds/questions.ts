import type { Verdict } from '../../src/core/decision';

/** A telling question of a world: who, operation, branch (and credential), and the verdict that DESIGN's rules give. */
export type Telling = readonly [who: string, operation: string, branch: string, verdict: Verdict, credential?: string];

/** What each saved world teaches, as questions. Who is left empty where the viewer asks. */
export const questions: Readonly<Record<string, readonly Telling[]>> = {
  'ordinary-team': [
    ['', 'push', 'main', 'denied'],
    ['harvey', 'push', 'main', 'allowed'],
    ['mei', 'push', 'release/1.0', 'allowed'],
    ['harvey', 'push', 'release/1.0', 'denied'],
    ['harvey', 'force-push', 'main', 'denied'],
    ['tomas', 'merge', 'main', 'allowed'],
    ['', 'merge', 'main', 'denied'],
    ['tomas', 'delete', 'release/1.0', 'unknown'],
    ['tomas', 'delete', 'main', 'denied'],
    ['olu', 'push', 'develop', 'denied'],
    ['', 'create', 'release/2.0', 'denied'],
    ['', 'push', 'mian', 'allowed'],
    ['mei', 'merge', 'origin/release/1.0', 'allowed'],
    ['', 'delete', 'Main', 'allowed'],
    ['', 'push', 'refs/tags/v1.0', 'allowed'],
    ['harvey', 'push', 'main', 'denied', 'app-password'],
  ],
  'nobody-may-push': [
    ['', 'push', 'main', 'denied'],
    ['', 'merge', 'main', 'allowed'],
    ['tomas', 'delete', 'draft/onboarding', 'allowed'],
  ],
  'overlapping-rules': [
    ['harvey', 'push', 'main', 'allowed'],
    ['', 'push', 'main', 'denied'],
    ['mei', 'push', 'release/2.0', 'allowed'],
    ['mei', 'push', 'release/1.9', 'denied'],
    ['harvey', 'create', 'hotfix/9', 'denied'],
    ['harvey', 'delete', 'develop', 'unknown'],
    ['mei', 'delete', 'release/2.0', 'allowed'],
  ],
  'branching-model-disabled-type': [
    ['tomas', 'push', 'hotfix/5.1.1', 'allowed'],
    ['tomas', 'push', 'main', 'denied'],
    ['harvey', 'push', 'production', 'denied'],
    ['priya', 'push', 'production', 'allowed'],
    ['tomas', 'create', 'production/eu', 'allowed'],
  ],
  'exempt-group-unreadable': [
    ['tomas', 'push', 'main', 'unknown'],
    ['harvey', 'push', 'main', 'allowed'],
    ['jonas', 'push', 'main', 'denied'],
    ['tomas', 'push', 'hotfix/3.4.1', 'unknown'],
  ],
  'deduction-settles': [
    ['mei', 'push', 'main', 'allowed'],
    ['tomas', 'push', 'main', 'denied'],
    ['', 'push', 'main', 'unknown'],
    ['tomas', 'push', 'release/8.1', 'allowed'],
    ['tomas', 'push', 'hotfix/8.0.1', 'unknown'],
  ],
  'viewer-without-admin': [
    ['', 'push', 'main', 'unknown'],
    ['', 'delete', 'main', 'denied'],
    ['access-key', 'push', 'main', 'denied'],
    ['mei', 'push', 'main', 'unknown'],
  ],
  'jenkins-token': [
    ['repository-access-token', 'push', 'main', 'denied'],
    ['repository-access-token', 'push', 'build/nightly', 'allowed'],
    ['acme-build-bot', 'push', 'main', 'denied'],
    ['acme-build-bot', 'push', 'release/1.4', 'allowed'],
    ['access-key', 'push', 'build/nightly', 'denied'],
  ],
  'unknown-kind': [
    ['harvey', 'push', 'main', 'unknown'],
    ['tomas', 'push', 'main', 'denied'],
    ['tomas', 'merge', 'develop', 'allowed'],
  ],
  'fails-and-recovers': [
    ['harvey', 'force-push', 'main', 'denied'],
    ['mei', 'push', 'feature/barcodes', 'allowed'],
    ['tomas', 'push', 'main', 'denied'],
    ['jonas', 'push', 'main', 'unknown'],
  ],
  'pipelines-exception': [
    ['pipelines', 'push', 'main', 'unknown'],
    ['pipelines', 'push', 'release/next', 'denied'],
    ['pipelines', 'push', 'changelog/next', 'allowed'],
    ['repository-access-token', 'push', 'main', 'denied'],
    ['forge-app', 'push', 'main', 'denied'],
    ['forge-app', 'push', 'changelog/next', 'allowed'],
  ],
  'odd-names': [
    ['sam-lee', 'push', 'main', 'denied'],
    ['sam-lee', 'push', 'Main', 'allowed'],
    ['sam', 'push', 'fix/100%-cpu', 'denied'],
    ['sam', 'push', 'fix/%2Fslash', 'allowed'],
    ['sam', 'push', '11.4', 'allowed'],
    ['harvey', 'push', 'a/very/deep/path/to/nothing', 'denied'],
  ],
  'nested-project-grants': [
    ['tomas', 'push', 'main', 'allowed'],
    ['mei', 'push', 'main', 'allowed'],
    ['jonas', 'push', 'main', 'denied'],
    ['sofia', 'push', 'main', 'denied'],
    ['sofia', 'push', 'feature/rate-limits', 'allowed'],
  ],
  'effective-list-refused': [
    ['tomas', 'push', 'main', 'allowed'],
    ['mei', 'push', 'feature/rate-limits', 'unknown'],
    ['mei', 'push', 'main', 'denied'],
    ['priya', 'push', 'release/6.0', 'unknown'],
    ['jonas', 'push', 'feature/rate-limits', 'unknown'],
    ['sofia', 'push', 'main', 'denied'],
    ['', 'push', 'feature/rate-limits', 'allowed'],
  ],
  'broken-entries': [
    ['harvey', 'push', 'main', 'allowed'],
    ['tomas', 'push', 'main', 'unknown'],
    ['tomas', 'push', 'develop', 'unknown'],
    ['jonas', 'push', 'main', 'denied'],
    ['olu', 'push', 'develop', 'unknown'],
    ['repository-access-token', 'push', 'main', 'denied'],
  ],
  'open-repository': [
    ['tomas', 'push', 'main', 'allowed'],
    ['tomas', 'force-push', 'main', 'allowed'],
    ['tomas', 'delete', 'main', 'denied'],
    ['repository-access-token', 'push', 'main', 'allowed'],
    ['access-key', 'push', 'main', 'denied'],
  ],
  'empty-repository': [
    ['', 'create', 'main', 'allowed'],
    ['tomas', 'create', 'main', 'denied'],
    ['', 'delete', 'main', 'allowed'],
    ['tomas', 'delete', 'main', 'unknown'],
  ],
  'pull-requests': [
    ['', 'merge', 'main', 'denied'],
    ['harvey', 'merge', 'main', 'allowed'],
    ['tomas', 'merge', 'develop', 'allowed'],
    ['tomas', 'push', 'feature/ready', 'allowed'],
  ],
  mergeability: [
    ['', 'merge', 'main', 'allowed'],
    ['tomas', 'merge', 'main', 'denied'],
    ['tomas', 'merge', 'develop', 'allowed'],
    ['', 'push', 'main', 'allowed'],
  ],
  'mergeability-without-admin': [
    ['', 'merge', 'main', 'unknown'],
    ['access-key', 'merge', 'main', 'denied'],
  ],
};

/** A telling pull request of a world: who asks (the viewer where empty), its number, and the verdict on its merge. */
export type TellingMerge = readonly [who: string, id: number, verdict: Verdict];

const states: readonly (readonly [id: number, listed: Verdict, others: Verdict])[] = [
  [1, 'allowed', 'denied'],
  [2, 'denied', 'denied'],
  [3, 'denied', 'denied'],
  [4, 'denied', 'denied'],
  [5, 'denied', 'denied'],
  [6, 'denied', 'denied'],
  [7, 'denied', 'denied'],
  [8, 'denied', 'denied'],
  [9, 'allowed', 'denied'],
  [10, 'unknown', 'denied'],
  [11, 'allowed', 'allowed'],
  [12, 'unknown', 'unknown'],
  [13, 'unknown', 'denied'],
];

/**
 * What Bitbucket's own word leads to, for the administrator to whom it is told, for Harvey, who is on the same lists
 * and to whom only that is told which is the same for everybody, and for Tomás, who is on none.
 */
const besideBitbucket: readonly (readonly [id: number, asker: Verdict, listed: Verdict, others: Verdict])[] = [
  // Both agree.
  [1, 'allowed', 'allowed', 'denied'],
  // The author's own approval, which does not count; a stopped build; the laxer of two maxima; review groups.
  [2, 'denied', 'denied', 'denied'],
  [3, 'allowed', 'allowed', 'denied'],
  [4, 'allowed', 'allowed', 'denied'],
  [5, 'allowed', 'allowed', 'allowed'],
  // Rules of the project: approvals that everybody lacks, and a list that the asker is not on.
  [6, 'denied', 'denied', 'denied'],
  [7, 'denied', 'allowed', 'allowed'],
  // Conflicts; a check of an app that failed, and one that runs at the merge.
  [8, 'denied', 'denied', 'denied'],
  [9, 'denied', 'denied', 'denied'],
  [10, 'allowed', 'allowed', 'denied'],
  // In the merge queue already; a suspended queue; an inactive one.
  [11, 'denied', 'denied', 'denied'],
  [12, 'denied', 'denied', 'denied'],
  [13, 'allowed', 'allowed', 'denied'],
  // A draft.
  [14, 'denied', 'denied', 'denied'],
  // Mergeable beside our denial: neither is said to the asker.
  [15, 'unknown', 'denied', 'denied'],
  // A check that we count as done, and Bitbucket reports as failed.
  [16, 'denied', 'denied', 'denied'],
  // A type of check that we have not met.
  [17, 'unknown', 'unknown', 'denied'],
  // No answer: too often, a failure, an older Bitbucket.
  [18, 'allowed', 'allowed', 'denied'],
  [19, 'unknown', 'unknown', 'denied'],
  [20, 'allowed', 'allowed', 'denied'],
  // A draining queue that is not reported as blocking.
  [21, 'unknown', 'unknown', 'denied'],
  // A check that only warns, by a rule that the repository does not have.
  [22, 'allowed', 'allowed', 'allowed'],
];

/** The same where Bitbucket shows the asker no rules: what is not theirs alone stays unknown for Harvey. */
const besideNothing: readonly (readonly [id: number, asker: Verdict, others: Verdict])[] = [
  [1, 'allowed', 'unknown'],
  [2, 'denied', 'unknown'],
  [3, 'denied', 'denied'],
  [4, 'unknown', 'unknown'],
  [5, 'unknown', 'unknown'],
];

/**
 * Every pull request of a saved world, for an administrator and a developer who are on no list, and somebody who is
 * where that makes a difference.
 */
export const merges: Readonly<Record<string, readonly TellingMerge[]>> = {
  'pull-requests': states.flatMap(([id, listed, others]) => [
    ['', id, others] as const,
    ['tomas', id, others] as const,
    ...(listed === others ? [] : [['harvey', id, listed] as const]),
  ]),
  mergeability: besideBitbucket.flatMap(([id, asker, listed, others]) => [
    ['', id, asker] as const,
    ['harvey', id, listed] as const,
    ['tomas', id, others] as const,
  ]),
  'mergeability-without-admin': besideNothing.flatMap(([id, asker, others]) => [
    ['', id, asker] as const,
    ['harvey', id, others] as const,
  ]),
};

/** Of which pull requests the golden answers also hold the JSON, as the viewer is given it. */
export const inJson: Readonly<Record<string, readonly number[]>> = {
  'pull-requests': [2, 9, 12],
  mergeability: [1, 2, 4, 6, 7, 9, 12, 15, 16, 17, 18],
  'mergeability-without-admin': [1, 2, 3, 4],
};
