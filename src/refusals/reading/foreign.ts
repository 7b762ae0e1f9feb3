import type { CauseId } from '../signatures/cause';
import type { Hit } from '../signatures/hits';
import { windowAround, type Log } from '../text/log';
import type { Attempt } from './attempts';

/** Causes whose words other programs print too, of servers of their own. */
const ofAnyServer: readonly CauseId[] = [
  'network',
  'host-key',
  'ssh-key',
  'push-size',
  'rate-limit',
  'token-expired',
  'token-scopes',
  'invalid-credentials',
  'repository-access',
  'repository-not-found',
  'endpoint-removed',
];
const byGit = new RegExp(
  String.raw`(?:^|[\s:"'(>])(?:fatal|fatal error|ssh|remote|kex_\w+|ssh_\w+|client_loop|send-pack|fetch-pack): ` +
    String.raw`|unable to access|RPC failed|\bgit\b|git-|jgit|bitbucket`,
  'i',
);
/** The beginnings of lines of programs that talk to servers of their own. */
const byOthers = /^(?:curl: \(\d|(?:wget|psql|mysql\w*|rsync|scp|sftp|lftp|helm|kubectl|docker)\b[^:]{0,20}: )/i;
/** How Git ends a report on a connection that SSH could not make, or lost. */
const closing = /could not read from remote repository|remote end hung up/i;

/** What Git says of its own comparison, in lines that it marks. */
const ofComparison: readonly CauseId[] = ['remote-ahead', 'ref-conflict', 'shallow-clone'];
/** A line in which a server, or Git about it, answers. */
const answer = /^[^"']{0,80}! \[|^!|(?:^|\W)(?:remote|error|fatal|hint):/i;
const refusal = /rejected\]|returned error:|authentication failed/i;

/**
 * Whether words are quoted beside a refusal, as in a commit message, the output of a test or a sentence: they stand
 * where no server and no Git answers.
 */
function isQuoted(
  { signature: { speaker, names, trailer }, lines }: Hit,
  log: Log,
  { answers, earlier }: Attempt,
): boolean {
  const isAnswer = speaker === 'cloud' || speaker === 'data-center' || ofComparison.includes(names[0].cause);
  if (!isAnswer || trailer || lines.some(({ shown }) => answer.test(shown))) return false;
  if (answers.some(({ line }) => refusal.test(line.said))) return true;
  // What a person writes below; over SSH a server's words are bare, and Git's last line follows.
  return (
    answers.length === 0 &&
    earlier.some(({ line }) => refusal.test(line.said)) &&
    !closing.test(windowAround(log, lines.at(-1) ?? lines[0]).said)
  );
}

/**
 * Whether these words are seen to be neither Git's, nor SSH's for Git, nor in an answer of the server, so that another
 * program or a person may have written them.
 */
export function isForeign(hit: Hit, log: Log, attempt: Attempt): boolean {
  return isQuoted(hit, log, attempt) || isOfOthers(hit, log, attempt);
}

function isOfOthers({ signature: { speaker, names }, lines }: Hit, log: Log, { address }: Attempt): boolean {
  if (speaker !== 'git' && speaker !== 'ssh') return false;
  if (!names.every(({ cause }) => ofAnyServer.includes(cause))) return false;
  if (lines.every(({ shown }) => byOthers.test(shown))) return true;
  // Git writes `error:` small; others write it large.
  if (
    lines.some(
      ({ shown }) => byGit.test(shown) || shown.startsWith('error: ') || (address && shown.includes(address.host)),
    )
  )
    return false;
  return speaker !== 'ssh' || !closing.test(windowAround(log, lines.at(-1) ?? lines[0]).said);
}
