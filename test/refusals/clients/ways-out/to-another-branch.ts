import { expect } from '@jest/globals';
import { git } from '../machine';
import { thePush, type Situation } from './situation';
import { here, holdingAll, keepingHistory, output, restricting, rewritten, there, type Stand } from './stands';

/** All that was refused is on one new branch at the server, and the branch is as it was. */
function isElsewhere(stand: Stand) {
  const [added = '', ...others] = holdingAll(stand);
  expect(others).toEqual([]);
  expect(there(stand, added)).toEqual(['Go on', 'Begin']);
  expect(there(stand)).toEqual(['Begin']);
}

const restricted: Situation = {
  when: 'a restriction covers the branch',
  given: [restricting],
  refused: thePush,
  holds: isElsewhere,
};

/** Situations of ways out that lead to another branch. */
export const toAnotherBranch: Record<string, Situation[]> = {
  'open-pull-request': [restricted],
  'dc-open-pull-request': [restricted],
  'push-elsewhere': [
    restricted,
    {
      when: 'a branch stands where a folder must',
      of: ['of a branch with a slash'],
      given: [
        ({ machine, bare }) => {
          git(machine, bare, 'update-ref', '-d', 'refs/heads/feature/login');
          git(machine, bare, 'update-ref', 'refs/heads/feature', 'refs/heads/main');
        },
      ],
      refused: thePush,
      holds: (stand) => {
        expect(holdingAll(stand)).toHaveLength(1);
      },
    },
  ],
  'move-work': [
    {
      when: 'a restriction covers the branch',
      given: [restricting],
      refused: thePush,
      holds: (stand) => {
        const { branch, remote, local = branch } = stand.hand;
        expect(here(stand)).toEqual(['Go on', 'Begin']);
        expect(output(stand, stand.clone, 'branch', '--show-current')).toMatch(/^(?:work|ana)\/[a-z\d-]+-update$/);
        expect(output(stand, stand.clone, 'rev-parse', local)).toBe(
          output(stand, stand.clone, 'rev-parse', `${remote}/${branch}`),
        );
      },
    },
  ],
  'rewrite-own-branch': [
    {
      when: 'history was rewritten here and may not be there',
      given: [keepingHistory, rewritten],
      refused: ({ push }) => `${push} --force`,
      holds: (stand) => {
        expect(holdingAll(stand)).toHaveLength(1);
        expect(there(stand)).toEqual(['Go on', 'Begin']);
      },
    },
  ],
};
