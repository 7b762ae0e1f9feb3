import path from 'node:path';
import { afterAll, beforeAll, test } from '@jest/globals';
import { expectDiagnosis, unsure, type Expected } from '../diagnosed';
import { commit, git, newMachine, newScene, printed, writeHook, type Machine, type Scene } from './machine';

// What git itself prints, with a repository on the same disk; the two files beside this one go over SSH and HTTPS.

// Programs are slow to start on a busy machine.

let machine: Machine;
beforeAll(() => {
  machine = newMachine();
});
afterAll(() => {
  machine.remove();
});

type Step = (scene: Scene) => void;

/** What the clone, or the server's repository, does before. */
const here =
  (command: string): Step =>
  ({ clone }) => {
    git(machine, clone, ...command.split(' '));
  };
const there =
  (command: string): Step =>
  ({ bare }) => {
    git(machine, bare, ...command.split(' '));
  };

/** The server's hook declines with these words. */
function declining(...lines: string[]): Step {
  return hooked([...lines.map((line) => `echo '${line}'`), 'exit 1'].join('; '));
}

function hooked(script: string): Step {
  return ({ bare }) => {
    writeHook(path.join(bare, 'hooks', 'pre-receive'), script);
  };
}

/** Somebody else pushes a commit to `main` meanwhile. */
function meanwhile({ bare, clone }: Scene) {
  const other = `${clone}-of-somebody`;
  git(machine, machine.folder, 'clone', '--quiet', bare, other);
  commit(machine, other, 'Be first');
  git(machine, other, 'push', '--quiet', 'origin', 'main');
}

/** It prints, before the push, what a hook of the clone has to say. */
function testing({ clone }: Scene) {
  writeHook(path.join(clone, '.git', 'hooks', 'pre-push'), 'echo "3 tests failed"; exit 1');
}

const restricted = 'Permission denied to update branch main.';
const declinesMain = `while read -r _ _ ref; do case $ref in */main) echo "${restricted}"; exit 1;; esac; done`;
const onlyMain = `case $1 in */main) echo "${restricted}"; exit 1;; esac`;
const large = 'Repository is over the size limit (4 GB) and will not accept further additions.';
const reduce = 'Learn how to reduce your repository size: https://confluence.atlassian.com/x/xgMvEw.';
const link = 'https://bitbucket.org/acme/web/pull-requests/new?source=fix&t=1';

/** Runs for each ref by itself, so that the others are taken. */
function updating({ bare }: Scene) {
  writeHook(path.join(bare, 'hooks', 'update'), onlyMain);
}

test.each<[string, Step[], string, Expected]>([
  [
    'a restriction covers the branch',
    [declining(restricted)],
    'push origin main',
    { first: 'push-restriction', ref: 'main' },
  ],
  [
    'it covers what is pushed under another name',
    [declining(restricted)],
    'push origin HEAD:main',
    { first: 'push-restriction', ref: 'main' },
  ],
  [
    'it covers a new name',
    [declining('Permission denied to create branch release/1.0')],
    'push origin main:release/1.0',
    { first: 'push-restriction', ref: 'release/1.0' },
  ],
  [
    'it covers one of two branches',
    [hooked(declinesMain)],
    'push origin main:fix main',
    { first: 'push-restriction', ref: 'main' },
  ],
  [
    'it covers one of two branches, and the other is taken',
    [updating],
    'push origin main:fix main',
    { first: 'push-restriction', ref: 'main' },
  ],
  [
    'a silent hook declines',
    [declining()],
    'push origin main',
    { first: 'push-restriction', certainty: unsure, ref: 'main' },
  ],
  [
    'the repository is too large',
    [declining(large, reduce)],
    'push origin main',
    { first: 'repository-size', certainty: 'certain' },
  ],

  ['somebody was first', [meanwhile], 'push origin main', { first: 'remote-ahead', certainty: 'certain', ref: 'main' }],
  [
    'somebody was first, and was fetched',
    [meanwhile, here('fetch --quiet')],
    'push origin main',
    { first: 'remote-ahead', certainty: 'certain', ref: 'main' },
  ],
  [
    'somebody was first, elsewhere',
    [meanwhile, here('fetch --quiet'), here('checkout --quiet -b fix')],
    'push origin main fix',
    { first: 'remote-ahead', ref: 'main' },
  ],
  [
    'a lease is out of date',
    [meanwhile],
    'push --force-with-lease origin main',
    { first: 'remote-ahead', ref: 'main' },
  ],
  [
    'history may not be rewritten',
    [meanwhile, there('config receive.denyNonFastForwards true')],
    'push --force origin main',
    { first: 'force-restriction', ref: 'main' },
  ],
  [
    'branches may not be deleted',
    [here('push --quiet origin main:old'), there('config receive.denyDeletes true')],
    'push origin --delete old',
    { first: 'delete-restriction', ref: 'old' },
  ],
  [
    'the main branch may not be deleted',
    [],
    'push origin --delete main',
    { first: ['main-branch', 'delete-restriction'], ref: 'main' },
  ],

  [
    'a branch stands where a folder must',
    [here('push --quiet origin main:feature')],
    'push origin main:feature/login',
    { first: 'ref-conflict', ref: 'feature/login' },
  ],
  [
    'a folder stands where a branch must',
    [here('push --quiet origin main:feature/login')],
    'push origin main:feature',
    { first: 'ref-conflict', ref: 'feature' },
  ],
  [
    'a tag is there already',
    [here('push --quiet origin main~1:refs/tags/v1'), here('tag v1')],
    'push origin v1',
    { first: ['ref-conflict', 'remote-ahead'] },
  ],

  ['the path is wrong', [], 'push /nowhere/acme/web.git main', { first: 'wrong-remote' }],
  ['there is no such remote', [], 'push upstream main', { first: 'wrong-remote' }],
  ['there is no remote', [here('remote remove origin')], 'push', { first: 'wrong-remote' }],
  ['there is no upstream', [here('checkout --quiet -b fix')], 'push', { first: 'wrong-remote' }],
  [
    'the upstream has another name',
    [here('checkout --quiet -b fix --track origin/main')],
    'push',
    { first: 'wrong-remote' },
  ],
  [
    'no branch is checked out',
    [here('checkout --quiet --detach')],
    'push',
    { first: ['nothing-to-push', 'wrong-remote'] },
  ],
  ['there is no such branch', [], 'push origin master', { first: 'nothing-to-push' }],
  [
    'there is no such branch to delete',
    [],
    'push origin --delete gone',
    { first: ['nothing-to-push', 'wrong-remote'] },
  ],
  [
    'there is no commit yet',
    [here('checkout --quiet --orphan empty')],
    'push origin empty',
    { first: 'nothing-to-push' },
  ],
  [
    'a hook of the clone declines',
    [testing],
    'push origin main',
    { first: ['local-hook', 'none', 'push-restriction'], certainty: unsure },
  ],

  ['all is well', [], 'push origin main', { first: 'none' }],
  [
    'all is well, and a pull request is offered',
    [hooked(`echo "Create pull request for fix:"; echo "  ${link}"`)],
    'push origin main:fix',
    { first: 'none' },
  ],
  [
    'all was well before',
    [here('push --quiet origin main')],
    'push origin main',
    { first: ['none', 'nothing-to-push'], certainty: unsure },
  ],
])('%s', async (_, before, command, expected) => {
  const scene = newScene(machine);
  for (const step of before) step(scene);
  expectDiagnosis(await printed(machine, scene.clone, ['git', ...command.split(' ')]), expected);
});
