import type { Server } from './server';

/** The address of a remote. `path` has neither leading slash nor `.git`. */
export interface Address {
  by: 'https' | 'ssh' | 'http' | 'git';
  host: string;
  port?: number;
  /** The user name in it, decoded; never a password. */
  user?: string;
  path: string;
}

const url = new RegExp(
  String.raw`^(https?|ssh|git):\/\/(?:([^\s@/:]{0,200})(?::[^\s@/]{0,2000})?@)?(\w[\w.-]{0,252}` +
    String.raw`|\[[\da-f:]{2,45}\])(?::(\d{1,5}))?\/?([^\s?#]{0,1000})`,
  'i',
);
/** As scp writes it: `git@host:path`. A single letter before the colon is a Windows drive. */
const scp = /^(?:([\w.+-]{1,100})@)?(\w[\w.-]{1,252}):(?!\/\/|\d+$)\/?([^\s:]{1,1000})$/i;

/** Parses the address of a remote, a URL or in scp's form; undefined where it is neither, such as a path on disk. */
export function addressIn(text: string): Address | undefined {
  const [, scheme, user, host, port, path] = url.exec(text) ?? [];
  if (scheme !== undefined && host !== undefined && path !== undefined) {
    return {
      by: scheme.toLowerCase() as Address['by'],
      host: host.toLowerCase(),
      ...(port !== undefined && { port: Number(port) }),
      ...(user && { user: decoded(user) }),
      path: trimmed(path),
    };
  }
  const [, name, at, where] = scp.exec(text) ?? [];
  if (at === undefined || where === undefined) return undefined;
  return { by: 'ssh', host: at.toLowerCase(), ...(name && { user: name }), path: trimmed(where) };
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '').replace(/\.git$/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a host is Bitbucket Cloud's: for HTTPS, for SSH before and since November 2026, and on port 443. */
export function isCloudHost(host: string): boolean {
  return /^(?:(?:ssh|altssh|www|api)\.)?bitbucket\.org$/.test(host);
}

/** The repository that an address names on Bitbucket Cloud; undefined for other hosts. */
export function cloudRepository({ host, path }: Address): { workspace: string; slug: string } | undefined {
  const [workspace, slug, ...more] = path
    .replace(/\/info\/(?:refs|lfs).*$/, '')
    .replace(/\.git$/, '')
    .split('/');
  return isCloudHost(host) && workspace && slug && more.length === 0 ? { workspace, slug } : undefined;
}

/**
 * The Data Center server of an address, and the repository there: `https://host/scm/KEY/slug`, also below a context
 * path, or `ssh://git@host:7999/KEY/slug`. Port 7999 is such a server's default.
 */
export function serverAt({ by, host, port, path }: Address): Server {
  const ssh = by === 'ssh';
  const clean = path.replace(/\/info\/(?:refs|lfs).*$/, '').replace(/\.git$/, '');
  const { context = '', project, slug } = (ssh ? sshPath : webPath).exec(clean)?.groups ?? {};
  const authority = !ssh && port !== undefined ? `${host}:${String(port)}` : host;
  return {
    web: `${by === 'http' ? 'http' : 'https'}://${authority}${context && `/${context}`}`,
    host,
    sshPort: ssh && port !== undefined ? port : 7999,
    ...(project !== undefined && slug !== undefined && { repository: { project, slug } }),
  };
}

const sshPath = /^(?:scm\/)?(?<project>~?[\w.-]+)\/(?<slug>[\w.-]+)$/;
const webPath = /^(?:(?<context>[\w./-]+?)\/)?scm\/(?<project>~?[\w.-]+)\/(?<slug>[\w.-]+)$/;
