import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../../src/bitbucket/worlds/world';
import { fileOf, savedWorld } from '../bitbucket/saved-worlds';
import { emptyFolder, typed } from './terminal';

const web = '/2.0/repositories/acme/web';
const ana = savedWorld('ordinary-team').viewer ?? '';

/** Explains Ana's push to main over the ordinary team, changed. */
async function explained(change: Partial<World>, replies: World['replies'] = {}, ...args: string[]) {
  const world = { ...savedWorld('ordinary-team'), ...change };
  const file = path.join(emptyFolder(), 'world.json');
  writeFileSync(file, JSON.stringify({ ...world, replies: { ...world.replies, ...replies } }));
  return typed(['explain', '--branch', 'main', '--world', file, ...args]);
}

describe('a saved world', () => {
  test.each([ana.slice(1, -1), ana.toUpperCase()])('may write its viewer as %s', async (viewer) => {
    const { status, out } = await explained({ viewer });
    expect(status).toBe(1);
    expect(out).toContain('Ana Lovell cannot push to `main` in acme/web.');
  });

  test('has nothing to wait for, however long Bitbucket asked', async () => {
    const inTurn = [
      { status: 429, headers: { 'Retry-After': '3600' } },
      savedWorld('ordinary-team').replies[web],
    ].flat();
    const { status, out } = await explained({}, { [web]: inTurn.filter((one) => one !== undefined) });
    expect({ status, out: out.slice(0, 7) }).toEqual({ status: 1, out: 'Denied.' });
  });

  test('says which restriction it means where Bitbucket gave no ids', async () => {
    const push = (users: unknown[]) => ({ kind: 'push', pattern: 'main', users, groups: [] });
    const restrictions = { status: 200, body: { values: [push([]), push([{ uuid: '{9}', display_name: 'Cy' }])] } };
    const { out } = await explained({}, { [`${web}/branch-restrictions`]: restrictions });
    expect(out).toContain(
      '`main` is covered by Write access on `main` (for nobody) and Write access on `main` (for Cy), and Ana Lovell',
    );
    expect(out).not.toMatch(/\(restriction|undefined/);
  });

  test.each([
    [['where', '--as', 'forge-app'], 'Where a Forge app can push in acme/web'],
    [['where', '--as', 'pipelines', '--to', 'force-push'], 'Where Pipelines can force-push in acme/web'],
    [['where', '--to', 'delete'], 'Where Ana Lovell can delete a branch in acme/web'],
    [['where', '--to', 'merge'], 'Where Ana Lovell can merge a pull request in acme/web'],
    [['matrix', '--to', 'create'], 'Who can create a branch where in acme/web'],
  ])('%j is headed as one says it', async (args, title) => {
    const { out } = await typed([...args, '--world', fileOf('ordinary-team')]);
    expect(out.split('\n')[0]).toBe(title);
  });

  test('a group that only a supplied rule of the project lists is asked for its members', async () => {
    const file = path.join(emptyFolder(), 'rules.json');
    writeFileSync(file, JSON.stringify([{ kind: 'push', pattern: 'main', users: [], groups: [{ slug: 'on-call' }] }]));
    const members = [{ uuid: ana, display_name: 'Ana Lovell', nickname: 'ana' }];
    const replies = { '/1.0/groups/acme/on-call/members': { status: 200, body: members } };
    const { status, out } = await explained({}, replies, '--project-rules', file);
    expect(status).toBe(0);
    expect(out).toContain('lists the group `on-call`, which Ana Lovell is in.');
  });

  test('an account for a build merges with its credential where a merge was asked', async () => {
    const args = ['explain', 'main', '--to', 'merge', '--as', 'pipelines', '--world', fileOf('ordinary-team')];
    expect((await typed(args)).out).toContain('it takes a seat, and the build then merges with that account');
  });

  test('names its repository by encoded uuids too', async () => {
    const encoded = '%7Bd94461d5-cacd-4425-bc75-237e25049ac0%7D/%7bfc2e7aad-1306-4e8c-b171-b1d6b1d54968%7d';
    const file = path.join(emptyFolder(), 'world.json');
    writeFileSync(file, JSON.stringify(savedWorld('ordinary-team')));
    expect((await typed(['explain', encoded, 'main', '--world', file])).status).toBe(1);
  });

  test('whose branches cannot be read is not one without branches', async () => {
    const file = path.join(emptyFolder(), 'world.json');
    const world = savedWorld('ordinary-team');
    writeFileSync(
      file,
      JSON.stringify({ ...world, replies: { ...world.replies, [`${web}/refs/branches`]: { status: 403 } } }),
    );
    for (const command of ['where', 'matrix']) {
      const { out } = await typed([command, '--world', file]);
      expect(out).toContain('Nothing could be read to list here.');
      expect(out).toContain('This credential may not read the branches of acme/web.');
    }
  });
});
