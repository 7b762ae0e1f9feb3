import type { CauseId } from '../signatures/cause';
import type { Signature } from '../signatures/signature';

/** Words that any program may use of a failure, and what they may mean where nothing else is known. */
const words: readonly [says: readonly string[], ...causes: [CauseId, ...CauseId[]]][] = [
  [
    ['401', 'Unauthorized', 'authentication failed', 'Failure authenticating', 'Authentication failure'],
    'invalid-credentials',
    'token-expired',
  ],
  [['403', 'Forbidden', 'access denied', 'permission denied'], 'repository-access', 'token-scopes'],
  [
    ['404', 'Not Found', 'NotFound', 'does not exist', 'no longer exist', 'could not be found'],
    'repository-not-found',
    'repository-access',
  ],
  [['410', 'Gone'], 'endpoint-removed', 'app-password-removed'],
  [['429', 'Too Many Requests', 'rate limit'], 'rate-limit'],
  [['500', '502', '503', '504', 'Bad Gateway', 'BadGateway', 'InternalServerError', 'Gateway Timeout'], 'network'],
  [['ServiceUnavailable', 'timed out', 'timeout', 'unreachable', 'unable to connect'], 'network'],
  [['certificate', 'SSL', 'TLS'], 'network'],
];

/** The same as signatures, that count only where a text that speaks of Bitbucket holds nothing else that is known. */
export const plainWords: readonly Signature[] = words.map(([says, ...[first, ...others]]) => ({
  says,
  speaker: 'git',
  fallback: true,
  trailer: true,
  names: [
    { cause: first, certainty: 'possible' },
    ...others.map((cause) => ({ cause, certainty: 'possible' as const })),
  ],
  samples: [
    `Bitbucket error: ${says[0] ?? ''}`,
    `ERROR a task failed at bitbucket.org: ${says[1] ?? says[0] ?? ''}\r\n`,
  ],
  source: 'programs that print no more than a word',
}));
