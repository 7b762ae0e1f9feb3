import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { explain } from '../../../../src/core/questions/explain';
import type { MergeRemedy } from '../../../../src/core/remedy';
import { sayMergeRemedy } from '../../../../src/core/say/pull-request/decision';
import { facts, question } from '../../../core/facts';
import { decisions, remediesIn } from '../../../core/ways-out/offered';
import { git } from '../machine';
import { thePush, type Situation } from './situation';
import {
  commitFile,
  here,
  holdingAll,
  keepingHistory,
  output,
  restricting,
  there,
  type HandName,
  type Stand,
} from './stands';

/** Decisions do not know the clone: they speak of `origin`. */
const of: HandName[] = ['of which nothing is known'];
const decision = explain(facts({}), question('push main'));

/** A way out of a decision as it is said. */
export function said(remedy: MergeRemedy): string {
  return sayMergeRemedy(remedy, decision).do;
}

/** What decisions over many worlds say: each way out with its sentence. */
export function saidInDecisions(): [id: MergeRemedy['way'], sentence: string][] {
  return decisions().flatMap((one) =>
    remediesIn(one).map((remedy): [MergeRemedy['way'], string] => [remedy.way, sayMergeRemedy(remedy, one).do]),
  );
}

function isOn(branch: string) {
  return (stand: Stand) => {
    expect(holdingAll(stand)).toEqual([branch]);
    expect(there(stand)).toEqual(['Begin']);
  };
}

/** A pull request from `topic`, whose destination somebody else changed since. */
function topicBehind(stand: Stand) {
  const { machine, bare, clone } = stand;
  const other = `${clone}-of-somebody`;
  git(machine, machine.folder, 'clone', '--quiet', bare, other);
  const there = { ...stand, clone: other };
  git(machine, other, 'switch', '--quiet', '--create', 'topic');
  commitFile(there, 'topic.html', 'Topic');
  git(machine, other, 'push', '--quiet', 'origin', 'topic');
  git(machine, other, 'switch', '--quiet', 'main');
  commitFile(there, 'menu.html', 'Menu');
  git(machine, other, 'push', '--quiet', 'origin', 'main');
}

/** The source was checked out before its newest commit. */
function topicHere({ machine, clone }: Stand) {
  git(machine, clone, 'branch', 'topic', 'origin/main');
}

/** The source changed what its destination did. */
function conflicting(stand: Stand) {
  const { machine, clone } = stand;
  const other = `${clone}-of-somebody`;
  git(machine, other, 'switch', '--quiet', 'topic');
  commitFile({ ...stand, clone: other }, 'menu.html', 'Another menu');
  git(machine, other, 'push', '--quiet', 'origin', 'topic');
}

function isUpToDate(stand: Stand) {
  expect(there(stand, 'topic')).toEqual(expect.arrayContaining(['Topic', 'Menu', 'Begin']));
}

const source = { source: 'topic', fork: false, mayPush: true, destination: 'main' };

/** A push that a restriction stops, and the branch that it went to in its place. */
const whereCovered: Situation = {
  when: 'a restriction covers the branch',
  of,
  given: [restricting],
  refused: thePush,
  holds: isOn('ana/main-update'),
};

/** Situations of the ways out of decisions, each with the data that a rule or merge check gives it. */
export const ofDecisions: Partial<Record<MergeRemedy['way'], { remedy: MergeRemedy; situations: Situation[] }>> = {
  'open-pull-request': {
    remedy: { way: 'open-pull-request', push: 'ana/main-update', into: 'main' },
    situations: [whereCovered],
  },
  'push-elsewhere': {
    remedy: { way: 'push-elsewhere', push: 'ana/main-update' },
    situations: [whereCovered],
  },
  'add-commits-instead': {
    remedy: { way: 'add-commits-instead' },
    situations: [
      {
        when: 'the newest commit is to be undone',
        of,
        given: [
          keepingHistory,
          (stand) => {
            commitFile(stand, 'mistake.html', 'Mistake');
            git(stand.machine, stand.clone, 'push', '--quiet', 'origin', 'main');
          },
        ],
        refused: () => 'git push --force origin HEAD~1:refs/heads/main',
        holds: (stand) => {
          expect(output(stand, stand.clone, 'diff', 'HEAD~2', 'HEAD')).toBe('');
          git(stand.machine, stand.clone, 'push', '--quiet', 'origin', 'main');
          expect(there(stand)).toHaveLength(4);
        },
      },
    ],
  },
  'update-source': {
    remedy: { way: 'update-source', ...source },
    situations: [
      { when: 'the source was never here', of, given: [topicBehind], holds: isUpToDate },
      { when: 'the source here is older', of, given: [topicBehind, topicHere], holds: isUpToDate },
    ],
  },
  'settle-conflicts': {
    remedy: { way: 'settle-conflicts', ...source },
    situations: [topicBehind, topicHere].map((before, at) => ({
      when: at === 0 ? 'the source was never here' : 'the source here is older',
      of,
      given: at === 0 ? [topicBehind, conflicting] : [topicBehind, before, conflicting],
      stops: [0],
      settles: ({ clone }) => {
        const file = path.join(clone, 'menu.html');
        expect(readFileSync(file, 'utf8')).toContain('<<<<<<<');
        writeFileSync(file, 'Both menus\n');
      },
      holds: (stand) => {
        isUpToDate(stand);
        expect(here(stand)).toContain('Another menu');
        expect(output(stand, stand.bare, 'show', 'topic:menu.html')).toBe('Both menus');
      },
    })),
  },
};
