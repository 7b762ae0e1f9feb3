/// <reference lib="dom" />
import { addressAround, leadTo } from './product';

interface Target {
  url?: string;
  target?: string;
  moduleKey?: string;
  type?: 'same-tab' | 'new-tab';
}

/**
 * The app's page in the settings of a repository, by its address in Bitbucket, where this is a page of a workspace of
 * many: there it can be shown here.
 */
function settingsHere({ origin, pathname, hash }: URL): string | undefined {
  const [, repository, module] = /^\/[^/]+\/([^/]+)\/admin\/forge\/[^/]+\/[^/]+\/([^/]+)\/?$/.exec(pathname) ?? [];
  const [, viewer] = /^(\/worlds\/[^/]+\/[^/]+\/)(?:repositories\/[^/]+\/)?[^/]+\/$/.exec(location.pathname) ?? [];
  if (origin !== 'https://bitbucket.org' || repository === undefined || module === undefined || viewer === undefined)
    return undefined;
  return new URL(`${viewer}repositories/${repository}/${module}/${hash}`, location.href).href;
}

/** Where a location leads: a path is one of Bitbucket's, another module of the app is its page here. */
export function addressOf(payload: unknown): string {
  const { url, target, moduleKey } = payload as Target;
  if (url !== undefined) {
    const address = new URL(url, 'https://bitbucket.org');
    if (!/^(https?|mailto):$/.test(address.protocol))
      throw new Error(`A panel cannot lead to ${address.protocol} addresses.`);
    return settingsHere(address) ?? address.href;
  }
  if (target === 'module' && moduleKey !== undefined)
    return new URL(`../${encodeURIComponent(moduleKey)}/`, location.href).href;
  throw new Error(`Bitbucket does not offer the navigation target ${String(target)}.`);
}

/** Goes there, or opens it in a tab of its own. */
export function navigate(payload: unknown): void {
  const address = addressOf(payload);
  if ((payload as Target).type === 'new-tab') open(addressAround(address), '_blank', 'noopener');
  else leadTo(address);
}
