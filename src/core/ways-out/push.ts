import { code } from '../words/names';
import { command, type Shell } from '../words/shell';

/** What was tried: a push, a clone or fetch, or a request to the REST API. */
export type Tried = 'push' | 'read' | 'api';

/** A repository of Bitbucket Data Center, and where its server shows pages. */
export interface DataCenterPlace {
  /** `https://host/context`, without a slash at its end. */
  web: string;
  /** The key of the project, or `~` and the user name for a personal repository. */
  project: string;
  slug: string;
  host: string;
  /** The port for SSH. */
  sshPort: number;
}

/** The push that a pasted text is about, with the likeliest value for what neither text nor clone shows. */
export interface PushAtHand {
  /** The branch that it went to. */
  branch?: string;
  /** The branch checked out. */
  local?: string;
  /** The remote by its name. */
  remote: string;
  /** What the branch tracks: `origin/main`. */
  upstream: string;
  /** A new branch that restrictions on `main` or `release/*` do not cover; no shell needs it quoted. */
  ownBranch: string;
  /** `workspace/slug`, encoded for an address. */
  place: string;
  /** The host that it went to. */
  host: string;
  /** The host to reach by SSH. */
  sshHost: string;
  /** The user name that the credential was asked for. */
  userName?: string;
  /** A push where it does not show. */
  tried: Tried;
  /** The repository, where the server is Bitbucket Data Center and the text shows which. */
  dataCenter?: DataCenterPlace;
}

/** The command that asks the server over SSH who one is. */
export function sshTest({ sshHost, dataCenter }: PushAtHand, shell: Shell, options: '' | '-v ' = ''): string {
  return command(shell, (word) =>
    dataCenter
      ? `ssh ${options}-T -p ${String(dataCenter.sshPort)} ${word(`git@${dataCenter.host}`)}`
      : `ssh ${options}-T ${word(`git@${sshHost}`)}`,
  );
}

/** The page of a repository of Data Center, as a sentence names it. */
export function dataCenterPage({ dataCenter }: PushAtHand): string {
  if (!dataCenter) return 'the page of the repository on that server';
  const { web, project, slug } = dataCenter;
  const owner = project.startsWith('~') ? `users/${project.slice(1)}` : `projects/${project}`;
  return `${web}/${owner}/repos/${slug}`;
}

/** The addresses of a repository of Data Center: for HTTPS and for SSH. */
export function dataCenterAddresses({ dataCenter }: PushAtHand): { https: string; ssh: string } {
  const { web, project, slug, host, sshPort } = dataCenter ?? {
    web: 'https://HOST',
    project: 'PROJECT',
    slug: 'REPOSITORY',
    host: 'HOST',
    sshPort: 7999,
  };
  const path = `${project.toLowerCase()}/${slug}.git`;
  return { https: `${web}/scm/${path}`, ssh: `ssh://git@${host}:${String(sshPort)}/${path}` };
}

/** The branch in a sentence. */
export function branchIn({ branch }: PushAtHand): string {
  return branch === undefined ? 'that branch' : code(branch);
}

/** The command that pushes what is checked out to a branch. */
export function pushTo(branch: string, shell: Shell, remote = 'origin'): string {
  return command(shell, (word) => `git push ${word(remote)} ${word(`HEAD:refs/heads/${branch}`)}`);
}

/** The command that sets the address of the remote. */
export function setAddress(address: string, shell: Shell, { remote }: PushAtHand): string {
  return command(shell, (word) => `git remote set-url ${word(remote)} ${word(address)}`);
}
