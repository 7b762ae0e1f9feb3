import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Push } from '../../../../src/refusals/text/push';
import { commit, git, newScene, program, writeHook, type Machine, type Scene } from '../machine';

/** A push as it was made, and what a text and the clone show of it. */
export interface Hand {
  shown: Push;
  /** The branch at the remote, and the remote. */
  branch: string;
  remote: string;
  /** The branch checked out, if one is. */
  local?: string;
}

const address = { by: 'https', host: 'bitbucket.org', path: 'acme/web' } as const;

/** The pushes that every way out is tried for. */
export const hands = {
  'of which nothing is known': { shown: {}, branch: 'main', remote: 'origin', local: 'main' },
  'of a branch with a slash': {
    shown: {
      branch: 'feature/login',
      remote: 'origin',
      local: 'feature/login',
      upstream: 'origin/feature/login',
      address,
      pusher: { is: 'named', name: 'ana' },
    },
    branch: 'feature/login',
    remote: 'origin',
    local: 'feature/login',
  },
  'to another name at another remote': {
    shown: { branch: 'release/1', remote: 'upstream', local: 'topic', upstream: 'upstream/release/1', address },
    branch: 'release/1',
    remote: 'upstream',
    local: 'topic',
  },
  'in a build, where no branch is checked out': {
    shown: { branch: 'main', remote: 'origin', address },
    branch: 'main',
    remote: 'origin',
  },
} satisfies Record<string, Hand>;

/** The name of such a push. */
export type HandName = keyof typeof hands;

/** The pushes with a branch checked out. */
export const onBranch: HandName[] = [
  'of which nothing is known',
  'of a branch with a slash',
  'to another name at another remote',
];

/** Two that have the least in common, for what depends little on the push. */
export const unlike: HandName[] = ['of which nothing is known', 'to another name at another remote'];

/** A clone and its server before such a push: the clone is a commit ahead, `Go on` after `Begin`. */
export interface Stand extends Scene {
  machine: Machine;
  hand: Hand;
  /** The push itself, as a command. */
  push: string;
}

/** A new clone and server. Bitbucket's addresses lead to that server. */
export function newStand(machine: Machine, name: HandName): Stand {
  const hand: Hand = hands[name];
  const model = models.get(`${machine.folder} ${name}`) ?? makeModel(machine, hand);
  models.set(`${machine.folder} ${name}`, model);
  const folder = mkdtempSync(path.join(machine.folder, 'stand-'));
  cpSync(model, folder, { recursive: true });
  const clone = path.join(folder, 'clone');
  const settings = path.join(clone, '.git', 'config');
  writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll(`${model}/`, `${folder}/`));
  const served = path.join(folder, 'served');
  const bare = path.join(served, 'acme', 'web.git');
  // The place that is named where none is known.
  mkdirSync(path.join(served, 'WORKSPACE'));
  symlinkSync(bare, path.join(served, 'WORKSPACE', 'REPOSITORY.git'));
  return { served, bare, clone, machine, hand, push: `git push ${hand.remote} HEAD:refs/heads/${hand.branch}` };
}

const models = new Map<string, string>();

function makeModel(machine: Machine, { branch, remote, local }: Hand): string {
  const { served, clone } = newScene(machine);
  const inClone = (...args: string[]) => {
    git(machine, clone, ...args);
  };
  if (remote !== 'origin') inClone('remote', 'rename', 'origin', remote);
  if (branch !== 'main') inClone('push', '--quiet', remote, `main~1:refs/heads/${branch}`);
  if (local === undefined) inClone('checkout', '--quiet', '--detach');
  else if (local !== 'main') {
    inClone('switch', '--quiet', '--create', local);
    inClone('branch', '--quiet', '--set-upstream-to', `${remote}/${branch}`);
  }
  // So that a command that takes the wrong branch is noticed.
  if (local !== 'main') inClone('branch', '--force', 'main', `${remote}/main`);
  for (const start of ['git@ssh.bitbucket.org:', 'ssh://git@altssh.bitbucket.org:443/', 'https://bitbucket.org/'])
    inClone('config', '--add', `url.${served}/.insteadOf`, start);
  inClone('config', '--add', `url.${served}/.insteadOf`, 'https://x-bitbucket-api-token-auth@bitbucket.org/');
  return path.dirname(clone);
}

/** What a git command prints, in the clone or in the server's repository. */
export function output({ machine }: Stand, cwd: string, ...args: string[]): string {
  return execFileSync(program('git'), args, { cwd, env: machine.env, stdio: ['ignore', 'pipe', 'ignore'] })
    .toString('utf8')
    .trim();
}

/** The subjects of the commits of a branch at the server, newest first. */
export function there(stand: Stand, branch = stand.hand.branch): string[] {
  return output(stand, stand.bare, 'log', '--format=%s', `refs/heads/${branch}`).split('\n');
}

/** The same of what is checked out. */
export function here(stand: Stand, revision = 'HEAD'): string[] {
  return output(stand, stand.clone, 'log', '--format=%s', revision).split('\n');
}

/** The branches at the server whose newest commit is the one checked out. */
export function holdingAll(stand: Stand): string[] {
  const head = output(stand, stand.clone, 'rev-parse', 'HEAD');
  return output(stand, stand.bare, 'for-each-ref', '--format=%(refname:lstrip=2)', '--points-at', head, 'refs/heads')
    .split('\n')
    .filter((name) => name !== '');
}

/** Runs a git command in the clone. */
export const inClone =
  (...args: string[]) =>
  ({ machine, clone }: Stand) => {
    git(machine, clone, ...args);
  };

/** The server's hook runs this script for each update, with `$old`, `$new` and `$ref`. */
export function checking(script: string) {
  return ({ bare }: Stand) => {
    writeHook(path.join(bare, 'hooks', 'pre-receive'), `while read -r old new ref; do ${script}; done`);
  };
}

/** A restriction covers the branch. */
export function restricting(stand: Stand) {
  checking(`[ "$ref" != "refs/heads/${stand.hand.branch}" ] || exit 1`)(stand);
}

/** Nobody may rewrite the branch. */
export function keepingHistory(stand: Stand) {
  checking(`[ "$ref" != "refs/heads/${stand.hand.branch}" ] || git merge-base --is-ancestor "$old" "$new" || exit 1`)(
    stand,
  );
}

/** Somebody else pushes a commit to the branch. */
export function meanwhile({ machine, bare, clone, hand: { branch } }: Stand) {
  const other = `${clone}-of-somebody`;
  git(machine, machine.folder, 'clone', '--quiet', '--branch', branch, bare, other);
  commit(machine, other, 'Be first');
  git(machine, other, 'push', '--quiet', 'origin', branch);
}

/** The newest commit there was made anew here, with a file. */
export function rewritten(stand: Stand) {
  const { machine, clone } = stand;
  git(machine, clone, 'push', '--quiet', stand.hand.remote, `HEAD:refs/heads/${stand.hand.branch}`);
  commitFile(stand, 'page.html', 'Rewritten', '--amend');
}

/** A commit with a file. */
export function commitFile({ machine, clone }: Stand, file: string, subject: string, ...options: string[]) {
  writeFileSync(path.join(clone, file), `${subject}\n`);
  git(machine, clone, 'add', file);
  git(machine, clone, 'commit', '--quiet', '-m', subject, ...options);
}
