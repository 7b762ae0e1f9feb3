/**
 * The scope that a Forge app needs for each path of REST 2.0 that the reader asks with GET.
 *
 * Source: Bitbucket's own OpenAPI document (https://api.bitbucket.org/swagger.json, as bitbucket-cloud.openapi.json,
 * copy of June 2026; `mergeability/checks` by that of October), `paths[…].get['x-atlassian-oauth2-scopes'][0].scopes`.
 * Each of these names exactly one scope, in the state `Current`.
 */
export const scopes: readonly (readonly [path: string, scope: string])[] = [
  ['/repositories/{workspace}/{repo_slug}', 'read:repository:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/refs/branches', 'read:repository:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/branch-restrictions', 'admin:repository:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/effective-branching-model', 'read:repository:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/permissions-config/users', 'read:repository:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/permissions-config/groups', 'read:repository:bitbucket'],
  ['/workspaces/{workspace}/permissions/repositories/{repo_slug}', 'read:repository:bitbucket'],
  ['/workspaces/{workspace}/permissions', 'read:workspace:bitbucket'],
  ['/workspaces/{workspace}/projects/{project_key}/permissions-config/users', 'read:project:bitbucket'],
  ['/workspaces/{workspace}/projects/{project_key}/permissions-config/groups', 'read:project:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/commits', 'read:repository:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/effective-default-reviewers', 'read:pullrequest:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests', 'read:pullrequest:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}', 'read:pullrequest:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments', 'read:pullrequest:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/commits', 'read:pullrequest:bitbucket'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/statuses', 'read:pullrequest:bitbucket'],
  [
    '/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/mergeability/checks',
    'read:pullrequest:bitbucket',
  ],
  ['/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks', 'read:pullrequest:bitbucket'],
  ['/user', 'read:user:bitbucket'],
  ['/user/workspaces/{workspace}/permissions/repositories', 'read:repository:bitbucket'],
];

/** The entry of the table for a path as it is asked for; nothing where the table has none. */
export function scopeOf(path: string): { template: string; scope: string } | undefined {
  const segments = path
    .replace(/^\/2\.0/, '')
    .replace(/\?.*/, '')
    .split('/');
  const found = scopes.find(([template]) => {
    const parts = template.split('/');
    return parts.length === segments.length && parts.every((part, at) => part.startsWith('{') || part === segments[at]);
  });
  return found && { template: found[0], scope: found[1] };
}
