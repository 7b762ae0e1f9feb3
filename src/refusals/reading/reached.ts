import type { CauseId } from '../signatures/cause';
import type { Hit } from '../signatures/hits';
import { linesWith, type Line, type Log } from '../text/log';

/** What stops a push before the server looks at a reference. */
const before: readonly CauseId[] = [
  'network',
  'ssh-key',
  'host-key',
  'no-ssh-client',
  'credential-missing',
  'invalid-credentials',
  'token-expired',
  'repository-not-found',
  'local-hook',
  'mercurial',
];

/** Whether the server answered about a reference here: then it knew the repository, and let the credential in. */
export function wasReached(log: Log, isNear: (line: Line) => boolean): boolean {
  return linesWith(log, 'rejected]').some((line) => isNear(line) && line.said.includes('[remote rejected]'));
}

/** Whether a hit is of something that the server's answer rules out, and is not in the answer itself. */
export function isRuledOut({ signature, lines }: Hit): boolean {
  return (
    signature.names.every(({ cause }) => before.includes(cause)) &&
    lines.every(({ shown, said }) => !/^remote:/i.test(shown) && !said.includes('rejected]')) &&
    !ofTheAnswer.test(lines.map(({ said }) => said).join(' '))
  );
}

/** What stands below an answer and still tells of it. */
const ofTheAnswer = /unpack|index-pack|hung up|sideband/i;
