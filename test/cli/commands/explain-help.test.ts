import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../../../src/bitbucket/worlds/world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { answered, emptyFolder, typed } from '../terminal';

const repository = '/2.0/repositories/acme/checkout';
const tomas = { type: 'user', uuid: '{7a7a2e9c-0000-4000-8000-000000000000}', display_name: 'Tomás Vidal' };

/** The world of somebody who may not read the rules, with these replies, as a file. */
function withoutAdmin(replies: World['replies'] = {}): string {
  const saved = savedWorld('viewer-without-admin');
  const file = path.join(emptyFolder(), 'world.json');
  writeFileSync(file, JSON.stringify({ ...saved, replies: { ...saved.replies, ...replies } }));
  return file;
}

const viewer = savedWorld('viewer-without-admin').viewer ?? '';
const passed = { status: 'PASSED', required: true, blocking: false };
const open = { type: 'pullrequest_state_check', ...passed, state: 'OPEN' };
const clean = { type: 'git_mergeability_check', ...passed, reason: 'clean' };
const may = { type: 'current_user_permission_check', ...passed };
const mayNot = { ...may, status: 'FAILED', blocking: true };

interface Opened {
  id: number;
  into?: string;
  author?: string;
  state?: string;
  checks?: object[];
}

function pullRequests(...all: Opened[]): World['replies'] {
  const replies: World['replies'] = {};
  const bodies = all.map(({ id, into = 'main', author = viewer, state = 'OPEN' }) => ({
    type: 'pullrequest',
    id,
    title: `Change ${String(id)}`,
    state,
    author: { ...tomas, uuid: author },
    source: { branch: { name: 'topic' }, repository: { full_name: 'acme/checkout' } },
    destination: { branch: { name: into }, repository: { full_name: 'acme/checkout' } },
    participants: [],
  }));
  for (const [at, { id, checks }] of all.entries()) {
    const path = `${repository}/pullrequests/${String(id)}`;
    replies[path] = { status: 200, body: bodies[at] };
    if (checks) replies[`${path}/mergeability/checks`] = { status: 200, body: { size: checks.length, values: checks } };
  }
  return { ...replies, [`${repository}/pullrequests`]: { status: 200, body: { values: bodies } } };
}

interface Helped {
  verdict: string;
  help?: {
    permission: string;
    pullRequests: { id: number; verdict: string; bitbucket?: { says: string } }[];
    ways: { do: string }[];
    ask: string;
  };
}

async function explained(world: string, ...more: string[]): Promise<Helped> {
  return answered(await typed(['explain', 'main', '--json', '--world', world, ...more])) as Helped;
}

describe('somebody who may not read the rules', () => {
  test('is told their own permission, the way through a pull request, and words to ask with', async () => {
    const { verdict, help } = await explained(withoutAdmin());
    expect(verdict).toBe('unknown');
    expect(help).toMatchObject({
      permission: 'Tomás Vidal has write permission on acme/checkout.',
      pullRequests: [],
      ask: expect.stringMatching(
        /^I would like to push to `main` in acme\/checkout.*- An administrator of acme\/checkout/s,
      ),
    });
    expect(help?.ways.map((way) => way.do)).toEqual([
      expect.stringMatching(
        /^You can push to another branch and open a pull request into `main`: `git push origin HEAD:/,
      ),
    ]);
  });

  test("reads Bitbucket's own word on their open pull requests into the branch, and on no others", async () => {
    const world = withoutAdmin(
      pullRequests(
        { id: 1, checks: [open, may, clean] },
        { id: 2, checks: [open, mayNot, clean] },
        { id: 3 },
        { id: 4, into: 'develop', checks: [open, may, clean] },
        { id: 5, author: '{00000000-0000-4000-8000-00000000beef}', checks: [open, may, clean] },
        { id: 6, state: 'MERGED', checks: [open, may, clean] },
      ),
    );
    const { verdict, help } = await explained(world);
    // That a merge would go through says nothing of a push.
    expect(verdict).toBe('unknown');
    expect(help?.pullRequests.map(({ id, verdict: merge, bitbucket }) => [id, merge, bitbucket?.says])).toEqual([
      [1, 'allowed', 'mergeable'],
      [2, 'denied', 'not-mergeable'],
      [3, 'unknown', 'unknown'],
    ]);
    const { out } = await typed(['explain', 'main', '--world', world]);
    expect(out).toContain('Pull request 1 (Change 1): Bitbucket says that it can be merged.');
    expect(out).toContain('Words to ask an administrator with');
  });

  test('of anybody else, of a tag, or of a deletion, there is no such help', async () => {
    const world = withoutAdmin();
    expect((await explained(world, '--as', 'mei')).help).toBeUndefined();
    expect((await explained(world, '--to', 'create')).help).toBeUndefined();
  });

  test('an administrator gets the answer alone', async () => {
    const { out } = await typed(['explain', 'main', '--world', 'src/sandbox/worlds/ordinary-team.json'], {
      cwd: process.cwd(),
    });
    expect(out).not.toContain('without the rules');
  });
});
