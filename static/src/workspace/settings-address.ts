import { settingsPages } from '../../../src/core/words/pages';
import type { RepositoryNames } from '../../../src/core/repository';

const settingsModule = 'who-can-push-settings';

/**
 * Where the page of a repository stands, by the address of this page: a Forge page is at `forge/APP/ENVIRONMENT/MODULE`
 * behind what it belongs to. Where this page's address is of another form, the settings of the repository, whose menu
 * leads there.
 */
export function settingsAddresses(own: string): (where: RepositoryNames, path?: string) => string {
  const [, app, environment] = /\/forge\/([^/?#]+)\/([^/?#]+)\//.exec(own) ?? [];
  return (where, path = '') => {
    const settings = settingsPages.repository(where);
    if (app === undefined || environment === undefined) return settings;
    return `${settings}/forge/${app}/${environment}/${settingsModule}${path === '' ? '' : `#${path}`}`;
  };
}
