import type { CauseId } from '../signatures/cause';
import type { Named, Signature } from '../signatures/signature';
import { isCloudHost, type Address } from '../text/address';
import type { Attempt } from './attempts';

/** The branch restrictions of Bitbucket Cloud; none of them covers a tag (BCLOUD-10967). */
export const cloudRules: readonly CauseId[] = [
  'push-restriction',
  'force-restriction',
  'delete-restriction',
  'main-branch',
];
/** What only Bitbucket Cloud has: plans, and app passwords that were removed. */
const ofCloud: readonly CauseId[] = ['plan-limit', 'app-password-removed', 'endpoint-removed'];

/**
 * The cause adjusted to the host: a client's report that is the same for every host means a rule of Bitbucket Cloud
 * only where the host may be Bitbucket Cloud.
 */
export function fitted(
  { cause, certainty }: Named,
  { speaker, trailer }: Pick<Signature, 'speaker' | 'trailer'>,
  { product, address }: Attempt,
): Named {
  // Bitbucket Cloud runs no custom hooks: the words are those of a hook in the clone.
  if (speaker === 'git' && cause === 'dc-committer' && product === 'cloud') return { cause: 'local-hook', certainty };
  if (speaker !== 'git' && speaker !== 'ssh') return { cause, certainty };
  if (product === 'data-center') {
    if (ofCloud.includes(cause)) return { cause: 'dc-access', certainty };
    return cloudRules.includes(cause) && (trailer || !isOfGit.includes(cause))
      ? { cause: 'dc-access', certainty }
      : { cause, certainty };
  }
  if (!cloudRules.includes(cause)) return { cause, certainty };
  if (product !== 'unknown' || !isOtherHost(address)) return { cause, certainty };
  return { cause: isOfGit.includes(cause) && !isGuess(cause, trailer) ? cause : 'dc-access', certainty: 'possible' };
}

function isGuess(cause: CauseId, trailer: Signature['trailer']): boolean {
  return cause === 'force-restriction' && trailer === true;
}

/** What a Git server can be set to refuse by itself, in words of its own. */
const isOfGit: readonly CauseId[] = ['delete-restriction', 'main-branch', 'force-restriction'];

/** Whether an address is certainly not Bitbucket Cloud's, not even through an alias in an SSH configuration. */
export function isOtherHost(address: Address | undefined): boolean {
  if (!address || isCloudHost(address.host)) return false;
  return (
    address.by !== 'ssh' ||
    (address.host.includes('.') && !address.host.includes('bitbucket')) ||
    address.path.split('/').length > 2
  );
}
