import { linesWith, type Line, type Log } from '../text/log';

/** Why it is worth knowing first who a push was made by: a build made it, or several keys were at hand. */
export type IdentityAsked = 'build' | 'keys';

/** Words that only a build prints, in lower case. */
const builds = [
  ...['opt/atlassian/pipelines', 'home/runner/', 'jenkins', 'pipeline]', 'builds/', 'buildkite', 'teamcity'],
  ...['var/lib/go-agent', 'circleci', 'bamboo', 'github_actions', 'github actions', 'semantic-release'],
  ...['bitbucket_build', 'bitbucket_branch', 'argocd', 'renovate'],
];
/** Words with which people write that the same works where they type it. */
const typed = ['locally', 'from my', 'on my', 'by hand', 'manually', 'in a terminal'];
const keys = ['offering', 'sha256:'];
/** What is looked for here, so that the log is searched for everything at once. */
export const identityWords: readonly string[] = [...builds, ...typed, ...keys];

const elsewhere = new RegExp(
  String.raw`\b(?:works?|working|fine|succeeds?|push(?:es)?)\b.{0,60}\b(?:locally|by hand|manually|in a terminal` +
    String.raw`|(?:from|on) my (?:machine|laptop|computer|pc|local))\b`,
  'i',
);

/** Whether who pushed is the first thing to find out, and why; undefined where nothing speaks for it. */
export function identityAsked(log: Log, isNear: (line: Line) => boolean): IdentityAsked | undefined {
  if (keysAtHand(log) > 1) return 'keys';
  const local = typed.some((words) => linesWith(log, words).some(({ said }) => elsewhere.test(said)));
  return local || builds.some((words) => linesWith(log, words).some(isNear)) ? 'build' : undefined;
}

/** How many different keys the log shows: offered by `ssh -v`, or listed by `ssh-add -l`. */
function keysAtHand(log: Log): number {
  const offered = linesWith(log, 'offering').flatMap(
    ({ said }) => /offering (?:\w+ )?public key: (.+)/i.exec(said)?.[1] ?? [],
  );
  const listed = linesWith(log, 'sha256:').flatMap(({ said }) => /^\d{3,5} (SHA256:\S+)/.exec(said)?.[1] ?? []);
  return Math.max(new Set(offered).size, new Set(listed).size);
}
