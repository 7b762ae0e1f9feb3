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
/** Git writes it small; others write it large. */
const error = /^error: /;
/** The beginnings of lines of programs that talk to servers of their own. */
const byOthers = /^(?:curl: \(\d|(?:wget|psql|mysql\w*|rsync|scp|sftp|lftp|helm|kubectl|docker)\b[^:]{0,20}: )/i;
/** How Git ends a report on a connection that SSH could not make, or lost. */
const closing = /could not read from remote repository|remote end hung up/i;

/** Whether neither Git, nor SSH for Git, is seen to say these words, nor the host named: another program may have. */
export function isForeign({ signature: { speaker, names }, lines }: Hit, log: Log, { address }: Attempt): boolean {
  if (speaker !== 'git' && speaker !== 'ssh') return false;
  if (!names.every(({ cause }) => ofAnyServer.includes(cause))) return false;
  if (lines.every(({ shown }) => byOthers.test(shown))) return true;
  if (lines.some(({ shown }) => byGit.test(shown) || error.test(shown) || (address && shown.includes(address.host))))
    return false;
  return speaker !== 'ssh' || !closing.test(windowAround(log, lines.at(-1) ?? lines[0]).said);
}
