import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A person's machine: a home without settings, programs, keys. */
export interface Machine {
  folder: string;
  env: Record<string, string>;
  /** The file of the private key that servers accept, and of one that they do not know. */
  key: string;
  otherKey: string;
  remove: () => void;
}

/** The path of a program. */
export function program(name: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin'];
  const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`There is no ${name}: \`node setup.mjs test\` installs it.`);
  return found;
}

/** Makes a machine in a temporary folder, with git and keys for SSH. */
export function newMachine(): Machine {
  for (const name of ['git', 'ssh', 'ssh-keygen', 'sshd', 'openssl']) program(name);
  const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-clients-'));
  const settings = path.join(folder, 'gitconfig');
  // Without tidying up after every command, and without waiting for the disk.
  const quick = '[maintenance]\n\tauto = false\n[receive]\n\tautogc = false\n[core]\n\tfsync = none\n';
  writeFileSync(settings, `[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n${quick}`);
  return {
    folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      LC_ALL: 'C',
      GIT_CONFIG_GLOBAL: settings,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Ana Lovell',
      GIT_AUTHOR_EMAIL: 'ana@acme.example',
      GIT_COMMITTER_NAME: 'Ana Lovell',
      GIT_COMMITTER_EMAIL: 'ana@acme.example',
    },
    key: newKey(path.join(folder, 'id_ed25519')),
    otherKey: newKey(path.join(folder, 'id_unknown')),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Makes a private key in a file, with the public one beside it. Returns the file. */
export function newKey(file: string): string {
  execFileSync(program('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
  return file;
}

/** The public half of a key, as files of keys hold it. */
export function publicKey(file: string): string {
  return readFileSync(`${file}.pub`, 'utf8').trim();
}

/** The output of a command line, in order of arrival. It never waits for a person. */
export async function printed(
  machine: Machine,
  cwd: string,
  command: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const [name = '', ...args] = command;
  const child = spawn(program(name), args, {
    cwd,
    env: { ...machine.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10_000,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  await new Promise((done, failed) => child.once('close', done).once('error', failed));
  return text;
}

/** A bare repository, `acme/web.git` below `served`, and a clone that is one commit ahead of it. */
export interface Scene {
  served: string;
  bare: string;
  clone: string;
}

/** A new scene. `hook` is the shell script of the server's pre-receive hook. */
export function newScene(machine: Machine, hook?: string): Scene {
  const model = path.join(machine.folder, 'scene');
  if (!existsSync(model)) makeScene(machine, model);
  const folder = mkdtempSync(`${model}-`);
  cpSync(model, folder, { recursive: true });
  const { served, bare, clone } = sceneIn(folder);
  const settings = path.join(clone, '.git', 'config');
  writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll(`${model}/`, `${folder}/`));
  if (hook !== undefined) writeHook(path.join(bare, 'hooks', 'pre-receive'), hook);
  return { served, bare, clone };
}

function makeScene(machine: Machine, folder: string) {
  const { bare, clone } = sceneIn(folder);
  mkdirSync(folder);
  git(machine, folder, 'init', '--quiet', '--template=', '--bare', bare);
  git(machine, folder, 'clone', '--quiet', '--template=', bare, clone);
  commit(machine, clone, 'Begin');
  git(machine, clone, 'push', '--quiet', '--set-upstream', 'origin', 'main');
  commit(machine, clone, 'Go on');
}

function sceneIn(folder: string): Scene {
  const served = path.join(folder, 'served');
  return { served, bare: path.join(served, 'acme', 'web.git'), clone: path.join(folder, 'clone') };
}

/** A hook that runs a shell script. */
export function writeHook(file: string, script: string) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** An empty commit. */
export function commit(machine: Machine, cwd: string, message: string) {
  git(machine, cwd, 'commit', '--quiet', '--allow-empty', '-m', message);
}

/** A git command that must succeed. */
export function git(machine: Machine, cwd: string, ...args: string[]) {
  execFileSync(program('git'), args, { cwd, env: machine.env, stdio: ['ignore', 'ignore', 'ignore'] });
}
