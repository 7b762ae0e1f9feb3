import { plainPart } from '../core/branches/branch-name';
import type { SpokenRemedy } from '../core/say/remedies';
import type { PushAtHand } from '../core/ways-out/push';
import { waysOut, type WayOfText } from '../core/ways-out/table';
import { plain, sentence } from '../core/words/names';
import type { Shell } from '../core/words/shell';
import { cloudRepository } from './text/address';
import type { Push } from './text/push';

/** A way out of a pasted text in words, with commands for this push and this shell. */
export function sayWay(id: WayOfText, push: Push, shell: Shell = 'posix'): SpokenRemedy {
  const { do: words, who, page } = waysOut[id].ofText;
  const repository = repositoryOf(push);
  const where = repository ? plain(`${repository.workspace}/${repository.slug}`) : 'the repository';
  const said = words({ you: 'you', administrator: `an administrator of ${where}`, shell, push: atHand(push) });
  return { do: sentence(said), who, page };
}

/** The push, with the likeliest value where something is not known. */
function atHand(push: Push): PushAtHand {
  const { address, branch, local, pusher, remote = 'origin' } = push;
  const repository = repositoryOf(push);
  return {
    ...(branch !== undefined && { branch }),
    ...(local !== undefined && { local }),
    remote,
    upstream: push.upstream ?? `${remote}/${branch ?? 'main'}`,
    ownBranch: ownBranch(push),
    place: repository
      ? `${encodeURIComponent(repository.workspace)}/${encodeURIComponent(repository.slug)}`
      : 'WORKSPACE/REPOSITORY',
    host: address?.host ?? 'bitbucket.org',
    sshHost: address?.by === 'ssh' ? address.host : 'ssh.bitbucket.org',
    ...(pusher?.is === 'named' && { userName: pusher.name }),
  };
}

function repositoryOf({ address }: Push): ReturnType<typeof cloudRepository> {
  return address && cloudRepository(address);
}

function ownBranch({ branch, pusher }: Push): string {
  const whose = pusher?.is === 'named' && /^[\w-]{1,40}$/.test(pusher.name) ? pusher.name : 'work';
  return `${whose}/${plainPart(branch ?? 'main') || 'branch'}-update`;
}
