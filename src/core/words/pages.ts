import type { RestrictionName, UnlistableActor } from '../model';
import type { RepositoryNames as Where } from '../repository';

function settings(where: Where, page: string): string {
  return `${repositoryPage(where)}/admin${page}`;
}

/** Where an administrator sees and changes things. */
export const settingsPages = {
  restrictions: (where: Where) => settings(where, '/branch-restrictions'),
  permissions: (where: Where) => settings(where, '/permissions'),
  branchingModel: (where: Where) => settings(where, '/branching-model'),
  repository: (where: Where) => settings(where, ''),
  project: ({ workspace, project }: Where, page: string) =>
    project
      ? pageBelow(workspace, `workspace/projects/${encodeURIComponent(project.key)}/settings/${page}`)
      : docs.projectRestrictions,
  groups: ({ workspace }: Where) => pageBelow(workspace, 'workspace/settings/groups'),
} as const;

/** The page of a pull request, which whoever reads the repository may open; that of all without a number. */
export function pullRequestPage(where: Where, id?: number): string {
  return `${repositoryPage(where)}/pull-requests${id === undefined ? '' : `/${String(id)}`}`;
}

/** The repository's own page. */
export function repositoryPage({ workspace, slug }: Where): string {
  return pageBelow(workspace, encodeURIComponent(slug));
}

function pageBelow(workspace: string, path: string): string {
  return `https://bitbucket.org/${encodeURIComponent(workspace)}/${path}`;
}

/**
 * Whether a page is one that only administrators can open: of the repository's settings, or of those of its project or
 * workspace.
 */
export function isForAdministrators(page: string): boolean {
  return /^https:\/\/bitbucket\.org\/[^/]+\/(?:[^/]+\/admin(?:\/|$)|workspace\/(?:projects\/[^/]+\/)?settings(?:\/|$))/.test(
    page,
  );
}

/** The page where these restrictions stand: the project's, where one of them is set there. */
export function pageOfRestrictions(restrictions: readonly RestrictionName[], where: Where): string {
  return restrictions.some(({ supplied }) => supplied)
    ? settingsPages.project(where, 'branch-restrictions')
    : settingsPages.restrictions(where);
}

/** Where an administrator sees what gives somebody a permission; the repository's own page where that is not known. */
export function accessPage(from: { source: 'repository' | 'project' | 'owner' } | undefined, where: Where): string {
  if (from?.source === 'owner') return settingsPages.groups(where);
  return from?.source === 'project' ? settingsPages.project(where, 'permissions') : settingsPages.permissions(where);
}

/** Where Bitbucket's pages begin; each has a name of its own and a slash behind it. */
export const bitbucketDocs = 'https://support.atlassian.com/bitbucket-cloud/docs';

/** Where Git's manual begins; each command has a page. */
export const gitDocs = 'https://git-scm.com/docs';

/** Where Atlassian describes things. */
export const docs = {
  repositoryAccess: `${bitbucketDocs}/grant-repository-access-to-users-and-groups/`,
  restrictions: `${bitbucketDocs}/use-branch-permissions/`,
  projectRestrictions: `${bitbucketDocs}/configure-a-projects-branch-restrictions/`,
  apiTokens: `${bitbucketDocs}/using-api-tokens/`,
  personalSshKeys: `${bitbucketDocs}/set-up-personal-ssh-keys-on-linux/`,
  pullRequests: `${bitbucketDocs}/create-a-pull-request/`,
  mergePullRequest: `${bitbucketDocs}/merge-a-pull-request/`,
  conflicts: `${bitbucketDocs}/resolve-merge-conflicts/`,
  customMergeChecks: `${bitbucketDocs}/set-up-and-use-custom-merge-checks/`,
  reviewing: `${bitbucketDocs}/review-code-in-a-pull-request/`,
  mergeability: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/',
  buildStatus: `${bitbucketDocs}/integrate-your-build-system-with-bitbucket-cloud/`,
  mergeChecks: `${bitbucketDocs}/suggest-or-require-checks-before-a-merge/`,
  twoStep: `${bitbucketDocs}/enable-two-step-verification/`,
  accessControls: `${bitbucketDocs}/control-access-to-your-private-content/`,
  readOnly: `${bitbucketDocs}/why-is-my-repository-in-read-only-mode/`,
  pushDeclined:
    'https://support.atlassian.com/bitbucket-cloud/kb/unable-to-push-to-repository-pre-receive-hook-declined-error/',
  groups: `${bitbucketDocs}/organize-workspace-members-into-groups/`,
  undo: `${gitDocs}/git-revert`,
  restrictionsApi: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-branch-restrictions/',
  refsApi: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-refs/',
  appPasswordsRemoved: 'https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-3222',
  passwordsRemoved: 'https://atlassian.community/t5/x/x/ba-p/1948231',
  tagsNotCovered: 'https://jira.atlassian.com/browse/BCLOUD-10967',
  oauthGroups: 'https://jira.atlassian.com/browse/BCLOUD-18356',
} as const;

/** Where Atlassian says of each actor that it may write, or not, and that no restriction can list it. */
export const actorPages: Record<UnlistableActor, string> = {
  'repository-access-token': `${bitbucketDocs}/repository-access-tokens/`,
  'project-access-token': `${bitbucketDocs}/project-access-tokens/`,
  'workspace-access-token': `${bitbucketDocs}/workspace-access-tokens/`,
  'access-key': `${bitbucketDocs}/configure-repository-access-keys/`,
  'workspace-ssh-key': 'https://community.atlassian.com/forums/x/x/qaq-p/3090625',
  'oauth-client': 'https://jira.atlassian.com/browse/BCLOUD-20121',
  pipelines: `${bitbucketDocs}/push-back-to-your-repository/`,
  'forge-app': 'https://jira.atlassian.com/browse/BCLOUD-23976',
};
