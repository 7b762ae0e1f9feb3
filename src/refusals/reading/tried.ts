import type { Tried } from '../text/push';
import type { Address } from '../text/address';
import { linesWith, type Line, type Log } from '../text/log';
import type { Push } from '../text/push';

/** Words that show what was tried, in lower case. A push is what we read for, so its words come first. */
const words: readonly [tried: Tried, says: readonly string[]][] = [
  [
    'push',
    [
      ...['git push', 'rejected]', 'push some refs', 'git-receive-pack', 'receive-pack', 'writing objects'],
      ...['pushing to', 'pushing ', 'push to', 'push failed', 'push rejected', 'pre-receive'],
    ],
  ],
  [
    'read',
    [
      ...['cloning into', 'git clone', 'git fetch', 'git pull', 'git ls-remote', 'git-upload-pack', 'ls-remote'],
      ...['upload-pack', 'fetching', 'submodule update', 'failed to download', 'not be downloaded'],
      ...['failed to clone', 'clone of', "couldn't clone", 'unable to clone', 'cloning failed', 'error cloning'],
      ...['failed to fetch', 'error fetching', 'cannot fetch', 'checkout of', 'go get ', 'composer'],
      ...['npm err! git', 'npm error', 'pip install', 'bundle install', 'pod install', 'terraform init'],
      ...['submodule path', 'fetch submodule', 'update submodule', 'clone submodule', 'access submodule'],
      ...['git remote update', 'git archive', 'fetch origin', 'list remote', 'unable to list refs', 'find remote ref'],
    ],
  ],
];

/** What is looked for here, so that the log is searched for everything at once. */
export const triedWords: readonly string[] = words.flatMap(([, says]) => says);

/** What was tried between these places of the log; undefined where it does not show. */
export function triedIn(
  log: Log,
  { address }: { address?: Address },
  isNear: (line: Line) => boolean,
): Tried | undefined {
  const shown = words.find(([, says]) => says.some((word) => linesWith(log, word).some(isNear)))?.[0];
  return shown !== 'push' && address?.host === 'api.bitbucket.org' ? 'api' : shown;
}

const forced = /\s(?:--force\b|-f\b|--force-with-lease\b|--force-if-includes\b|--mirror\b|\+\S)/;
const deleting = /\s(?:--delete\b|-d\b|:[\w./-]+(?:\s|$))/;

/**
 * What the command of a push does to the branch, where the log shows it: `push` only where the line is a command and no
 * sentence about one.
 */
export function operationTyped(log: Log, isNear: (line: Line) => boolean): Push['operation'] {
  const typed = linesWith(log, 'git push').filter((line) => isNear(line) && /(?:^|\s)git push\b/.test(line.said));
  if (typed.some(({ said }) => forced.test(said))) return 'force-push';
  if (typed.some(({ said }) => deleting.test(said))) return 'delete';
  return typed.length > 0 && typed.every(({ said }) => /^\W{0,3}git push(?:\s[\w./:@~-]+){0,8}$/.test(said))
    ? 'push'
    : undefined;
}
