/** A server of Bitbucket Data Center, as an address of it shows it. */
export interface Server {
  /** `https://host/context`, without a slash at its end. */
  web: string;
  host: string;
  /** The port for SSH. */
  sshPort: number;
  /** The repository: `~` and the user name stand for the project of a personal one. Absent where it does not show. */
  repository?: { project: string; slug: string };
}

/** A server of which nothing is known but that it is one. */
export const someServer: Server = { web: 'https://HOST', host: 'HOST', sshPort: 7999 };

/** The page of the repository, as a sentence names it. */
export function repositoryPage({ web, repository }: Server): string {
  if (!repository) return 'the page of the repository on that server';
  const { project, slug } = repository;
  const owner = project.startsWith('~') ? `users/${project.slice(1)}` : `projects/${project}`;
  return `${web}/${owner}/repos/${slug}`;
}

/** The page of the repository's branch permissions, in parentheses behind its name; empty where it does not show. */
export function permissionsPage({ web, repository }: Server): string {
  return repository ? ` (${web}/plugins/servlet/branch-permissions/${repository.project}/${repository.slug})` : '';
}

/** The addresses of the repository, for HTTPS and for SSH. */
export function repositoryAddresses({ web, host, sshPort, repository }: Server): { https: string; ssh: string } {
  const { project, slug } = repository ?? { project: 'PROJECT', slug: 'REPOSITORY' };
  const path = `${project.toLowerCase()}/${slug}.git`;
  return { https: `${web}/scm/${path}`, ssh: `ssh://git@${host}:${String(sshPort)}/${path}` };
}
