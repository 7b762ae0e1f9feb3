import { plainPart } from '../core/branches/branch-name';
import type { SpokenRemedy } from '../core/say/remedies';
import { plain, sentence } from '../core/words/names';
import type { Shell } from '../core/words/shell';
import type { Product } from './reading/attempts';
import { cloudRepository, isCloudHost, serverAt } from './text/address';
import type { Push } from './text/push';
import { someServer } from './text/server';
import type { PushAtHand } from './ways-out/push';
import { waysOfText, type WayOfText } from './ways-out/table';
import type { OfText } from './ways-out/way-of-text';

/** A way out of a pasted text in words, with commands for this push, this server and this shell. */
export function sayWay(id: WayOfText, push: Push, shell: Shell = 'posix', product: Product = 'cloud'): SpokenRemedy {
  const way: OfText = waysOfText[id];
  const onServer = typeof way.onDataCenter === 'object' && product === 'data-center' ? way.onDataCenter : {};
  const { do: words, who, page } = { ...way, ...onServer };
  const repository = repositoryOf(push);
  const where = repository ? plain(`${repository.workspace}/${repository.slug}`) : 'the repository';
  const said = words({ you: 'you', administrator: `an administrator of ${where}`, shell, push: atHand(push, product) });
  return { do: sentence(said), who, page };
}

/** Whether a way out fits what was tried, and the server that refused it. */
export function fits(id: WayOfText, { tried = 'push' }: Push, product: Product): boolean {
  const { only = tried, onDataCenter }: OfText = waysOfText[id];
  return only === tried && !(product === 'data-center' && onDataCenter === 'not-offered');
}

/** The push, with the likeliest value where something is not known. */
function atHand(push: Push, product: Product): PushAtHand {
  const { address, branch, local, pusher, remote = 'origin', tried = 'push' } = push;
  const server = product !== 'data-center' ? undefined : address ? serverAt(address) : someServer;
  const bySsh = address?.by === 'ssh' ? address : undefined;
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
    host: address && !(bySsh && isCloudHost(address.host)) ? address.host : 'bitbucket.org',
    sshHost: server?.host ?? bySsh?.host ?? 'ssh.bitbucket.org',
    sshPort: server?.sshPort ?? bySsh?.port ?? (bySsh?.host === 'altssh.bitbucket.org' ? 443 : 22),
    ...(pusher?.is === 'named' && { userName: pusher.name }),
    tried,
    ...(server && { server }),
  };
}

function repositoryOf({ address }: Push): ReturnType<typeof cloudRepository> {
  return address && cloudRepository(address);
}

function ownBranch({ branch, pusher }: Push): string {
  const whose = pusher?.is === 'named' && /^[\w-]{1,40}$/.test(pusher.name) ? pusher.name : 'work';
  return `${whose}/${plainPart(branch ?? 'main') || 'branch'}-update`;
}
