/**
 * The scopes that each path of REST 2.0 takes that the reader asks with GET: the one of a Forge app or API token, and
 * those of OAuth and access tokens.
 *
 * Source: Bitbucket's own OpenAPI document (https://api.bitbucket.org/swagger.json, as bitbucket-cloud.openapi.json,
 * copy of June 2026), `paths[…].get['x-atlassian-oauth2-scopes'][0].scopes`, of which each of these names exactly one,
 * in the state `Current`; and `paths[…].get.security`.
 */
export const scopes: readonly (readonly [path: string, scope: string, oauth: string])[] = [
  ['/repositories/{workspace}', 'read:repository:bitbucket', 'repository'],
  ['/workspaces/{workspace}/permissions/repositories', 'read:repository:bitbucket', 'account'],
  ['/repositories/{workspace}/{repo_slug}', 'read:repository:bitbucket', 'repository'],
  ['/repositories/{workspace}/{repo_slug}/refs/branches', 'read:repository:bitbucket', 'repository'],
  ['/repositories/{workspace}/{repo_slug}/branch-restrictions', 'admin:repository:bitbucket', 'repository:admin'],
  ['/repositories/{workspace}/{repo_slug}/effective-branching-model', 'read:repository:bitbucket', 'repository'],
  ['/repositories/{workspace}/{repo_slug}/permissions-config/users', 'read:repository:bitbucket', 'repository:admin'],
  ['/repositories/{workspace}/{repo_slug}/permissions-config/groups', 'read:repository:bitbucket', 'repository:admin'],
  ['/workspaces/{workspace}/permissions/repositories/{repo_slug}', 'read:repository:bitbucket', 'repository'],
  ['/workspaces/{workspace}/permissions', 'read:workspace:bitbucket', 'account'],
  [
    '/workspaces/{workspace}/projects/{project_key}/permissions-config/users',
    'read:project:bitbucket',
    'project:admin',
  ],
  [
    '/workspaces/{workspace}/projects/{project_key}/permissions-config/groups',
    'read:project:bitbucket',
    'project:admin',
  ],
  ['/repositories/{workspace}/{repo_slug}/commits', 'read:repository:bitbucket', 'repository'],
  ['/repositories/{workspace}/{repo_slug}/effective-default-reviewers', 'read:pullrequest:bitbucket', 'pullrequest'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests', 'read:pullrequest:bitbucket', 'pullrequest'],
  ['/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}', 'read:pullrequest:bitbucket', 'pullrequest'],
  [
    '/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments',
    'read:pullrequest:bitbucket',
    'pullrequest',
  ],
  [
    '/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/commits',
    'read:pullrequest:bitbucket',
    'pullrequest',
  ],
  [
    '/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/statuses',
    'read:pullrequest:bitbucket',
    'pullrequest',
  ],
  [
    '/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks',
    'read:pullrequest:bitbucket',
    'pullrequest',
  ],
  // In the copy of October 2026.
  [
    '/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/mergeability/checks',
    'read:pullrequest:bitbucket',
    'pullrequest',
  ],
  ['/user', 'read:user:bitbucket', 'account'],
  ['/user/workspaces/{workspace}/permission', 'read:workspace:bitbucket', 'account'],
  ['/user/workspaces/{workspace}/permissions/repositories', 'read:repository:bitbucket', 'account repository'],
];

/** Those that only the command line asks. */
export const notInForge: readonly string[] = ['/workspaces/{workspace}/permissions/repositories'];

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
