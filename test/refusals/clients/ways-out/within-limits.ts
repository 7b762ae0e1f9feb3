import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { commit, git } from '../machine';
import { thePush, type Situation } from './situation';
import { checking, here, output, there, unlike, type Stand } from './stands';

/** At most two commits that are new in one push. */
const twoAtOnce = checking('[ "$(git rev-list --count "$new" --not --all)" -le 2 ] || exit 1');

/** The limit for a file is a hundredth of Bitbucket's here, so that no large file has to be read. */
const lower: [from: string, to: string][] = [['100M', '1M']];

/** Only what undoes the latest commits. */
const undoing = checking('git merge-base --is-ancestor "$new" "$old" || exit 1');

/** No file over the limit. */
const withoutLarge = checking(
  'git rev-list --objects "$new" --not --all | cut -d" " -f1 | git cat-file --batch-check="%(objectsize)" | ' +
    'awk "\\$1 > 1024 * 1024 { exit 1 }" || exit 1',
);

function committing(...subjects: string[]) {
  return ({ machine, clone }: Stand) => {
    for (const subject of subjects) commit(machine, clone, subject);
  };
}

/** A file over the limit, and a later commit without it. */
function large({ machine, clone }: Stand) {
  writeFileSync(path.join(clone, 'film.mov'), Buffer.alloc(2 * 1024 * 1024));
  git(machine, clone, 'add', 'film.mov');
  git(machine, clone, 'commit', '--quiet', '-m', 'Add the film');
  git(machine, clone, 'rm', '--quiet', 'film.mov');
  git(machine, clone, 'commit', '--quiet', '-m', 'Take it away');
}

function pushed({ machine, clone, push }: Stand) {
  git(machine, clone, ...push.split(' ').slice(1));
}

/** LFS takes files to a repository on the same disk only by an address of this form. */
function byFileAddress({ machine, clone, bare, hand: { remote } }: Stand) {
  git(machine, clone, 'remote', 'set-url', remote, `file://${bare}`);
  git(machine, clone, 'lfs', 'install', '--local');
}

/** From here on the clone is a mirror of the server. */
function mirror(stand: Stand) {
  const { machine, clone, bare } = stand;
  git(machine, machine.folder, 'clone', '--quiet', '--mirror', `file://${bare}`, `${clone}-mirror`);
  stand.clone = `${clone}-mirror`;
}

function sizes(stand: Stand, cwd: string): string {
  return output(stand, cwd, 'cat-file', '--batch-all-objects', '--batch-check=%(objectsize)');
}

/** Situations of ways out of sizes. */
export const withinLimits: Record<string, Situation[]> = {
  'smaller-push': [
    {
      when: 'all but the newest commit are small enough',
      of: unlike,
      given: [twoAtOnce, committing('Third', 'Fourth')],
      refused: thePush,
      runs: [1, 2],
      again: true,
      holds: (stand) => {
        expect(there(stand)).toEqual(['Fourth', 'Third', 'Go on', 'Begin']);
      },
    },
    {
      when: 'half is small enough',
      of: unlike,
      given: [twoAtOnce, committing('Third', 'Fourth', 'Fifth')],
      refused: thePush,
      runs: [0, 1],
      filled: [['HEAD~1', 'HEAD~2']],
      again: true,
      holds: (_, [count]) => {
        expect(count).toBe('4\n');
      },
    },
  ],
  'undo-last-push': [
    {
      when: 'the newest commit there is the large one',
      given: [pushed, undoing, committing('Third', 'Fourth')],
      refused: thePush,
      holds: (stand, [, newest]) => {
        expect(newest).toContain('Go on');
        expect(there(stand)).toEqual(['Begin']);
        expect(here(stand)).toEqual(['Fourth', 'Third', 'Go on', 'Begin']);
      },
    },
    {
      when: 'somebody else pushed, and nothing was committed here since',
      of: unlike,
      given: [
        (stand) => {
          const { machine, clone } = stand;
          pushed(stand);
          git(machine, clone, 'reset', '--quiet', '--hard', 'HEAD~1');
        },
        undoing,
        committing('Third'),
      ],
      refused: ({ push }) => push,
      holds: (stand) => {
        expect(there(stand)).toEqual(['Begin']);
      },
    },
  ],
  'shrink-history': [
    {
      when: 'a large file is in commits that are not pushed',
      of: ['to another name at another remote'],
      given: [withoutLarge, large],
      refused: thePush,
      runs: [0],
      filled: lower,
      again: true,
      holds: (stand) => {
        expect(there(stand)).toContain('Go on');
      },
    },
    {
      when: 'a large file is there',
      of: ['of a branch with a slash'],
      given: [large, pushed, mirror],
      runs: [1, 2],
      filled: lower,
      holds: (stand) => {
        expect(there(stand)).toContain('Go on');
        const all = output(stand, stand.bare, 'rev-list', '--objects', '--all');
        expect(all).not.toContain('film.mov');
        expect(sizes(stand, stand.clone)).not.toMatch(/\d{7}/);
      },
    },
  ],
  'use-lfs': [
    {
      when: 'a large file is in commits that are not pushed',
      of: ['to another name at another remote'],
      given: [byFileAddress, withoutLarge, large],
      refused: thePush,
      filled: lower,
      again: true,
      holds: (stand) => {
        expect(output(stand, stand.bare, 'show', `refs/heads/${stand.hand.branch}~1:film.mov`)).toContain('git-lfs');
      },
    },
  ],
};
