import type { Manifest, UiModule } from './manifest';
import type { Seat } from '../bitbucket/places';

/** The one environment of the sandbox. */
export const environment = { id: '5a9d0b0e-0000-4000-8000-000000000001', type: 'DEVELOPMENT' } as const;
const site = 'https://bitbucket.org';

/**
 * What `view.getContext()` and a resolver are told: who looks at which repository, and where. Uuids stand in braces.
 */
export function contextOf(
  { appId, permissions: { scopes, external } }: Manifest,
  module: UiModule,
  seat: Seat,
): object {
  const { viewer, repository } = seat;
  const accountId = viewer?.account_id;
  return {
    ...(accountId !== undefined && { accountId }),
    ...(repository.workspace?.uuid !== undefined && { workspaceId: repository.workspace.uuid }),
    environmentId: environment.id,
    environmentType: environment.type,
    localId: `ari:cloud:ecosystem::extension/${appId}/${environment.id}/static/${module.key}`,
    locale: 'en-US',
    moduleKey: module.key,
    permissions: { scopes, external: external ?? {} },
    siteUrl: site,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    extension: { type: module.type, ...placeOf(module, seat), location: locationOf(appId, module, seat) },
  };
}

/** Which installation this is: an app is installed in a workspace. */
export function installationOf({ repository: { workspace } }: Seat): { id: string; context: string } {
  const id = (workspace?.uuid ?? '{}').replaceAll(/[{}]/g, '');
  return { id, context: `ari:cloud:bitbucket::workspace/${id}` };
}

/** Whether Bitbucket shows the module beside a pull request. */
export function isOfPullRequest({ type }: UiModule): boolean {
  return type.startsWith('bitbucket:repoPullRequest');
}

/** Whether Bitbucket shows the module over a whole workspace. */
export function isOfWorkspace({ type }: UiModule): boolean {
  return type.startsWith('bitbucket:workspace');
}

function placeOf(module: UiModule, { repository: { uuid, project, workspace }, pullRequest }: Seat): object {
  if (isOfWorkspace(module)) return { workspace: { uuid: workspace?.uuid } };
  if (module.type.startsWith('bitbucket:project')) return { project: { uuid: project?.uuid, key: project?.key } };
  return { repository: { uuid }, ...(isOfPullRequest(module) && { pullRequest: { id: pullRequest } }) };
}

/** Roughly where Bitbucket would show it: the addresses of Forge pages are documented nowhere in full. */
function locationOf(
  appId: string,
  module: UiModule,
  { repository: { full_name, workspace, project }, pullRequest }: Seat,
): string {
  const slug = workspace?.slug ?? full_name?.split('/')[0] ?? '';
  const own = `forge/${appId}/${environment.id}/${module.key}`;
  if (module.type === 'bitbucket:workspaceGlobalPage') return `${site}/${slug}/workspace/${own}`;
  if (isOfWorkspace(module)) return `${site}/${slug}/workspace/settings/${own}`;
  if (module.type.startsWith('bitbucket:project'))
    return `${site}/${slug}/workspace/projects/${project?.key ?? ''}/settings/${own}`;
  if (isOfPullRequest(module)) return `${site}/${full_name ?? slug}/pull-requests/${String(pullRequest)}`;
  return `${site}/${full_name ?? slug}/${module.type === 'bitbucket:repoSettingsMenuPage' ? 'admin/' : ''}${own}`;
}
