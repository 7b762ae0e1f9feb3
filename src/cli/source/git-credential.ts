import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isThisMachine, type ApiCredential } from '../../bitbucket/port/http';
import { bitbucketApi, timeAt } from '../../bitbucket/port/port';
import type { Io } from '../terminal/io';

/** The credential that git keeps for bitbucket.org. */
export interface GitCredential {
  credential: ApiCredential;
  /**
   * Whether the user name that git keeps is none that Bitbucket's API takes for an API token: it wants the e-mail
   * address of the Atlassian account there.
   */
  lacksEmail: boolean;
  /** When it ends, RFC 3339, where git's helper says so. */
  expires?: string;
}

/** Milliseconds until a helper that does not answer is stopped. */
const patience = 5_000;

/**
 * What git's own credential helpers keep for bitbucket.org; undefined where they keep nothing that can be used. They
 * are asked only by a person at a terminal, outside builds, and only for Bitbucket's own API. No helper may ask the
 * person anything: it gets no terminal and 5 seconds. Only the person's own configuration counts, as that of a clone
 * may name any program.
 */
export function gitCredential(
  io: Pick<Io, 'env' | 'errIsTerminal'>,
  api: string,
  place?: { workspace: string; slug: string },
): GitCredential | undefined {
  const { env } = io;
  const inBuild = Boolean(env['CI']) || Boolean(env['BITBUCKET_BUILD_NUMBER']);
  if (!io.errIsTerminal || inBuild || !(api === bitbucketApi || isThisMachine(new URL(api)))) return undefined;
  const output = filled(env, place && `${place.workspace}/${place.slug}.git`);
  return output === undefined ? undefined : credentialFrom(output, env['BITBUCKET_EMAIL']);
}

/** The output of `git credential fill`; undefined where it failed or took too long. */
function filled(env: Io['env'], where: string | undefined): string | undefined {
  const safe = where !== undefined && /^[\x21-\x7e]+$/.test(where) ? `path=${where}\n` : '';
  const options = {
    // A folder of no clone.
    cwd: path.parse(process.cwd()).root,
    env: { ...withoutClone(env), ...silent },
    input: `protocol=https\nhost=bitbucket.org\n${safe}\n`,
    stdio: ['pipe', 'pipe', 'ignore'] as ['pipe', 'pipe', 'ignore'],
    encoding: 'utf8' as const,
    timeout: patience,
    killSignal: 'SIGKILL' as const,
    maxBuffer: 64 * 1024,
    windowsHide: true,
    // In a session of its own git has no terminal, and can be stopped together with its helpers.
    detached: process.platform !== 'win32',
  };
  try {
    const { pid, status, stdout } = spawnSync(
      'git',
      ['-c', 'credential.interactive=false', 'credential', 'fill'],
      options,
    );
    if (status === null && options.detached) stopGroup(pid);
    return status === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}

/** An empty `GIT_ASKPASS` keeps git from the programs that other settings name for asking. */
const silent = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GCM_INTERACTIVE: 'never',
  GCM_GUI_PROMPT: 'false',
  GCM_BITBUCKET_VALIDATE_STORED_CREDENTIALS: 'false',
};

/** The environment without what ties git to a clone, and without traces, which may hold secrets. */
function withoutClone(env: Io['env']): Io['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^GIT_(?:DIR|COMMON_DIR|WORK_TREE|PREFIX|INDEX_FILE|TRACE.*)$/i.test(name) && !/^GCM_TRACE/i.test(name),
    ),
  );
}

function stopGroup(pid: number) {
  try {
    if (pid > 0) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it ended by itself.
  }
}

/**
 * Reads what `git credential fill` printed. Undefined where it holds no credential for bitbucket.org, one that has
 * ended, one field twice, or characters that no credential has. `email` stands in for a user name that is no e-mail
 * address.
 */
export function credentialFrom(output: string, email?: string): GitCredential | undefined {
  const fields = new Map<string, string>();
  for (const line of output.split('\n').filter((one) => one !== '')) {
    const [, name, value] = /^([a-z_]+(?:\[\])?)=(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    if (name.endsWith('[]')) continue;
    if (fields.has(name)) return undefined;
    fields.set(name, value);
  }
  const username = fields.get('username') ?? '';
  const password = fields.get('password') ?? '';
  if ((fields.get('protocol') ?? 'https') !== 'https' || (fields.get('host') ?? 'bitbucket.org') !== 'bitbucket.org')
    return undefined;
  if (fields.get('quit') === '1' || fields.get('quit') === 'true') return undefined;
  // Neither holds a space or a line break, and a colon would end the name in a request.
  if (!/^[\x21-\x39\x3b-\x7e]+$/.test(username) || !/^[\x21-\x7e]+$/.test(password)) return undefined;
  const ends = endIn(fields.get('password_expiry_utc'));
  if (ends && ends.getTime() <= Date.now()) return undefined;
  const expires = ends && { expires: timeAt(ends) };
  if (username === 'x-token-auth') return { credential: { accessToken: password }, lacksEmail: false, ...expires };
  const named = username.includes('@') || !email ? username : email;
  return { credential: { email: named, apiToken: password }, lacksEmail: !named.includes('@'), ...expires };
}

/** Seconds since 1970 as a date; undefined where it is none that a calendar has. */
function endIn(seconds: string | undefined): Date | undefined {
  if (seconds === undefined || !/^\d{1,11}$/.test(seconds)) return undefined;
  return new Date(Number(seconds) * 1000);
}
