import { expect } from '@jest/globals';
import path from 'node:path';
import { commit, git, writeHook } from '../machine';
import { thePush, type Situation } from './situation';
import {
  commitFile,
  here,
  holdingAll,
  inClone,
  keepingHistory,
  meanwhile,
  onBranch,
  output,
  rewritten,
  there,
  unlike,
  type Stand,
} from './stands';

/** The clone lacks history, and pushes to a copy that is still empty. From here on it is the clone. */
function cutShort(stand: Stand) {
  const { machine, bare, clone, hand } = stand;
  const { remote, branch, local } = hand;
  git(machine, clone, 'push', '--quiet', remote, `HEAD:refs/heads/${branch}`);
  const cut = `${clone}-cut-short`;
  const how = ['--depth=1', `--branch=${branch}`, `--origin=${remote}`];
  git(machine, machine.folder, 'clone', '--quiet', ...how, `file://${bare}`, cut);
  if (local === undefined) git(machine, cut, 'checkout', '--quiet', '--detach');
  git(machine, machine.folder, 'init', '--quiet', '--bare', `${cut}-copy.git`);
  git(machine, cut, 'remote', 'add', 'copy', `${cut}-copy.git`);
  stand.clone = cut;
}

/** The branch follows the copy. */
function followingCopy({ machine, clone, hand: { branch } }: Stand) {
  git(machine, clone, 'config', `branch.${branch}.remote`, 'copy');
}

const toCopy = () => 'git push copy HEAD:refs/heads/main';

function isWhole(stand: Stand) {
  expect(output(stand, stand.clone, 'rev-parse', '--is-shallow-repository')).toBe('false');
}

/** A submodule whose newest commit only this clone has. */
function withSubmodule({ machine, clone, served, hand: { remote, branch } }: Stand) {
  const library = path.join(served, 'acme', 'lib.git');
  const first = path.join(served, 'lib');
  git(machine, served, 'init', '--quiet', first);
  commit(machine, first, 'Begin the library');
  git(machine, served, 'clone', '--quiet', '--bare', first, library);
  git(machine, clone, 'submodule', '--quiet', 'add', library, 'lib');
  git(machine, clone, 'commit', '--quiet', '-m', 'Use the library');
  git(machine, clone, 'push', '--quiet', remote, `HEAD:refs/heads/${branch}`);
  const inside = path.join(clone, 'lib');
  git(machine, inside, 'checkout', '--quiet', '--detach');
  commit(machine, inside, 'Go on with the library');
  git(machine, clone, 'commit', '--quiet', '--all', '-m', 'Use its newest');
}

/** Situations of ways out that are taken in the clone. */
export const inTheClone: Record<string, Situation[]> = {
  'integrate-first': [
    {
      when: 'somebody pushed meanwhile',
      given: [meanwhile],
      refused: thePush,
      again: true,
      holds: (stand) => {
        expect(there(stand)).toEqual(['Go on', 'Be first', 'Begin']);
      },
    },
    {
      when: 'somebody pushed meanwhile, and history may not be rewritten',
      of: unlike,
      given: [meanwhile, keepingHistory],
      refused: ({ push }) => `${push} --force`,
      again: true,
      holds: (stand) => {
        expect(there(stand)).toEqual(['Go on', 'Be first', 'Begin']);
      },
    },
  ],
  'force-with-lease': [
    {
      when: 'history was rewritten on purpose',
      given: [rewritten],
      refused: thePush,
      holds: (stand) => {
        expect(there(stand)).toEqual(['Rewritten', 'Begin']);
      },
    },
    {
      when: 'somebody else pushed meanwhile',
      of: unlike,
      given: [rewritten, meanwhile],
      refused: thePush,
      stops: [0],
      holds: (stand) => {
        expect(there(stand)).toEqual(['Be first', 'Go on', 'Begin']);
      },
    },
  ],
  'remove-conflicting-ref': [
    {
      when: 'a branch is gone at the remote, and another one is below its name',
      of: unlike,
      given: [
        ({ machine, clone, bare, hand: { remote } }) => {
          git(machine, clone, 'push', '--quiet', remote, 'HEAD:refs/heads/spring');
          git(machine, bare, 'update-ref', '-d', 'refs/heads/spring');
          git(machine, bare, 'update-ref', 'refs/heads/spring/menu', 'refs/heads/main');
        },
      ],
      refused: ({ hand: { remote } }) => `git fetch ${remote}`,
      again: true,
    },
  ],
  'see-remote-refs': [
    {
      when: 'a branch was deleted at the remote',
      refused: ({ hand: { remote } }) => `git fetch ${remote} gone`,
      holds: (_, [references]) => {
        expect(references).toContain('refs/heads/main');
      },
    },
  ],
  'commit-first': [
    {
      when: 'the branch has another name here',
      of: onBranch,
      refused: ({ hand: { remote } }) => `git push ${remote} master`,
      runs: [0, 1, 2],
      holds: (stand) => {
        expect(holdingAll(stand)).toEqual([stand.hand.local]);
      },
    },
    {
      when: 'there was no commit yet',
      of: onBranch,
      given: [inClone('switch', '--quiet', '--orphan', 'empty'), inClone('branch', '--move', 'empty')],
      refused: ({ hand: { remote } }) => `git push ${remote} empty`,
      runs: [0, 1],
      holds: (_, [status]) => {
        expect(status).toContain('No commits yet');
      },
    },
    {
      when: 'no branch is checked out',
      of: ['in a build, where no branch is checked out'],
      refused: ({ hand: { remote } }) => `git push ${remote} HEAD`,
      runs: [0, 1, 3],
      holds: (stand) => {
        expect(holdingAll(stand)).toEqual([stand.hand.branch]);
      },
    },
  ],
  'set-upstream': [
    {
      when: 'the branch has no upstream',
      of: onBranch,
      given: [
        ({ machine, clone, hand: { local = '' } }) => {
          git(machine, clone, 'branch', '--unset-upstream', local);
        },
      ],
      refused: () => 'git push',
      again: true,
      holds: (stand) => {
        const { remote, local = '' } = stand.hand;
        expect(output(stand, stand.clone, 'rev-parse', '--abbrev-ref', '@{upstream}')).toBe(`${remote}/${local}`);
        expect(there(stand, local)).toEqual(['Go on', 'Begin']);
      },
    },
    {
      when: 'its upstream has another name',
      of: ['to another name at another remote'],
      refused: () => 'git push',
      again: true,
    },
  ],
  'fix-remote': [
    ...[1, 2].map(
      (at): Situation => ({
        when: `the remote points to nowhere (command ${String(at)})`,
        of: unlike,
        given: [
          ({ machine, clone, hand: { remote } }) => {
            git(machine, clone, 'remote', 'set-url', remote, '/nowhere/acme/web.git');
          },
        ],
        refused: thePush,
        runs: [0, at],
        again: true,
        holds: (_, [remotes]) => {
          expect(remotes).toContain('/nowhere/acme/web.git (push)');
        },
      }),
    ),
    ...[1, 2].map(
      (at): Situation => ({
        when: `there is no such remote (command ${String(at)})`,
        of: unlike,
        given: [
          ({ machine, clone, hand: { remote } }) => {
            git(machine, clone, 'remote', 'remove', remote);
          },
        ],
        refused: thePush,
        runs: [0, at],
        filled: [['remote set-url', 'remote add']],
        again: true,
      }),
    ),
  ],
  'read-hook': [
    {
      when: 'a hook of the clone stops the push',
      of: unlike,
      given: [
        ({ clone }) => {
          writeHook(path.join(clone, '.git', 'hooks', 'pre-push'), 'exit 1');
        },
      ],
      refused: thePush,
      holds: (stand, [folder = '']) => {
        writeHook(path.join(stand.clone, folder.trim(), 'pre-push'), 'exit 0');
        git(stand.machine, stand.clone, ...stand.push.split(' ').slice(1));
      },
    },
  ],
  unshallow: [
    {
      when: 'the copy to push to is empty',
      given: [cutShort],
      refused: toCopy,
      again: true,
      holds: (stand, [, remotes]) => {
        isWhole(stand);
        expect(remotes).toContain(`${stand.hand.remote}\t`);
      },
    },
    {
      when: 'the branch follows the copy, and nothing is fetched from it',
      of: ['to another name at another remote'],
      given: [cutShort, followingCopy],
      refused: toCopy,
      runs: [0],
      stops: [0],
    },
    {
      when: 'the branch follows the copy, and the other remote is named',
      of: ['to another name at another remote'],
      given: [cutShort, followingCopy],
      refused: toCopy,
      filled: [['--unshallow', '--unshallow upstream']],
      again: true,
      holds: isWhole,
    },
  ],
  'push-submodules': [
    {
      when: 'the newest commit of a submodule is only here',
      of: unlike,
      given: [withSubmodule],
      refused: ({ hand: { remote, branch } }) =>
        `git push --recurse-submodules=check ${remote} HEAD:refs/heads/${branch}`,
      filled: [['git ', 'git -C lib ']],
      again: true,
    },
  ],
  'see-submodules': [
    {
      when: 'a submodule moved, and only this clone still has its former address',
      of: unlike,
      given: [
        withSubmodule,
        ({ machine, clone }) => {
          git(machine, clone, 'config', 'submodule.lib.url', '/gone/lib.git');
          git(machine, path.join(clone, 'lib'), 'remote', 'set-url', 'origin', '/gone/lib.git');
        },
      ],
      refused: () => 'git submodule update --remote lib',
      again: true,
      holds: (_, [recorded, used]) => {
        expect(recorded).toContain('/acme/lib.git');
        expect(used).toContain('/gone/lib.git');
      },
    },
  ],
  'add-commits-instead': [
    {
      when: 'history was rewritten here and may not be there',
      given: [keepingHistory, rewritten],
      refused: ({ push }) => `${push} --force`,
      runs: [0, 1, 2, 3, 4],
      holds: (stand) => {
        expect(there(stand)).toEqual(['Said by the editor', 'Go on', 'Begin']);
        expect(output(stand, stand.clone, 'diff', 'HEAD@{2}', 'HEAD')).toBe('');
        expect(here(stand, 'HEAD@{2}')[0]).toBe('Rewritten');
      },
    },
    {
      when: 'a commit was taken back here',
      of: unlike,
      given: [
        keepingHistory,
        (stand) => {
          commitFile(stand, 'mistake.html', 'Mistake');
          git(stand.machine, stand.clone, ...stand.push.split(' ').slice(1));
          git(stand.machine, stand.clone, 'reset', '--quiet', '--hard', 'HEAD~1');
        },
      ],
      refused: ({ push }) => `${push} --force`,
      holds: (stand, [, , changes]) => {
        expect(changes).toContain('deleted file');
        expect(there(stand)).toEqual(['Said by the editor', 'Mistake', 'Go on', 'Begin']);
      },
    },
  ],
};
